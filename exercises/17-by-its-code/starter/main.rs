//! Exercise 17: refuses orders with a code that pages translate. TASK.en.md, TASK.ko.md

use std::convert::Infallible;
use std::io;
use std::num::NonZeroU32;

use axum::Router;
use listen::{address, listen};
use serde::Deserialize;
use serde_json::{Value, json};
use socketioxide::SocketIo;
use socketioxide::extract::{AckSender, SocketRef, TryData};
use socketioxide::handler::ConnectHandler;
use tower_http::cors::CorsLayer;

/// No order may have more of one product.
const AT_MOST: u32 = 10;

/// Came in with a nickname: one of a socket's extensions.
#[derive(Clone)]
struct Member;

#[tokio::main]
async fn main() -> io::Result<()> {
    let (socket_io, io) = SocketIo::new_layer();
    io.ns("/", greet.with(hear_orders).with(admit));

    let app = Router::new()
        .layer(socket_io)
        .route("/socket.io/{file}", assets::client())
        .layer(CorsLayer::permissive());

    let listener = listen(3000).await;
    println!("{}", address(&listener));
    axum::serve(listener, app).await
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Order {
    goods_id: i64,
    /// An order for zero can't be read.
    quantity: NonZeroU32,
}

async fn admit(
    socket: SocketRef,
    TryData(auth): TryData<Value>,
) -> Result<(), Infallible> {
    if auth.unwrap_or_default()["nickname"].is_string() {
        socket.extensions.insert(Member);
    }
    Ok(())
}

async fn greet() {
    println!("새로운 소켓이 연결됐어요!");
}

async fn hear_orders(socket: SocketRef) -> Result<(), Infallible> {
    socket.on("ORDER", take_order);
    Ok(())
}

async fn take_order(socket: SocketRef, TryData(order): TryData<Order>, ack: AckSender) {
    let answer = match check(&socket, order.ok()) {
        Ok(()) => json!({ "ok": true }),
        // Here: something for programs. · 여기에 프로그램이 읽을 것을 넣으세요.
        Err(sentence) => json!({ "errorMessage": sentence }),
    };
    if let Err(error) = ack.send(&answer) {
        eprintln!("{error}");
    }
}

/// Why this order is refused, if it is.
fn check(socket: &SocketRef, order: Option<Order>) -> Result<(), String> {
    if socket.extensions.get::<Member>().is_none() {
        return Err("로그인 후 이용 가능한 기능입니다.".to_owned());
    }
    let Some(order) = order else {
        return Err("주문을 읽을 수 없어요.".to_owned());
    };
    let Some(name) = name_of(order.goods_id) else {
        return Err(format!("{}번 상품은 없어요.", order.goods_id));
    };
    if order.quantity.get() > AT_MOST {
        return Err(format!("{name}: 한 번에 {AT_MOST}개까지 주문할 수 있어요."));
    }
    Ok(())
}

fn name_of(goods_id: i64) -> Option<&'static str> {
    match goods_id {
        1 => Some("시원한 콜라"),
        2 => Some("사이다"),
        3 => Some("우유"),
        _ => None,
    }
}
