//! Wrong: nobody asks where the client was: it goes on from the newest number.

use std::convert::Infallible;
use std::error::Error;

use listen::{address, listen};
use serde_json::json;
use shop::{Config, Identity, Shop, TryOrder, admit};
use socketioxide::SocketIo;
use socketioxide::extract::{AckSender, Extension, SocketRef, State};
use socketioxide::handler::ConnectHandler;
use tokio::time::{Duration, timeout};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let shop = Shop::open(&Config::from_environment()).await?;
    let (socket_io, io) = SocketIo::builder().with_state(shop.clone()).build_layer();
    io.ns("/", greet.with(hear_events).with(admit));
    let app = shop.routes().layer(socket_io);
    let app = app.route("/socket.io/{file}", assets::client());
    let listener = listen(8080).await;
    println!("서버가 요청을 받을 준비가 됐어요\n{}", address(&listener));
    Ok(axum::serve(listener, app).await?)
}

async fn greet(
    socket: SocketRef,
    Extension(identity): Extension<Identity>,
    State(shop): State<Shop>,
) {
    println!("새로운 소켓이 연결됐어요!");
    let nickname = identity.map(|member| member.user.nickname);
    let last = *shop.newest_purchase().borrow();
    drop(socket.emit("WHO", &json!({ "nickname": nickname })));
    drop(socket.emit("SINCE", &json!({ "after": last, "missed": 0 })));
    tell(&socket, &shop, last).await;
}

async fn tell(socket: &SocketRef, shop: &Shop, mut heard: i64) {
    let mut newest = shop.newest_purchase();
    while socket.connected() {
        let new = shop.purchases_after(heard, 100).await.unwrap_or_default();
        for purchase in &new {
            if socket.emit("BUY_GOODS", purchase).is_err() {
                break; // Its queue is full: the rest comes later.
            }
            heard = purchase.purchase_id;
        }
        let pause = Duration::from_millis(if new.len() < 100 { 1000 } else { 20 });
        timeout(pause, newest.changed()).await.ok();
    }
}

async fn hear_events(socket: SocketRef) -> Result<(), Infallible> {
    socket.on("BUY", buy);
    socket.on_disconnect(async |socket: SocketRef| {
        println!("{} 연결이 끊어졌어요!", socket.id);
    });
    Ok(())
}

async fn buy(
    Extension(buyer): Extension<Identity>,
    State(shop): State<Shop>,
    TryOrder(order): TryOrder,
    ack: AckSender,
) {
    let answer = match shop.buy(&buyer, order).await {
        Ok(purchase) => json!({ "ok": true, "purchaseId": purchase.purchase_id }),
        Err(refusal) => refusal.to_json(),
    };
    drop(ack.send(&answer)); // A buyer who has left asks again.
}
