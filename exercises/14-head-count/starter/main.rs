//! Exercise 14: a chat with rooms, and a head count in each. TASK.en.md, TASK.ko.md

use std::convert::Infallible;
use std::future::ready;
use std::io;

use axum::Router;
use listen::{address, listen};
use serde::Serialize;
use socketioxide::SocketIo;
use socketioxide::extract::{Data, SocketRef};
use socketioxide::handler::ConnectHandler;
use tower_http::cors::CorsLayer;

#[tokio::main]
async fn main() -> io::Result<()> {
    let (socket_io, io) = SocketIo::new_layer();
    io.ns("/", greet.with(hear_events));

    let app = Router::new()
        .layer(socket_io)
        .route("/socket.io/{file}", assets::client())
        .layer(CorsLayer::permissive());

    let listener = listen(3000).await;
    println!("{}", address(&listener));
    axum::serve(listener, app).await
}

async fn greet() {
    println!("새로운 소켓이 연결됐어요!");
}

async fn hear_events(socket: SocketRef) -> Result<(), Infallible> {
    socket.on("JOIN", |socket: SocketRef, Data(room): Data<String>| {
        // Here: who has to be told? · 여기서 누구에게 알려야 할까요?
        println!("{} → {room}", socket.id);
        ready(())
    });
    socket.on("SAY", |io: SocketIo, Data(text): Data<String>| {
        // And here: not to everyone. · 여기서는 모두에게 보내지 마세요.
        tell(&io.sockets(), "SAID", &text);
        ready(())
    });
    Ok(())
}

fn tell(sockets: &[SocketRef], event: &str, data: &impl Serialize) {
    for socket in sockets {
        if let Err(error) = socket.emit(event, data) {
            eprintln!("{}: {error}", socket.id);
        }
    }
}
