//! Step 01: Socket.IO alone. It greets each socket, prints each message and echoes it.

use std::convert::Infallible;
use std::future::ready;
use std::io;

use axum::Router;
use axum::http::Method;
use listen::{address, listen};
use serde_json::Value;
use socketioxide::SocketIo;
use socketioxide::extract::{SocketRef, TryData};
use socketioxide::handler::ConnectHandler;
use tower_http::cors::{Any, CorsLayer};

#[tokio::main]
async fn main() -> io::Result<()> {
    let (socket_io, io) = SocketIo::new_layer();
    io.ns("/", greet.with(hear_messages));

    let cors = CorsLayer::new()
        .allow_origin(Any)
        .allow_methods([Method::GET, Method::POST]);

    // Socket.IO begins as HTTP. In Node, it opens a server of its own. Here it is a
    // layer, and needs an axum router to carry it, even one without a page.
    let app = Router::new()
        .layer(socket_io)
        .route("/socket.io/{file}", assets::client())
        .layer(cors);

    let listener = listen(3000).await;
    println!("{}", address(&listener));
    axum::serve(listener, app).await
}

async fn greet(socket: SocketRef) {
    println!("새로운 소켓이 연결됐어요!");
    send(&socket, &"Hello!".into());
}

/// Runs before the client is told that it is connected. In `greet`, it would be too
/// late: the first message could arrive before anyone is listening.
async fn hear_messages(socket: SocketRef) -> Result<(), Infallible> {
    socket.on("message", |socket: SocketRef, data: TryData<Value>| {
        match data.0 {
            Ok(data) => {
                println!("{}", data.as_str().unwrap_or(&data.to_string()));
                send(&socket, &data);
            }
            Err(error) => eprintln!("message: {error}"),
        }
        // Nothing left to wait for. (An `async` block could be overtaken by the next.)
        ready(())
    });
    Ok(())
}

/// JavaScript's `socket.send`: it emits an event named `message`.
fn send(socket: &SocketRef, data: &Value) {
    if let Err(error) = socket.emit("message", data) {
        eprintln!("{}: {error}", socket.id);
    }
}
