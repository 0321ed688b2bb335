// ANCHOR: all
// ANCHOR: use
//! 스텝 01: Socket.IO만으로. 소켓마다 인사하고, 메시지를 출력한 뒤 되돌려보내요.

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
// ANCHOR_END: use

// ANCHOR: main
// ANCHOR: main-1
#[tokio::main]
async fn main() -> io::Result<()> {
    let (socket_io, io) = SocketIo::new_layer();
    io.ns("/", greet.with(hear_messages));
// ANCHOR_END: main-1

// ANCHOR: main-2
    let cors = CorsLayer::new()
        .allow_origin(Any)
        .allow_methods([Method::GET, Method::POST]);
// ANCHOR_END: main-2

// ANCHOR: main-3
    // Socket.IO는 HTTP로 시작해요. Node에서는 서버를 직접 열지만, 여기서는 레이어라서
    // 페이지가 없더라도 얹을 axum 라우터가 필요해요.
    let app = Router::new()
        .layer(socket_io)
        .route("/socket.io/{file}", assets::client())
        .layer(cors);
// ANCHOR_END: main-3

// ANCHOR: main-4
    let listener = listen(3000).await;
    println!("{}", address(&listener));
    axum::serve(listener, app).await
}
// ANCHOR_END: main-4
// ANCHOR_END: main

// ANCHOR: greet
async fn greet(socket: SocketRef) {
    println!("새로운 소켓이 연결됐어요!");
    send(&socket, &"Hello!".into());
}
// ANCHOR_END: greet

// ANCHOR: hear_messages
/// 클라이언트가 연결됐다는 소식을 받기 전에 실행돼요. `greet`에서 등록하면 늦어요.
/// 기다리는 핸들러가 없을 때 첫 메시지가 도착할 수 있거든요.
async fn hear_messages(socket: SocketRef) -> Result<(), Infallible> {
    socket.on("message", |socket: SocketRef, data: TryData<Value>| {
        match data.0 {
            Ok(data) => {
                println!("{}", data.as_str().unwrap_or(&data.to_string()));
                send(&socket, &data);
            }
            Err(error) => eprintln!("message: {error}"),
        }
        // 더 기다릴 것이 없어요. (`async` 블록이면 다음 것이 앞지를 수 있어요.)
        ready(())
    });
    Ok(())
}
// ANCHOR_END: hear_messages

// ANCHOR: send
/// JavaScript의 `socket.send`예요. 이름이 `message`인 이벤트를 보내요.
fn send(socket: &SocketRef, data: &Value) {
    if let Err(error) = socket.emit("message", data) {
        eprintln!("{}: {error}", socket.id);
    }
}
// ANCHOR_END: send
// ANCHOR_END: all
