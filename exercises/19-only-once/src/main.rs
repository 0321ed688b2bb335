//! Exercise 19: takes each order only once. TASK.en.md, TASK.ko.md

use std::convert::Infallible;
use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::Router;
use listen::{address, listen};
use serde::Deserialize;
use serde_json::json;
use socketioxide::SocketIo;
use socketioxide::extract::{AckSender, Data, SocketRef};
use socketioxide::handler::ConnectHandler;
use tower_http::cors::CorsLayer;

/// How many orders there are.
static ORDERS: AtomicUsize = AtomicUsize::new(0);

#[tokio::main]
async fn main() -> io::Result<()> {
    let (socket_io, io) = SocketIo::new_layer();
    io.ns("/", greet.with(hear_orders));

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
    order_id: String,
    goods_id: i64,
}

async fn greet() {
    println!("새로운 소켓이 연결됐어요!");
}

async fn hear_orders(socket: SocketRef) -> Result<(), Infallible> {
    socket.on("ORDER", take_order);
    Ok(())
}

async fn take_order(io: SocketIo, Data(order): Data<Order>, ack: AckSender) {
    println!("주문 {}: {}번 상품", order.order_id, order.goods_id);
    // Here: it may be a repeat. · 여기서 이미 받은 주문인지 확인하세요.
    let number = ORDERS.fetch_add(1, Ordering::SeqCst) + 1;
    let ordered = json!({ "number": number, "goodsId": order.goods_id });
    if let Err(error) = io.emit("ORDERED", &ordered).await {
        eprintln!("{error}");
    }
    if let Err(error) = ack.send(&json!({ "ok": true, "number": number })) {
        eprintln!("{error}");
    }
}
