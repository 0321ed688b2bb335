// ANCHOR: all
// ANCHOR: use
//! 스텝 05: 누군가 구매하면 구매자까지 포함해 모두에게 알려요.

use std::convert::Infallible;
use std::error::Error;
use std::future::ready;

use chrono::{SecondsFormat, Utc};
use futures_util::FutureExt;
use listen::{address, listen};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use shop::{Config, Shop};
use socketioxide::SocketIo;
use socketioxide::extract::{SocketRef, TryData};
use socketioxide::handler::ConnectHandler;
// ANCHOR_END: use

// ANCHOR: main
// ANCHOR: main-1
#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let shop = Shop::open(&Config::from_environment()).await?;
    let (socket_io, io) = SocketIo::new_layer();
    io.ns("/", greet.with(hear_events));
// ANCHOR_END: main-1

// ANCHOR: main-2
    let app = shop
        .routes()
        .layer(socket_io)
        .route("/socket.io/{file}", assets::client());
// ANCHOR_END: main-2

// ANCHOR: main-3
    let listener = listen(8080).await;
    println!("서버가 요청을 받을 준비가 됐어요\n{}", address(&listener));
    Ok(axum::serve(listener, app).await?)
}
// ANCHOR_END: main-3
// ANCHOR_END: main

// ANCHOR: Buy
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Buy {
    nickname: String,
    goods_id: i64,
    goods_name: String,
}
// ANCHOR_END: Buy

// ANCHOR: BuyGoods
#[derive(Serialize)]
struct BuyGoods {
    #[serde(flatten)]
    buy: Buy,
    date: String,
}
// ANCHOR_END: BuyGoods

// ANCHOR: greet
async fn greet() {
    println!("새로운 소켓이 연결됐어요!");
}
// ANCHOR_END: greet

// ANCHOR: hear_events
async fn hear_events(socket: SocketRef) -> Result<(), Infallible> {
    socket.on("BUY", |io: SocketIo, data: TryData<Map<String, Value>>| {
        match read(data) {
            Ok(buy) => tell_everyone(&io, buy),
            Err(error) => eprintln!("BUY: {error}"),
        }
        // 더 기다릴 것이 없어요. (`async` 블록이면 다음 것이 앞지를 수 있어요.)
        ready(())
    });
    socket.on_disconnect(async |socket: SocketRef| {
        println!("{} 연결이 끊어졌어요!", socket.id);
    });
    Ok(())
}
// ANCHOR_END: hear_events

// ANCHOR: tell_everyone
fn tell_everyone(io: &SocketIo, buy: Buy) {
    let date = Utc::now().to_rfc3339_opts(SecondsFormat::Millis, true);
    // 서버가 한 대면 `emit`이 기다릴 것은 없어요.
    let sent = io.emit("BUY_GOODS", &BuyGoods { buy, date }).now_or_never();
    if let Some(Err(error)) = sent {
        eprintln!("{error}");
    }
}
// ANCHOR_END: tell_everyone

// ANCHOR: read
/// `Map`을 거쳐요. serde는 배열도 `Buy`로 받아 주거든요.
fn read(data: TryData<Map<String, Value>>) -> Result<Buy, Box<dyn Error>> {
    Ok(Buy::deserialize(Value::Object(data.0?))?)
}
// ANCHOR_END: read
// ANCHOR_END: all
