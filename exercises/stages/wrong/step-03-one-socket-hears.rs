//! Wrong: what is posted goes out through a socket that was kept, so that the last
//! one alone gets it.

use std::convert::Infallible;
use std::future::ready;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::extract::State;
use axum::http::{Method, StatusCode};
use axum::response::Html;
use axum::routing::{get, post};
use listen::{address, listen};
use serde_json::Value;
use socketioxide::SocketIo;
use socketioxide::extract::{SocketRef, TryData};
use socketioxide::handler::ConnectHandler;
use tower_http::cors::{Any, CorsLayer};

type Kept = Arc<Mutex<Option<SocketRef>>>;

#[tokio::main]
async fn main() -> io::Result<()> {
    let (socket_io, io) = SocketIo::new_layer();
    let kept = Kept::default();
    let keep = kept.clone();
    let greet = async move |socket: SocketRef| {
        greet(&socket);
        *keep.lock().unwrap_or_else(PoisonError::into_inner) = Some(socket);
    };
    io.ns("/", greet.with(hear_messages));

    let cors = CorsLayer::new()
        .allow_origin(Any)
        .allow_methods([Method::GET, Method::POST]);

    let app = Router::new()
        .route("/", get(page))
        .route("/messages", post(announce))
        .with_state(kept)
        .layer(socket_io)
        .route("/socket.io/{file}", assets::client())
        .layer(cors);

    let listener = listen(3000).await;
    println!("서버가 요청을 받을 준비가 됐어요\n{}", address(&listener));
    axum::serve(listener, app).await
}

async fn page() -> Html<&'static str> {
    Html(include_str!("../../mine/index.html"))
}

async fn announce(State(kept): State<Kept>, text: String) -> StatusCode {
    if let Some(socket) = &*kept.lock().unwrap_or_else(PoisonError::into_inner) {
        send(socket, "message", text);
    }
    StatusCode::NO_CONTENT
}

fn greet(socket: &SocketRef) {
    println!("새로운 소켓이 연결됐어요!");
    send(socket, "message", "Hello!");
    send(socket, "customEventName", "this is custom event data");
}

async fn hear_messages(socket: SocketRef) -> Result<(), Infallible> {
    socket.on("message", |socket: SocketRef, data: TryData<Value>| {
        match data.0 {
            Ok(data) => {
                println!("{}", data.as_str().unwrap_or(&data.to_string()));
                send(&socket, "message", data);
            }
            Err(error) => eprintln!("message: {error}"),
        }
        ready(())
    });
    Ok(())
}

fn send(socket: &SocketRef, event: &str, data: impl Into<Value>) {
    if let Err(error) = socket.emit(event, &data.into()) {
        eprintln!("{}: {error}", socket.id);
    }
}
