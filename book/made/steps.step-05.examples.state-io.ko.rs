//! axum이 아니라 socketioxide의 `State`를 쓴 스텝 05: 컴파일은 되지만 `BUY`가 하나도
//! 처리되지 않아요.

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
    // `State`에는 `SocketIo::builder().with_state(…)`로 넘긴 것이 들어 있어요.
    // 여기서는 아무것도 넘기지 않았어요.
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
    // 서버가 한 대면 `emit`이 기다릴 것은 없어요.
    let sent = io.emit("BUY_GOODS", &BuyGoods { buy, date }).now_or_never();
    if let Some(Err(error)) = sent {
        eprintln!("{error}");
    }
}

/// `Map`을 거쳐요. serde는 배열도 `Buy`로 받아 주거든요.
fn read(data: TryData<Map<String, Value>>) -> Result<Buy, Box<dyn Error>> {
    Ok(Buy::deserialize(Value::Object(data.0?))?)
}
