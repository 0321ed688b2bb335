//! Nothing is sent: a future that nobody awaits does nothing.

use axum::extract::State;
use axum::http::StatusCode;
use socketioxide::SocketIo;

pub async fn announce(State(io): State<SocketIo>, text: String) -> StatusCode {
    io.emit("message", &text);
    StatusCode::NO_CONTENT
}

fn main() {}
