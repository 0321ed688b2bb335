//! Exercise 10: logs each purchase as a line of JSON. TASK.en.md, TASK.ko.md

use std::convert::Infallible;
use std::io;

use axum::Router;
use chrono::{SecondsFormat, Utc};
use listen::{address, listen};
use serde::Deserialize;
use socketioxide::SocketIo;
use socketioxide::extract::{Data, SocketRef};
use socketioxide::handler::ConnectHandler;
use tower_http::cors::CorsLayer;

#[tokio::main]
async fn main() -> io::Result<()> {
    let (socket_io, io) = SocketIo::new_layer();
    io.ns("/", greet.with(hear_events));

    let app = Router::new()
        .layer(socket_io)
        .route("/socket.io/{file}", assets::client())
        .layer(CorsLayer::permissive());

    let listener = listen(3000).await;
    println!("{}", address(&listener));
    axum::serve(listener, app).await
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Buy {
    nickname: String,
    goods_id: i64,
    goods_name: String,
}

async fn greet() {
    println!("새로운 소켓이 연결됐어요!");
}

async fn hear_events(socket: SocketRef) -> Result<(), Infallible> {
    socket.on("BUY", async |Data(buy): Data<Buy>| {
        let date = Utc::now().to_rfc3339_opts(SecondsFormat::Millis, true);
        // Here: one line of JSON. · 여기서 JSON 한 줄로 출력하세요.
        println!(
            "{date} {}: {} {}",
            buy.nickname, buy.goods_id, buy.goods_name
        );
    });
    Ok(())
}
