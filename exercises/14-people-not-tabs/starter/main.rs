//! Exercise 14: how many are looking at this page right now? TASK.en.md, TASK.ko.md

use std::convert::Infallible;
use std::future::ready;
use std::io;

use axum::Router;
use listen::{address, listen};
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
    // Here: who is on which page? · 여기서 누가 어느 페이지에 있는지 세세요.
    socket.on(
        "CHANGED_PAGE",
        |socket: SocketRef, Data(page): Data<String>| {
            println!("{}: {page}", socket.id);
            if let Err(error) = socket.emit("SAME_PAGE_VIEWER_COUNT", &1) {
                eprintln!("{}: {error}", socket.id);
            }
            ready(())
        },
    );
    Ok(())
}
