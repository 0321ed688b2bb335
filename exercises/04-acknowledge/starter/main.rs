//! Exercise 04: answers each message with an acknowledgement. TASK.en.md, TASK.ko.md

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

async fn greet() {
    println!("새로운 소켓이 연결됐어요!");
}

async fn hear_messages(socket: SocketRef) -> Result<(), Infallible> {
    socket.on("message", |socket: SocketRef, Data(data): Data<Value>| {
        println!("{data}");
        // Here: an acknowledgement instead of the echo.
        // 여기서 메시지를 돌려보내는 대신 확인 응답을 보내세요.
        if let Err(error) = socket.emit("message", &data) {
            eprintln!("{}: {error}", socket.id);
        }
        ready(())
    });
    Ok(())
}
