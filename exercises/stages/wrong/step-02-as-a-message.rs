//! Wrong: the text of the custom event goes out, under the name `message`.

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
    send(&socket, "message", "Hello!");
    send(&socket, "message", "this is custom event data");
}

async fn hear_messages(socket: SocketRef) -> Result<(), Infallible> {
    socket.on("message", |socket: SocketRef, data: TryData<Value>| {
        match data.0 {
            Ok(data) => {
                println!("{}", data.as_str().unwrap_or(&data.to_string()));
                send(&socket, "message", data);
            }
            Err(error) => eprintln!("message: {error}"),
        }
        ready(())
    });
    Ok(())
}

fn send(socket: &SocketRef, event: &str, data: impl Into<Value>) {
    if let Err(error) = socket.emit(event, &data.into()) {
        eprintln!("{}: {error}", socket.id);
    }
}
