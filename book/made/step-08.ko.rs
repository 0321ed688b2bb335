// ANCHOR: all
// ANCHOR: use
//! 스텝 08: 먼저 로그에 적고, 그다음 모두에게 알려요. 자리를 비웠다면 놓친 것을 받아요.

use std::convert::Infallible;
use std::error::Error;

use listen::{address, listen};
use serde_json::{Value, json};
use shop::{Config, Identity, Shop, TryOrder, admit};
use socketioxide::SocketIo;
use socketioxide::extract::{AckSender, Extension, SocketRef, State, TryData};
use socketioxide::handler::ConnectHandler;
use tokio::time::{Duration, timeout};
// ANCHOR_END: use

// ANCHOR: main
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
// ANCHOR_END: main

// ANCHOR: greet
async fn greet(
    socket: SocketRef,
    Extension(identity): Extension<Identity>,
    State(shop): State<Shop>,
    TryData(auth): TryData<Value>,
) {
    println!("새로운 소켓이 연결됐어요!");
    let nickname = identity.map(|member| member.user.nickname);
    let last = *shop.newest_purchase().borrow();
    let heard = auth.unwrap_or_default()["after"].as_i64();
    let heard = heard.unwrap_or(last).min(last);
    // 소켓이 벌써 떠났다면 전송에 실패하고, `tell`도 바로 끝나요.
    drop(socket.emit("WHO", &json!({ "nickname": nickname })));
    drop(socket.emit("SINCE", &json!({ "after": heard, "missed": 0 })));
    tell(&socket, &shop, heard).await;
}
// ANCHOR_END: greet

// ANCHOR: tell
/// 소켓이 연결되어 있는 동안, 로그에서 그 소켓의 자리 다음에 오는 것을 보내요.
async fn tell(socket: &SocketRef, shop: &Shop, mut heard: i64) {
    let mut newest = shop.newest_purchase();
    while socket.connected() {
        // 데이터베이스가 응답하지 않으면 다시 요청해요.
        let new = shop.purchases_after(heard, 100).await.unwrap_or_default();
        for purchase in &new {
            if socket.emit("BUY_GOODS", purchase).is_err() {
                break; // 소켓의 큐가 가득 찼어요. 나머지는 나중에 보내요.
            }
            heard = purchase.purchase_id;
        }
        // 새 소식을 기다려요. 더 보낼 것이 있으면 짧게만요. 소켓이 있는지도 확인해요.
        let pause = Duration::from_millis(if new.len() < 100 { 1000 } else { 20 });
        timeout(pause, newest.changed()).await.ok();
    }
}
// ANCHOR_END: tell

// ANCHOR: hear_events
async fn hear_events(socket: SocketRef) -> Result<(), Infallible> {
    socket.on("BUY", buy);
    socket.on_disconnect(async |socket: SocketRef| {
        println!("{} 연결이 끊어졌어요!", socket.id);
    });
    Ok(())
}
// ANCHOR_END: hear_events

// ANCHOR: buy
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
    drop(ack.send(&answer)); // 떠난 구매자는 다시 물어봐요.
}
// ANCHOR_END: buy
// ANCHOR_END: all
