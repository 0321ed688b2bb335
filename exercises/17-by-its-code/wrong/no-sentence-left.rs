//! Wrong: the code takes the place of the sentence.

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

/// Why an order is refused.
enum Refusal {
    LoginRequired,
    NotAnOrder,
    UnknownGoods,
    TooMany,
}

impl Refusal {
    /// What pages go by: it stays as it is.
    fn code(&self) -> &'static str {
        match self {
            Self::LoginRequired => "login_required",
            Self::NotAnOrder => "not_an_order",
            Self::UnknownGoods => "unknown_goods",
            Self::TooMany => "too_many",
        }
    }
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
        Err(refusal) => json!({ "code": refusal.code() }),
    };
    if let Err(error) = ack.send(&answer) {
        eprintln!("{error}");
    }
}

fn check(socket: &SocketRef, order: Option<Order>) -> Result<(), Refusal> {
    if socket.extensions.get::<Member>().is_none() {
        return Err(Refusal::LoginRequired);
    }
    let order = order.ok_or(Refusal::NotAnOrder)?;
    if !(1..=3).contains(&order.goods_id) {
        return Err(Refusal::UnknownGoods);
    }
    if order.quantity.get() > AT_MOST {
        return Err(Refusal::TooMany);
    }
    Ok(())
}
