//! Step 05 with socketioxide's `State`, which isn't axum's: it compiles, but no `BUY`
//! is handled.

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
use socketioxide::extract::{SocketRef, State, TryData};
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
    // `State` holds what `SocketIo::builder().with_state(…)` was given: here, nothing
    // was.
    type Io = State<SocketIo>;
    socket.on("BUY", |State(io): Io, data: TryData<Map<String, Value>>| {
        match read(data) {
            Ok(buy) => tell_everyone(&io, buy),
            Err(error) => eprintln!("BUY: {error}"),
        }
        ready(())
    });
    socket.on_disconnect(async |socket: SocketRef| {
        println!("{} 연결이 끊어졌어요!", socket.id);
    });
    Ok(())
}

fn tell_everyone(io: &SocketIo, buy: Buy) {
    let date = Utc::now().to_rfc3339_opts(SecondsFormat::Millis, true);
    // On a single server, `emit` has nothing to wait for.
    let sent = io.emit("BUY_GOODS", &BuyGoods { buy, date }).now_or_never();
    if let Some(Err(error)) = sent {
        eprintln!("{error}");
    }
}

/// Via a `Map`, because serde would also accept a list as a `Buy`.
fn read(data: TryData<Map<String, Value>>) -> Result<Buy, Box<dyn Error>> {
    Ok(Buy::deserialize(Value::Object(data.0?))?)
}
