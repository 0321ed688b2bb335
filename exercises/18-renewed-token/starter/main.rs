//! Exercise 18: renews a token while its socket stays open. TASK.en.md, TASK.ko.md

use std::convert::Infallible;
use std::io;

use axum::Router;
use chrono::{DateTime, Utc};
use listen::{address, listen};
use serde_json::{Value, json};
use socketioxide::SocketIo;
use socketioxide::extract::{AckSender, Extension, SocketRef, TryData};
use socketioxide::handler::ConnectHandler;
use tower_http::cors::CorsLayer;

#[tokio::main]
async fn main() -> io::Result<()> {
    let (socket_io, io) = SocketIo::new_layer();
    io.ns("/", greet.with(hear_events).with(check_token));

    let app = Router::new()
        .layer(socket_io)
        .route("/socket.io/{file}", assets::client())
        .layer(CorsLayer::permissive());

    let listener = listen(3000).await;
    println!("{}", address(&listener));
    axum::serve(listener, app).await
}

/// Whose a socket is, and until when: one of its extensions.
#[derive(Clone)]
struct Login {
    name: String,
    until: DateTime<Utc>,
}

impl Login {
    /// As in `르탄이.2100-01-01T00:00:00Z`. Nobody has signed it!
    fn read(token: &str) -> Option<Self> {
        let (name, until) = token.split_once('.')?;
        let (name, until) = (name.to_owned(), until.parse().ok()?);
        Some(Self { name, until })
    }

    fn is_over(&self) -> bool {
        Utc::now() >= self.until
    }
}

async fn check_token(
    socket: SocketRef,
    TryData(auth): TryData<Value>,
) -> Result<(), &'static str> {
    let auth = auth.unwrap_or_default();
    let login = auth["token"].as_str().and_then(Login::read);
    let login = login.filter(|login| !login.is_over());
    let login = login.ok_or("로그인 후 이용 가능한 기능입니다.")?;
    socket.extensions.insert(login);
    Ok(())
}

async fn greet(Extension(login): Extension<Login>) {
    println!("새로운 소켓이 연결됐어요! ({})", login.name);
}

async fn hear_events(socket: SocketRef) -> Result<(), Infallible> {
    socket.on("ORDER", take_order);
    socket.on("RENEW", renew);
    Ok(())
}

async fn take_order(Extension(login): Extension<Login>, ack: AckSender) {
    // Here: is it still good? · 아직 유효한지 여기서 확인하세요.
    answer(ack, &json!({ "ok": true, "buyer": login.name }));
}

async fn renew(ack: AckSender) {
    // And here: which tokens are good? · 여기서는 어떤 토큰을 받아 줄까요?
    answer(ack, &json!({ "ok": true }));
}

fn answer(ack: AckSender, answer: &Value) {
    if let Err(error) = ack.send(answer) {
        eprintln!("{error}");
    }
}
