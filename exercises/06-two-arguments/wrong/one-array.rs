//! Wrong: an array is one argument, however many values are in it.

use std::convert::Infallible;
use std::io;

use axum::Router;
use listen::{address, listen};
use serde_json::json;
use socketioxide::SocketIo;
use socketioxide::extract::{Data, SocketRef};
use socketioxide::handler::ConnectHandler;
use tower_http::cors::CorsLayer;

#[tokio::main]
async fn main() -> io::Result<()> {
    let (socket_io, io) = SocketIo::new_layer();
    io.ns("/", greet.with(hear_greetings));

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

async fn hear_greetings(socket: SocketRef) -> Result<(), Infallible> {
    socket.on("GREET", answer);
    Ok(())
}

async fn answer(socket: SocketRef, Data((name, times)): Data<(String, i64)>) {
    let answer = json!([format!("안녕하세요, {name}님"), times]);
    if let Err(error) = socket.emit("GREETED", &answer) {
        eprintln!("{}: {error}", socket.id);
    }
}
