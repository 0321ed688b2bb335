//! `with_state` takes `io`, and afterwards it is gone.

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::post;
use socketioxide::SocketIo;

fn main() {
    let (socket_io, io) = SocketIo::new_layer();
    let _app: Router = Router::new()
        .route("/messages", post(announce))
        .with_state(io)
        .layer(socket_io);
    io.ns("/", greet);
}

async fn announce(State(io): State<SocketIo>, text: String) -> StatusCode {
    if let Err(error) = io.emit("message", &text).await {
        eprintln!("{error}");
    }
    StatusCode::NO_CONTENT
}

async fn greet() {
    println!("새로운 소켓이 연결됐어요!");
}
