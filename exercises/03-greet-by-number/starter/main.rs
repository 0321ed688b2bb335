//! Exercise 03: greets each socket with its number. TASK.en.md, TASK.ko.md

use std::convert::Infallible;
use std::future::ready;
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

async fn greet(socket: SocketRef) {
    println!("새로운 소켓이 연결됐어요!");
    // Here: the number. · 여기에 번호를 넣으세요.
    send(&socket, &"Hello!".into());
}

async fn hear_messages(socket: SocketRef) -> Result<(), Infallible> {
    socket.on("message", |socket: SocketRef, Data(data): Data<Value>| {
        match data.as_str() {
            Some(text) => println!("{text}"),
            None => println!("{data}"),
        }
        send(&socket, &data);
        ready(())
    });
    Ok(())
}

fn send(socket: &SocketRef, data: &Value) {
    if let Err(error) = socket.emit("message", data) {
        eprintln!("{}: {error}", socket.id);
    }
}
