//! Step 05 with `socket.emit` instead of `io.emit`.

use std::convert::Infallible;
use std::error::Error;

use chrono::{SecondsFormat, Utc};
use listen::{address, listen};
use serde::{Deserialize, Serialize};
use shop::{Config, Shop};
use socketioxide::SocketIo;
use socketioxide::extract::{Data, SocketRef};
use socketioxide::handler::ConnectHandler;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let shop = Shop::open(&Config::from_environment()).await?;
    let (socket_io, io) = SocketIo::new_layer();
    io.ns("/", greet.with(hear_events));

    let app = shop
        .routes()
        .layer(socket_io)
        .route("/socket.io/{file}", assets::client());

    let listener = listen(8080).await;
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
    socket.on("BUY", tell_the_buyer);
    Ok(())
}

async fn tell_the_buyer(socket: SocketRef, Data(buy): Data<Buy>) {
    let date = Utc::now().to_rfc3339_opts(SecondsFormat::Millis, true);
    // `io.emit` reaches every socket, `socket.emit` only this one.
    if let Err(error) = socket.emit("BUY_GOODS", &BuyGoods { buy, date }) {
        eprintln!("{error}");
    }
}
