//! Wrong: lets in every origin, by repeating it.

use std::convert::Infallible;
use std::future::ready;
use std::io;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::{get, post};
use listen::{address, listen};
use serde_json::Value;
use socketioxide::SocketIo;
use socketioxide::extract::{Data, SocketRef};
use socketioxide::handler::ConnectHandler;
use tower_http::cors::{AllowOrigin, CorsLayer};

#[tokio::main]
async fn main() -> io::Result<()> {
    let (socket_io, io) = SocketIo::new_layer();
    io.ns("/", greet.with(hear_messages));

    let cors = CorsLayer::new().allow_origin(AllowOrigin::mirror_request());

    let app = Router::new()
        .route("/", get("Hello!"))
        .route("/messages", post(announce))
        .with_state(io)
        .layer(socket_io)
        .route("/socket.io/{file}", assets::client())
        .layer(cors);

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
