//! The same with the line that rustc advises.

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
}

#[axum::debug_handler]
async fn announce(text: String, State(io): State<SocketIo>) -> StatusCode {
    if let Err(error) = io.emit("message", &text).await {
        eprintln!("{error}");
    }
    StatusCode::NO_CONTENT
}
