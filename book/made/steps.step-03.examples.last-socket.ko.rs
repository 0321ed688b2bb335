//! 실수가 있는 스텝 03: HTTP 핸들러가 `io`가 아니라 저장해 둔 소켓으로 보내요.

use std::convert::Infallible;
use std::future::ready;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Html;
use axum::routing::{get, post};
use listen::{address, listen};
use socketioxide::SocketIo;
use socketioxide::extract::{Data, SocketRef};
use socketioxide::handler::ConnectHandler;

type Kept = Arc<Mutex<Option<SocketRef>>>;

#[tokio::main]
async fn main() -> io::Result<()> {
    let (socket_io, io) = SocketIo::new_layer();
    let kept = Kept::default();
    let keep = kept.clone();
    let greet = async move |socket: SocketRef| {
        *keep.lock().unwrap_or_else(PoisonError::into_inner) = Some(socket);
        println!("새로운 소켓이 연결됐어요!");
    };
    io.ns("/", greet.with(hear_messages));

    let app = Router::new()
        .route("/", get(page))
        .route("/messages", post(announce))
        .with_state(kept)
        .layer(socket_io)
        .route("/socket.io/{file}", assets::client());

    let listener = listen(3000).await;
    println!("{}", address(&listener));
    axum::serve(listener, app).await
}

async fn page() -> Html<&'static str> {
    Html(include_str!("../index.html"))
}

async fn announce(State(kept): State<Kept>, text: String) -> StatusCode {
    if let Some(socket) = &*kept.lock().unwrap_or_else(PoisonError::into_inner) {
        send(socket, &text);
    }
    StatusCode::NO_CONTENT
}

async fn hear_messages(socket: SocketRef) -> Result<(), Infallible> {
    socket.on("message", |socket: SocketRef, Data(text): Data<String>| {
        println!("{text}");
        send(&socket, &text);
        ready(())
    });
    Ok(())
}

fn send(socket: &SocketRef, text: &str) {
    if let Err(error) = socket.emit("message", text) {
        eprintln!("{}: {error}", socket.id);
    }
}
