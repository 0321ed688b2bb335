//! Exercise 08: refuses an order politely. TASK.en.md, TASK.ko.md

use std::convert::Infallible;
use std::io;

use axum::Router;
use listen::{address, listen};
use serde::Deserialize;
use serde_json::json;
use socketioxide::SocketIo;
use socketioxide::extract::{AckSender, Data, SocketRef};
use socketioxide::handler::ConnectHandler;
use tower_http::cors::CorsLayer;

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
    goods_id: i64,
    quantity: i64,
}

async fn greet() {
    println!("새로운 소켓이 연결됐어요!");
}

async fn hear_orders(socket: SocketRef) -> Result<(), Infallible> {
    socket.on("ORDER", take_order);
    Ok(())
}

// Here: refuse what isn't a good order. · 여기서 받을 수 없는 주문을 거절하세요.
async fn take_order(Data(order): Data<Order>, ack: AckSender) {
    println!("{}번 상품 {}개", order.goods_id, order.quantity);
    if let Err(error) = ack.send(&json!({ "ok": true })) {
        eprintln!("{error}");
    }
}
