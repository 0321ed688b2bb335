//! Wrong: a socket that has looked at a category once gets its purchases forever.

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

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Buy {
    category: String,
    nickname: String,
    goods_name: String,
}

async fn greet() {
    println!("새로운 소켓이 연결됐어요!");
}

async fn hear_events(socket: SocketRef) -> Result<(), Infallible> {
    socket.on(
        "LOOK_AT",
        |socket: SocketRef, Data(category): Data<String>| {
            socket.join(category);
            ready(())
        },
    );
    socket.on("BUY", notify);
    Ok(())
}

async fn notify(io: SocketIo, Data(buy): Data<Buy>) {
    let there = io.to(buy.category.clone());
    if let Err(error) = there.emit("BUY_GOODS", &buy).await {
        eprintln!("{error}");
    }
}
