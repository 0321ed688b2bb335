//! Wrong: every newcomer gets the whole log, whatever it has seen.

use std::convert::Infallible;
use std::future::ready;
use std::io;
use std::sync::{Mutex, MutexGuard, PoisonError};

use axum::Router;
use listen::{address, listen};
use serde_json::json;
use socketioxide::SocketIo;
use socketioxide::extract::{Data, SocketRef};
use socketioxide::handler::ConnectHandler;
use tower_http::cors::CorsLayer;

/// Every text so far: the first one is number 1.
static LOG: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// The room of those who have got everything up to now.
const LIVE: &str = "live";

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

async fn greet(socket: SocketRef) {
    println!("새로운 소켓이 연결됐어요!");
    // Held to the end: nothing new comes between the old messages and the room.
    let log = log();
    for (number, text) in (1..).zip(log.iter()) {
        send(&socket, number, text);
    }
    socket.join(LIVE);
}

async fn hear_messages(socket: SocketRef) -> Result<(), Infallible> {
    socket.on("message", |io: SocketIo, Data(text): Data<String>| {
        tell_everyone(&io, text);
        ready(())
    });
    Ok(())
}

fn tell_everyone(io: &SocketIo, text: String) {
    let mut log = log();
    let number = log.len() as u64 + 1;
    for socket in io.to(LIVE).sockets() {
        send(&socket, number, &text);
    }
    log.push(text);
}

fn log() -> MutexGuard<'static, Vec<String>> {
    LOG.lock().unwrap_or_else(PoisonError::into_inner)
}

fn send(socket: &SocketRef, number: u64, text: &str) {
    let message = json!({ "number": number, "text": text });
    if let Err(error) = socket.emit("message", &message) {
        eprintln!("{}: {error}", socket.id);
    }
}
