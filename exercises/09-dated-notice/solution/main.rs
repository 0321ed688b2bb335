//! Exercise 09, solved: RFC 3339 in UTC, to the millisecond, at the moment of sending.

use std::io;

use axum::Router;
use chrono::{SecondsFormat, Utc};
use listen::{address, listen};
use serde_json::json;
use socketioxide::SocketIo;
use socketioxide::extract::SocketRef;
use tower_http::cors::CorsLayer;

#[tokio::main]
async fn main() -> io::Result<()> {
    let (socket_io, io) = SocketIo::new_layer();
    io.ns("/", pretend_a_purchase);

    let app = Router::new()
        .layer(socket_io)
        .route("/socket.io/{file}", assets::client())
        .layer(CorsLayer::permissive());

    let listener = listen(3000).await;
    println!("{}", address(&listener));
    axum::serve(listener, app).await
}

async fn pretend_a_purchase(socket: SocketRef) {
    println!("새로운 소켓이 연결됐어요!");
    let date = Utc::now().to_rfc3339_opts(SecondsFormat::Millis, true);
    let purchase = json!({
        "nickname": "르탄이",
        "goodsId": 10,
        "goodsName": "시원한 콜라",
        "date": date,
    });
    if let Err(error) = socket.emit("BUY_GOODS", &purchase) {
        eprintln!("{}: {error}", socket.id);
    }
}
