//! Exercise 13: whispers to one person, in all of their tabs. TASK.en.md, TASK.ko.md

use std::convert::Infallible;
use std::future::ready;
use std::io;

use axum::Router;
use listen::{address, listen};
use serde::{Deserialize, Serialize};
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

#[derive(Deserialize)]
struct Whisper {
    to: String,
    text: String,
}

#[derive(Serialize)]
struct Whispered {
    from: String,
    text: String,
}

async fn greet() {
    println!("새로운 소켓이 연결됐어요!");
}

async fn hear_events(socket: SocketRef) -> Result<(), Infallible> {
    socket.on("I_AM", |socket: SocketRef, Data(nickname): Data<String>| {
        // Here: remember who this is. · 여기서 누구의 소켓인지 기억하세요.
        println!("{}: {nickname}", socket.id);
        ready(())
    });
    socket.on(
        "WHISPER",
        |io: SocketIo, socket: SocketRef, Data(whisper): Data<Whisper>| {
            pass_on(&io, &socket, whisper);
            ready(())
        },
    );
    Ok(())
}

fn pass_on(io: &SocketIo, socket: &SocketRef, whisper: Whisper) {
    // And here: from whom, to whom? · 여기서는 누가 누구에게 보내는지 정하세요.
    println!("{} → {}", socket.id, whisper.to);
    let whispered = Whispered {
        from: "누군가".to_owned(),
        text: whisper.text,
    };
    for tab in io.sockets() {
        if let Err(error) = tab.emit("WHISPERED", &whispered) {
            eprintln!("{}: {error}", tab.id);
        }
    }
}
