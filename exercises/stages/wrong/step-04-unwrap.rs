//! Wrong: the handler counts on every `BUY` being one, and panics.

#![allow(clippy::unwrap_used)]

use std::convert::Infallible;
use std::error::Error;
use std::future::ready;

use listen::{address, listen};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use shop::{Config, Shop};
use socketioxide::SocketIo;
use socketioxide::extract::{SocketRef, TryData};
use socketioxide::handler::ConnectHandler;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let shop = Shop::open(&Config::from_environment()).await?;
    let (socket_io, io) = SocketIo::new_layer();
    io.ns("/", pretend_a_purchase.with(hear_events));

    let app = shop
        .routes()
        .layer(socket_io)
        .route("/socket.io/{file}", assets::client());

    let listener = listen(8080).await;
    println!("서버가 요청을 받을 준비가 됐어요\n{}", address(&listener));
    Ok(axum::serve(listener, app).await?)
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Buy {
    nickname: String,
    goods_id: i64,
    goods_name: String,
}

async fn pretend_a_purchase(socket: SocketRef) {
    println!("새로운 소켓이 연결됐어요!");
    let purchase = json!({
        "nickname": "서버가 보내준 구매자 닉네임",
        "goodsId": 10,
        "goodsName": "서버가 보내준 구매자가 구매한 상품 이름",
        "date": "서버가 보내준 구매 일시",
    });
    if let Err(error) = socket.emit("BUY_GOODS", &purchase) {
        eprintln!("{}: {error}", socket.id);
    }
}

async fn hear_events(socket: SocketRef) -> Result<(), Infallible> {
    socket.on("BUY", |data: TryData<Map<String, Value>>| {
        println!("{}", json!(read(data).unwrap()));
        ready(())
    });
    socket.on_disconnect(async |socket: SocketRef| {
        println!("{} 연결이 끊어졌어요!", socket.id);
    });
    Ok(())
}

fn read(data: TryData<Map<String, Value>>) -> Result<Buy, Box<dyn Error>> {
    Ok(Buy::deserialize(Value::Object(data.0?))?)
}
