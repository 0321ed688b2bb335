//! Wrong: a guest who asks for the till gets no answer.

use std::convert::Infallible;
use std::io;

use axum::Router;
use listen::{address, listen};
use serde_json::{Value, json};
use socketioxide::SocketIo;
use socketioxide::extract::{AckSender, Extension, SocketRef, TryData};
use socketioxide::handler::ConnectHandler;
use tower_http::cors::CorsLayer;

/// The badge of the staff, as in `io({ auth: { badge: "1234" } })`.
const BADGE: &str = "1234";

/// What a socket came in as: one of its extensions.
#[derive(Clone, Copy)]
enum Visitor {
    Staff,
    Guest,
}

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
    let visitor = match &auth.unwrap_or_default()["badge"] {
        Value::Null => Visitor::Guest,
        Value::String(badge) if badge == BADGE => Visitor::Staff,
        _ => return Err("직원만 들어올 수 있어요."),
    };
    socket.extensions.insert(visitor);
    Ok(())
}

async fn greet(Extension(visitor): Extension<Visitor>) {
    match visitor {
        Visitor::Staff => println!("새로운 소켓이 연결됐어요! (직원)"),
        Visitor::Guest => println!("새로운 소켓이 연결됐어요!"),
    }
}

async fn hear_events(socket: SocketRef) -> Result<(), Infallible> {
    socket.on("OPEN_TILL", open_till);
    Ok(())
}

async fn open_till(Extension(visitor): Extension<Visitor>, ack: AckSender) {
    match visitor {
        Visitor::Staff => {
            if let Err(error) = ack.send(&json!({ "ok": true })) {
                eprintln!("{error}");
            }
        }
        Visitor::Guest => eprintln!("직원만 열 수 있어요."),
    }
}
