//! Exercise 11: lets nobody buy twice within two seconds. TASK.en.md, TASK.ko.md

use std::convert::Infallible;
use std::io;
use std::time::Duration;

use axum::Router;
use listen::{address, listen};
use serde_json::{Value, json};
use socketioxide::SocketIo;
use socketioxide::extract::{Data, SocketRef};
use socketioxide::handler::ConnectHandler;
use tower_http::cors::CorsLayer;

/// For this long after a purchase, the same socket can't buy again.
const COOLDOWN: Duration = Duration::from_secs(2);

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

async fn greet() {
    println!("새로운 소켓이 연결됐어요!");
}

async fn hear_events(socket: SocketRef) -> Result<(), Infallible> {
    socket.on("BUY", tell_everyone);
    Ok(())
}

async fn tell_everyone(io: SocketIo, socket: SocketRef, Data(buy): Data<Value>) {
    // Here: the time since its last purchase. · 여기에 지난번 구매 뒤로 흐른 시간을 넣으세요.
    let since = Duration::MAX;
    if since < COOLDOWN {
        let refusal = json!({ "errorMessage": "잠시 후 다시 시도해 주세요." });
        if let Err(error) = socket.emit("BUY_REFUSED", &refusal) {
            eprintln!("{}: {error}", socket.id);
        }
    } else if let Err(error) = io.emit("BUY_GOODS", &buy).await {
        eprintln!("{error}");
    }
}
