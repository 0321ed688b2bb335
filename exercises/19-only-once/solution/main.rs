//! Exercise 19, solved: one map for all sockets remembers every order by its id.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::io;
use std::sync::{Mutex, PoisonError};

use axum::Router;
use listen::{address, listen};
use serde::Deserialize;
use serde_json::json;
use socketioxide::SocketIo;
use socketioxide::extract::{AckSender, Data, SocketRef};
use socketioxide::handler::ConnectHandler;
use tower_http::cors::CorsLayer;

/// The number and the goods of each order so far, by its id.
static ORDERS: Mutex<BTreeMap<String, (usize, i64)>> = Mutex::new(BTreeMap::new());

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
    let goods_id = order.goods_id;
    let answer = match note(order) {
        Some((number, is_new)) => {
            let ordered = json!({ "number": number, "goodsId": goods_id });
            if is_new && let Err(error) = io.emit("ORDERED", &ordered).await {
                eprintln!("{error}");
            }
            json!({ "ok": true, "number": number })
        }
        None => json!({ "errorMessage": "이미 쓰인 주문 번호예요." }),
    };
    if let Err(error) = ack.send(&answer) {
        eprintln!("{error}");
    }
}

/// The number of an order and whether it is new, unless its id is that of another one.
fn note(order: Order) -> Option<(usize, bool)> {
    let mut orders = ORDERS.lock().unwrap_or_else(PoisonError::into_inner);
    let next = orders.len() + 1;
    let noted = orders.entry(order.order_id);
    let (number, goods_id) = *noted.or_insert((next, order.goods_id));
    (goods_id == order.goods_id).then_some((number, number == next))
}
