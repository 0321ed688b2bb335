//! Wrong: a layer wraps what is already there, and the socket is added later.

use std::convert::Infallible;
use std::future::ready;
use std::io;

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode};
use axum::routing::{get, post};
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

    let page = HeaderValue::from_static("http://localhost:5500");
    let cors = CorsLayer::new().allow_origin(page);

    let app = Router::new()
        .route("/", get("Hello!"))
        .route("/messages", post(announce))
        .with_state(io)
        .layer(cors)
        .layer(socket_io)
        .route("/socket.io/{file}", assets::client());

    let listener = listen(3000).await;
    println!("{}", address(&listener));
    axum::serve(listener, app).await
}

/// What arrives over HTTP goes out to every socket.
async fn announce(State(io): State<SocketIo>, text: String) -> StatusCode {
    if let Err(error) = io.emit("message", &text).await {
        eprintln!("{error}");
    }
    StatusCode::NO_CONTENT
}

async fn greet() {
    println!("새로운 소켓이 연결됐어요!");
}

async fn hear_messages(socket: SocketRef) -> Result<(), Infallible> {
    socket.on("message", |socket: SocketRef, Data(data): Data<Value>| {
        if let Err(error) = socket.emit("message", &data) {
            eprintln!("{}: {error}", socket.id);
        }
        ready(())
    });
    Ok(())
}
