//! Step 01 as a separate project, outside this repository. `listen` and `assets` exist
//! only in here, so it does without them. It only needs the first five dependencies of
//! `exercises/mine/Cargo.toml`.
//!
//! 스텝 01을 이 저장소 밖의 새 프로젝트로 옮겼어요. `listen`과 `assets`는 여기에만 있어서
//! 쓰지 않아요. `exercises/mine/Cargo.toml`에 있는 의존성 가운데 처음 다섯 개면 충분해요.
//!
//! Socket.IO's client comes from the CDN. Step 01's page asks this server for it and is
//! redirected; your own page can go there directly. The hash makes sure that it gets
//! the right file.
//!
//! Socket.IO 클라이언트는 CDN에서 받아요. 스텝 01의 페이지가 이 서버에 요청하면 CDN 주소를
//! 알려 줘요. 직접 만든 페이지라면 처음부터 CDN 주소를 쓰면 돼요. 해시가 맞는 파일인지 확인해
//! 줘요.
//!
//! ```html
//! <script
//!   src="https://cdn.socket.io/4.8.4/socket.io.min.js"
//!   integrity="sha384-fBrXvbDtHoeKWJ/hcA6M+YGueiDW+h45I7V6F2kD1S8bOkrF9rZYPLVkCR6BLR/1"
//!   crossorigin="anonymous"
//! ></script>
//! ```

use std::convert::Infallible;
use std::env;
use std::future::ready;
use std::io;

use axum::Router;
use axum::http::Method;
use axum::response::Redirect;
use axum::routing::get;
use serde_json::Value;
use socketioxide::SocketIo;
use socketioxide::extract::{SocketRef, TryData};
use socketioxide::handler::ConnectHandler;
use tokio::net::TcpListener;
use tower_http::cors::{Any, CorsLayer};

const CLIENT: &str = "https://cdn.socket.io/4.8.4/socket.io.min.js";

#[tokio::main]
async fn main() -> io::Result<()> {
    let (socket_io, io) = SocketIo::new_layer();
    io.ns("/", greet.with(hear_messages));

    let cors = CorsLayer::new()
        .allow_origin(Any)
        .allow_methods([Method::GET, Method::POST]);
    let client = get(async || Redirect::temporary(CLIENT));
    let app = Router::new()
        .layer(socket_io)
        .route("/socket.io/socket.io.js", client)
        .layer(cors);

    let port = env::var("PORT").unwrap_or("3000".to_owned());
    let listener = TcpListener::bind(format!("127.0.0.1:{port}")).await?;
    println!("http://localhost:{}", listener.local_addr()?.port());
    axum::serve(listener, app).await
}

async fn greet(socket: SocketRef) {
    println!("새로운 소켓이 연결됐어요!");
    send(&socket, &"Hello!".into());
}

/// Runs before the client is told that it is connected. In `greet`, it would be too
/// late: the first message could arrive before anyone is listening.
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
