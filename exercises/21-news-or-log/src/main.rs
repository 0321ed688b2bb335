//! Exercise 21: tells what is in the log, not what it was told. TASK.en.md, TASK.ko.md

use std::io;
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};

use axum::Router;
use axum::routing::post;
use listen::{address, listen};
use serde_json::json;
use socketioxide::SocketIo;
use socketioxide::extract::SocketRef;
use tokio::sync::broadcast;

/// What all servers have sold: the first purchase is number 1. · 모든 서버의 구매가 여기 있어요.
static LOG: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// How servers tell each other. It keeps 16, and whoever is slow loses the oldest ones.
/// 서버끼리 주고받는 소식이에요. 16개까지만 담기고, 늦게 읽으면 오래된 것부터 사라져요.
static NEWS: LazyLock<broadcast::Sender<String>> =
    LazyLock::new(|| broadcast::Sender::new(16));

// One thread, so that the same happens each time. · 매번 같은 결과가 나오도록 스레드는 하나예요.
#[tokio::main(flavor = "current_thread")]
async fn main() -> io::Result<()> {
    let (socket_io, io) = SocketIo::new_layer();
    io.ns("/", greet);

    let app = Router::new()
        .route("/messages", post(sold_elsewhere))
        .route("/lost", post(sold_without_news))
        .layer(socket_io)
        .route("/socket.io/{file}", assets::client());

    let listener = listen(3000).await;
    println!("{}", address(&listener));
    axum::serve(listener, app).await
}

/// The other server has sold these, one on each line. · 다른 서버에서 한 줄에 하나씩 팔렸어요.
async fn sold_elsewhere(lines: String) {
    for goods in lines.lines() {
        log().push(goods.to_owned());
        // It fails when nobody listens. · 받는 소켓이 없으면 실패해요.
        drop(NEWS.send(goods.to_owned()));
    }
}

/// The same, while this server's connection to the others is down: the news is lost.
/// 같은 일이지만, 서버 사이의 연결이 끊어진 동안이라서 소식이 사라져요.
async fn sold_without_news(goods: String) {
    log().push(goods);
}

fn log() -> MutexGuard<'static, Vec<String>> {
    LOG.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn greet(socket: SocketRef) {
    println!("새로운 소켓이 연결됐어요!");
    let mut news = NEWS.subscribe();
    let mut number = log().len();
    // Here: it tells what it is told, and nothing else. · 여기서는 받은 소식만 그대로 전해요.
    while let Ok(goods) = news.recv().await {
        number += 1;
        let purchase = json!({ "number": number, "goodsName": goods });
        if socket.emit("BUY_GOODS", &purchase).is_err() {
            return;
        }
    }
}
