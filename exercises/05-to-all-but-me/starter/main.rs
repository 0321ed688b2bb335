//! Exercise 05: passes a message on to everyone but its sender. TASK.en.md, TASK.ko.md

use std::convert::Infallible;
use std::io;

use axum::Router;
use listen::{address, listen};
use serde_json::Value;
use socketioxide::SocketIo;
use socketioxide::extract::{Data, SocketRef};
use socketioxide::handler::ConnectHandler;
use tower_http::cors::CorsLayer;

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
    println!("새로운 소켓이 연결됐어요!");
}

async fn hear_messages(socket: SocketRef) -> Result<(), Infallible> {
    socket.on("message", pass_on);
    Ok(())
}

async fn pass_on(socket: SocketRef, Data(data): Data<Value>) {
    // Here: to the others. · 여기서 다른 소켓들에게 보내세요.
    if let Err(error) = socket.emit("message", &data) {
        eprintln!("{}: {error}", socket.id);
    }
}
