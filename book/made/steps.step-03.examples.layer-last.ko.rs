//! 실수가 있는 스텝 03: Socket.IO 레이어가 클라이언트 파일의 라우트까지 감싸요.

use std::io;

use axum::Router;
use axum::response::Html;
use axum::routing::get;
use listen::{address, listen};
use socketioxide::SocketIo;
use socketioxide::extract::SocketRef;

#[tokio::main]
async fn main() -> io::Result<()> {
    let (socket_io, io) = SocketIo::new_layer();
    io.ns("/", greet);

    let app = Router::new()
        .route("/", get(page))
        .route("/socket.io/{file}", assets::client())
        .layer(socket_io);

    let listener = listen(3000).await;
    println!("{}", address(&listener));
    axum::serve(listener, app).await
}

async fn page() -> Html<&'static str> {
    Html(include_str!("../index.html"))
}

async fn greet(_: SocketRef) {
    println!("새로운 소켓이 연결됐어요!");
}
