//! Step 05: whoever buys something, everyone hears of it, the buyer too.

use std::convert::Infallible;
use std::error::Error;

use chrono::{SecondsFormat, Utc};
use listen::{address, listen};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
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

async fn tell_everyone(io: SocketIo, TryData(data): TryData<Map<String, Value>>) {
    let buy = match read(data) {
        Ok(buy) => buy,
        Err(error) => return eprintln!("BUY: {error}"),
    };
    let date = Utc::now().to_rfc3339_opts(SecondsFormat::Millis, true);
    if let Err(error) = io.emit("BUY_GOODS", &BuyGoods { buy, date }).await {
        eprintln!("{error}");
    }
}

/// A `Map` comes first, since serde would read a `Buy` out of a list too.
fn read(data: Result<Map<String, Value>, impl ToString>) -> Result<Buy, String> {
    let data = data.map_err(|error| error.to_string())?;
    Buy::deserialize(Value::Object(data)).map_err(|error| error.to_string())
}
