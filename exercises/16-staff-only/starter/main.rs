//! Exercise 16: opens the till for the staff only. TASK.en.md, TASK.ko.md

use std::convert::Infallible;
use std::io;

use axum::Router;
use listen::{address, listen};
use serde_json::{Value, json};
use socketioxide::SocketIo;
use socketioxide::extract::{AckSender, SocketRef, TryData};
use socketioxide::handler::ConnectHandler;
use tower_http::cors::CorsLayer;

/// The badge of the staff, as in `io({ auth: { badge: "1234" } })`.
const BADGE: &str = "1234";

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

async fn greet(TryData(auth): TryData<Value>) {
    // By now the client is in. · 여기서는 이미 연결된 뒤예요.
    match auth.unwrap_or_default()["badge"] == BADGE {
        true => println!("새로운 소켓이 연결됐어요! (직원)"),
        false => println!("새로운 소켓이 연결됐어요!"),
    }
}

async fn hear_events(socket: SocketRef) -> Result<(), Infallible> {
    socket.on("OPEN_TILL", open_till);
    Ok(())
}

// Here: not for everyone. · 여기서 누구에게나 열어 주지 마세요.
async fn open_till(ack: AckSender) {
    if let Err(error) = ack.send(&json!({ "ok": true })) {
        eprintln!("{error}");
    }
}
