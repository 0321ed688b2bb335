//! Exercise 06: answers an event that has two arguments. TASK.en.md, TASK.ko.md

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
    io.ns("/", greet.with(hear_greetings));

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

async fn hear_greetings(socket: SocketRef) -> Result<(), Infallible> {
    socket.on("GREET", answer);
    Ok(())
}

// Here: a name and a number. · 여기서 이름과 숫자를 받으세요.
async fn answer(socket: SocketRef, Data(name): Data<Value>) {
    if let Err(error) = socket.emit("GREETED", &name) {
        eprintln!("{}: {error}", socket.id);
    }
}
