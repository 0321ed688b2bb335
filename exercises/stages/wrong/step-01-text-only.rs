//! Wrong: the handler takes a string, and nothing else that JSON can be reaches it.

use std::convert::Infallible;
use std::future::ready;
use std::io;

use axum::Router;
use axum::http::Method;
use listen::{address, listen};
use socketioxide::SocketIo;
use socketioxide::extract::{Data, SocketRef};
use socketioxide::handler::ConnectHandler;
use tower_http::cors::{Any, CorsLayer};

#[tokio::main]
async fn main() -> io::Result<()> {
    let (socket_io, io) = SocketIo::new_layer();
    io.ns("/", greet.with(hear_messages));

    let cors = CorsLayer::new()
        .allow_origin(Any)
        .allow_methods([Method::GET, Method::POST]);

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
    send(&socket, "Hello!");
}

async fn hear_messages(socket: SocketRef) -> Result<(), Infallible> {
    socket.on("message", |socket: SocketRef, Data(text): Data<String>| {
        println!("{text}");
        send(&socket, &text);
        ready(())
    });
    Ok(())
}

fn send(socket: &SocketRef, text: &str) {
    if let Err(error) = socket.emit("message", text) {
        eprintln!("{}: {error}", socket.id);
    }
}
