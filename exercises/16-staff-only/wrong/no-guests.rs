//! Wrong: a client without a badge is refused at the connection too.

use std::convert::Infallible;
use std::io;

use axum::Router;
use listen::{address, listen};
use serde_json::{Value, json};
use socketioxide::SocketIo;
use socketioxide::extract::{AckSender, MaybeExtension, SocketRef, TryData};
use socketioxide::handler::ConnectHandler;
use tower_http::cors::CorsLayer;

/// The badge of the staff, as in `io({ auth: { badge: "1234" } })`.
const BADGE: &str = "1234";

/// Whether a socket has shown the badge: one of its extensions.
#[derive(Clone, Copy)]
struct Staff;

#[tokio::main]
async fn main() -> io::Result<()> {
    let (socket_io, io) = SocketIo::new_layer();
    io.ns("/", greet.with(hear_events).with(check_badge));

    let app = Router::new()
        .layer(socket_io)
        .route("/socket.io/{file}", assets::client())
        .layer(CorsLayer::permissive());

    let listener = listen(3000).await;
    println!("{}", address(&listener));
    axum::serve(listener, app).await
}

async fn check_badge(
    socket: SocketRef,
    TryData(auth): TryData<Value>,
) -> Result<(), &'static str> {
    if auth.unwrap_or_default()["badge"] != BADGE {
        return Err("직원만 들어올 수 있어요.");
    }
    socket.extensions.insert(Staff);
    Ok(())
}

async fn greet() {
    println!("새로운 소켓이 연결됐어요! (직원)");
}

async fn hear_events(socket: SocketRef) -> Result<(), Infallible> {
    socket.on("OPEN_TILL", open_till);
    Ok(())
}

async fn open_till(MaybeExtension(staff): MaybeExtension<Staff>, ack: AckSender) {
    let answer = match staff {
        Some(_) => json!({ "ok": true }),
        None => json!({ "errorMessage": "직원만 열 수 있어요." }),
    };
    if let Err(error) = ack.send(&answer) {
        eprintln!("{error}");
    }
}
