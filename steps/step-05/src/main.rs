//! Step 05: whoever buys something, everyone hears of it, the buyer too.

use std::convert::Infallible;
use std::error::Error;

use chrono::{SecondsFormat, Utc};
use listen::{address, listen};
use serde::{Deserialize, Serialize};
use shop::{Config, Shop};
use socketioxide::SocketIo;
use socketioxide::extract::{SocketRef, TryData};
use socketioxide::handler::ConnectHandler;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let shop = Shop::open(&Config::from_environment()).await?;
    let (socket_io, io) = SocketIo::new_layer();
    io.ns("/", greet.with(hear_events));

    let app = shop
        .routes()
        .layer(socket_io)
        .route("/socket.io/socket.io.js", assets::client());

    let listener = listen(8080).await;
    println!("서버가 요청을 받을 준비가 됐어요");
    println!("{}", address(&listener));
    Ok(axum::serve(listener, app).await?)
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Buy {
    nickname: String,
    goods_id: i64,
    goods_name: String,
}

#[derive(Serialize)]
struct BuyGoods {
    #[serde(flatten)]
    buy: Buy,
    date: String,
}

async fn greet() {
    println!("새로운 소켓이 연결됐어요!");
}

async fn hear_events(socket: SocketRef) -> Result<(), Infallible> {
    socket.on("BUY", tell_everyone);
    socket.on_disconnect(async |socket: SocketRef| {
        println!("{} 연결이 끊어졌어요!", socket.id);
    });
    Ok(())
}

async fn tell_everyone(io: SocketIo, TryData(buy): TryData<Buy>) {
    let buy = match buy {
        Ok(buy) => buy,
        Err(error) => return eprintln!("BUY: {error}"),
    };
    let date = Utc::now().to_rfc3339_opts(SecondsFormat::Millis, true);
    if let Err(error) = io.emit("BUY_GOODS", &BuyGoods { buy, date }).await {
        eprintln!("{error}");
    }
}
