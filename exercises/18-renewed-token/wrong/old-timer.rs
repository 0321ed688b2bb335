//! Wrong: the timer of the first token runs on after it has been renewed.

use std::convert::Infallible;
use std::io;

use axum::Router;
use chrono::{DateTime, Utc};
use listen::{address, listen};
use serde_json::{Value, json};
use socketioxide::SocketIo;
use socketioxide::extract::{
    AckSender, Data, Extension, MaybeExtension, SocketRef, TryData,
};
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

/// A socket whose time is up: another of its extensions.
#[derive(Clone)]
struct Over;

async fn check_token(
    socket: SocketRef,
    TryData(auth): TryData<Value>,
) -> Result<(), &'static str> {
    let auth = auth.unwrap_or_default();
    let login = auth["token"].as_str().and_then(Login::read);
    let login = login.filter(|login| !login.is_over());
    let login = login.ok_or("로그인 후 이용 가능한 기능입니다.")?;
    log_in(&socket, login);
    Ok(())
}

/// From here on a timer runs. Nobody ever stops it.
fn log_in(socket: &SocketRef, login: Login) {
    let rest = login.until - Utc::now();
    socket.extensions.remove::<Over>();
    socket.extensions.insert(login);
    let socket = socket.clone();
    tokio::spawn(async move {
        tokio::time::sleep(rest.to_std().unwrap_or_default()).await;
        socket.extensions.insert(Over);
    });
}

async fn greet(Extension(login): Extension<Login>) {
    println!("새로운 소켓이 연결됐어요! ({})", login.name);
}

async fn hear_events(socket: SocketRef) -> Result<(), Infallible> {
    socket.on("ORDER", take_order);
    socket.on("RENEW", renew);
    Ok(())
}

async fn take_order(
    Extension(login): Extension<Login>,
    MaybeExtension(over): MaybeExtension<Over>,
    ack: AckSender,
) {
    if over.is_some() {
        refuse(ack, "token_expired", "로그인이 만료됐어요.");
    } else {
        answer(ack, &json!({ "ok": true, "buyer": login.name }));
    }
}

async fn renew(
    socket: SocketRef,
    Extension(login): Extension<Login>,
    Data(token): Data<String>,
    ack: AckSender,
) {
    match Login::read(&token).filter(|new| !new.is_over()) {
        None => refuse(ack, "bad_token", "토큰이 올바르지 않아요."),
        Some(new) if new.name != login.name => {
            refuse(ack, "not_yours", "다른 사람의 토큰이에요.");
        }
        Some(new) => {
            log_in(&socket, new);
            answer(ack, &json!({ "ok": true }));
        }
    }
}

fn refuse(ack: AckSender, code: &str, sentence: &str) {
    answer(ack, &json!({ "errorMessage": sentence, "code": code }));
}

fn answer(ack: AckSender, answer: &Value) {
    if let Err(error) = ack.send(answer) {
        eprintln!("{error}");
    }
}
