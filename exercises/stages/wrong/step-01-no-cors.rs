//! Wrong: no `CorsLayer`, so that a browser keeps the answers from a page that is a file.

use std::convert::Infallible;
use std::future::ready;
use std::io;

use axum::Router;
use listen::{address, listen};
use serde_json::Value;
use socketioxide::SocketIo;
use socketioxide::extract::{SocketRef, TryData};
use socketioxide::handler::ConnectHandler;

#[tokio::main]
async fn main() -> io::Result<()> {
    let (socket_io, io) = SocketIo::new_layer();
    io.ns("/", greet.with(hear_messages));

    let app = Router::new()
        .layer(socket_io)
        .route("/socket.io/{file}", assets::client());

    let listener = listen(3000).await;
    println!("{}", address(&listener));
    axum::serve(listener, app).await
}

async fn greet(socket: SocketRef) {
    println!("새로운 소켓이 연결됐어요!");
    send(&socket, &"Hello!".into());
}

async fn hear_messages(socket: SocketRef) -> Result<(), Infallible> {
    socket.on("message", |socket: SocketRef, data: TryData<Value>| {
        match data.0 {
            Ok(data) => {
                println!("{}", data.as_str().unwrap_or(&data.to_string()));
                send(&socket, &data);
            }
            Err(error) => eprintln!("message: {error}"),
        }
        ready(())
    });
    Ok(())
}

fn send(socket: &SocketRef, data: &Value) {
    if let Err(error) = socket.emit("message", data) {
        eprintln!("{}: {error}", socket.id);
    }
}
