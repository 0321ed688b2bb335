//! Exercise 20: sends a newcomer what it has missed. TASK.en.md, TASK.ko.md

use std::convert::Infallible;
use std::io;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::Router;
use listen::{address, listen};
use serde_json::json;
use socketioxide::SocketIo;
use socketioxide::extract::{Data, SocketRef};
use socketioxide::handler::ConnectHandler;
use tower_http::cors::CorsLayer;

/// The number of the newest message.
static NEWEST: AtomicU64 = AtomicU64::new(0);

#[tokio::main]
async fn main() -> io::Result<()> {
    let (socket_io, io) = SocketIo::new_layer();
    io.ns("/", greet.with(hear_messages));

    let app = Router::new()
        .layer(socket_io)
        .route("/socket.io/{file}", assets::client())
        .layer(CorsLayer::permissive());

    let listener = listen(3000).await;
    println!("{}", address(&listener));
    axum::serve(listener, app).await
}

async fn greet() {
    // Here: what it has missed. · 여기서 놓친 메시지를 보내세요.
    println!("새로운 소켓이 연결됐어요!");
}

async fn hear_messages(socket: SocketRef) -> Result<(), Infallible> {
    socket.on("message", tell_everyone);
    Ok(())
}

async fn tell_everyone(io: SocketIo, Data(text): Data<String>) {
    // And here: nothing is kept. · 여기서는 보내기만 하고 남겨 두지 않아요.
    let number = NEWEST.fetch_add(1, Ordering::SeqCst) + 1;
    let message = json!({ "number": number, "text": text });
    if let Err(error) = io.emit("message", &message).await {
        eprintln!("{error}");
    }
}
