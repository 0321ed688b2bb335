//! 실수가 있는 스텝 03: emit을 아무도 기다리지 않아서 시작되지 않아요.

use std::convert::Infallible;
use std::future::ready;
use std::io;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Html;
use axum::routing::{get, post};
use listen::{address, listen};
use socketioxide::SocketIo;
use socketioxide::extract::{Data, SocketRef};
use socketioxide::handler::ConnectHandler;

#[tokio::main]
async fn main() -> io::Result<()> {
    let (socket_io, io) = SocketIo::new_layer();
    io.ns("/", greet.with(hear_messages));

    let app = Router::new()
        .route("/", get(page))
        .route("/messages", post(announce))
        .with_state(io)
        .layer(socket_io)
        .route("/socket.io/{file}", assets::client());

    let listener = listen(3000).await;
    println!("{}", address(&listener));
    axum::serve(listener, app).await
}

async fn page() -> Html<&'static str> {
    Html(include_str!("../index.html"))
}

#[expect(unused_must_use, reason = "the compiler warns about this very mistake")]
async fn announce(State(io): State<SocketIo>, text: String) -> StatusCode {
    io.emit("message", &text);
    StatusCode::NO_CONTENT
}

async fn greet(_: SocketRef) {
    println!("새로운 소켓이 연결됐어요!");
}

async fn hear_messages(socket: SocketRef) -> Result<(), Infallible> {
    socket.on("message", |socket: SocketRef, Data(text): Data<String>| {
        println!("{text}");
        if let Err(error) = socket.emit("message", &text) {
            eprintln!("{}: {error}", socket.id);
        }
        ready(())
    });
    Ok(())
}
