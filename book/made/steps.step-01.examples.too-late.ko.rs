//! 실수가 있는 스텝 01: 한 번 기다린 다음에 핸들러를 등록해서 늦어요.

use std::future::ready;
use std::io;
use std::time::Duration;

use axum::Router;
use axum::http::Method;
use listen::{address, listen};
use socketioxide::SocketIo;
use socketioxide::extract::{Data, SocketRef};
use tokio::time::sleep;
use tower_http::cors::{Any, CorsLayer};

#[tokio::main]
async fn main() -> io::Result<()> {
    let (socket_io, io) = SocketIo::new_layer();
    io.ns("/", greet);

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
    // 데이터베이스 쿼리처럼 오래 걸리는 일을 대신해요.
    sleep(Duration::from_secs(2)).await;
    socket.on("message", |Data(text): Data<String>| {
        println!("{text}");
        ready(())
    });
    println!("이제부터 들어요");
}
