// ANCHOR: all
// ANCHOR: use
//! Step 07: the server knows who buys, and answers.

use std::convert::Infallible;
use std::error::Error;

use listen::{address, listen};
use serde_json::json;
use shop::{Config, Identity, Shop, TryOrder, admit};
use socketioxide::SocketIo;
use socketioxide::extract::{AckSender, Extension, SocketRef, State};
use socketioxide::handler::ConnectHandler;
// ANCHOR_END: use

// ANCHOR: main
// ANCHOR: main-1
#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let shop = Shop::open(&Config::from_environment()).await?;
    let (socket_io, io) = SocketIo::builder().with_state(shop.clone()).build_layer();
    // The last one runs first: no event is read before we know whose it is.
    io.ns("/", greet.with(hear_events).with(admit));
// ANCHOR_END: main-1

// ANCHOR: main-2
    let app = shop
        .routes()
        .layer(socket_io)
        .route("/socket.io/{file}", assets::client());
// ANCHOR_END: main-2

// ANCHOR: main-3
    let listener = listen(8080).await;
    println!("서버가 요청을 받을 준비가 됐어요\n{}", address(&listener));
    Ok(axum::serve(listener, app).await?)
}
// ANCHOR_END: main-3
// ANCHOR_END: main

// ANCHOR: greet
async fn greet(socket: SocketRef, Extension(identity): Extension<Identity>) {
    let nickname = identity.map(|member| member.user.nickname);
    let who = nickname.as_deref().unwrap_or("비회원");
    println!("새로운 소켓이 연결됐어요! ({who})");
    if let Err(error) = socket.emit("WHO", &json!({ "nickname": nickname })) {
        eprintln!("{}: {error}", socket.id);
    }
}
// ANCHOR_END: greet

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
    io: SocketIo,
    Extension(buyer): Extension<Identity>,
    State(shop): State<Shop>,
    TryOrder(order): TryOrder,
    ack: AckSender,
) {
    let answer = match shop.buy(&buyer, order).await {
        Ok(purchase) => {
            if let Err(error) = io.emit("BUY_GOODS", &purchase).await {
                eprintln!("{error}");
            }
            json!({ "ok": true, "purchaseId": purchase.purchase_id })
        }
        Err(refusal) => refusal.to_json(),
    };
    drop(ack.send(&answer)); // A buyer who has left asks again.
}
// ANCHOR_END: buy
// ANCHOR_END: all
