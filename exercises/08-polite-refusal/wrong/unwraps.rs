//! Wrong: a client's mistake is no reason to panic.

use std::convert::Infallible;
use std::io;

use axum::Router;
use listen::{address, listen};
use serde::Deserialize;
use serde_json::json;
use socketioxide::SocketIo;
use socketioxide::extract::{AckSender, SocketRef, TryData};
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

async fn take_order(TryData(data): TryData<Order>, ack: AckSender) {
    let answer = match read(data) {
        Ok(order) => {
            println!("{}번 상품 {}개", order.goods_id, order.quantity);
            json!({ "ok": true })
        }
        Err(message) => json!({ "errorMessage": message }),
    };
    if let Err(error) = ack.send(&answer) {
        eprintln!("{error}");
    }
}

fn read(data: Result<Order, impl ToString>) -> Result<Order, String> {
    let order = match data {
        Ok(order) => order,
        Err(error) => panic!("{}", error.to_string()),
    };
    match order.quantity {
        1..=999 => Ok(order),
        _ => Err("quantity는 1부터 999까지의 정수여야 합니다.".to_owned()),
    }
}
