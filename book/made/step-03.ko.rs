// ANCHOR: all
// ANCHOR: use
//! 스텝 03: axum 앱과 Socket.IO가 한 포트를 쓰고, 서로를 부를 수 있어요.

use std::convert::Infallible;
use std::future::ready;
use std::io;

use axum::Router;
use axum::extract::State;
use axum::http::{Method, StatusCode};
use axum::response::Html;
use axum::routing::{get, post};
use listen::{address, listen};
use serde_json::Value;
use socketioxide::SocketIo;
use socketioxide::extract::{SocketRef, TryData};
use socketioxide::handler::ConnectHandler;
use tower_http::cors::{Any, CorsLayer};
// ANCHOR_END: use

// ANCHOR: main
// ANCHOR: main-1
#[tokio::main]
async fn main() -> io::Result<()> {
    let (socket_io, io) = SocketIo::new_layer();
    io.ns("/", greet.with(hear_messages));
// ANCHOR_END: main-1

// ANCHOR: main-2
    let cors = CorsLayer::new()
        .allow_origin(Any)
        .allow_methods([Method::GET, Method::POST]);
// ANCHOR_END: main-2

// ANCHOR: main-3
    let app = Router::new()
        .route("/", get(page))
        .route("/messages", post(announce))
        .with_state(io)
        .layer(socket_io)
        .route("/socket.io/{file}", assets::client())
        .layer(cors);
// ANCHOR_END: main-3

// ANCHOR: main-4
    let listener = listen(3000).await;
    println!("서버가 요청을 받을 준비가 됐어요\n{}", address(&listener));
    axum::serve(listener, app).await
}
// ANCHOR_END: main-4
// ANCHOR_END: main

// ANCHOR: page
async fn page() -> Html<&'static str> {
    Html(include_str!("../index.html"))
}
// ANCHOR_END: page

// ANCHOR: announce
/// HTTP로 들어온 텍스트를 모든 소켓에게 보내요.
async fn announce(State(io): State<SocketIo>, text: String) -> StatusCode {
    if let Err(error) = io.emit("message", &text).await {
        eprintln!("{error}");
    }
    StatusCode::NO_CONTENT
}
// ANCHOR_END: announce

// ANCHOR: greet
async fn greet(socket: SocketRef) {
    println!("새로운 소켓이 연결됐어요!");
    send(&socket, "message", "Hello!");
    send(&socket, "customEventName", "this is custom event data");
}
// ANCHOR_END: greet

// ANCHOR: hear_messages
/// 클라이언트가 연결됐다는 소식을 받기 전에 실행돼요. `greet`에서 등록하면 늦어요.
/// 기다리는 핸들러가 없을 때 첫 메시지가 도착할 수 있거든요.
async fn hear_messages(socket: SocketRef) -> Result<(), Infallible> {
    socket.on("message", |socket: SocketRef, data: TryData<Value>| {
        match data.0 {
            Ok(data) => {
                println!("{}", data.as_str().unwrap_or(&data.to_string()));
                send(&socket, "message", data);
            }
            Err(error) => eprintln!("message: {error}"),
        }
        // 더 기다릴 것이 없어요. (`async` 블록이면 다음 것이 앞지를 수 있어요.)
        ready(())
    });
    Ok(())
}
// ANCHOR_END: hear_messages

// ANCHOR: send
fn send(socket: &SocketRef, event: &str, data: impl Into<Value>) {
    if let Err(error) = socket.emit(event, &data.into()) {
        eprintln!("{}: {error}", socket.id);
    }
}
// ANCHOR_END: send
// ANCHOR_END: all
