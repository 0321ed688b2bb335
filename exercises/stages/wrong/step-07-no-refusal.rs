//! Wrong: whoever is refused gets no answer, and waits for one.

use std::convert::Infallible;
use std::error::Error;

use listen::{address, listen};
use serde_json::json;
use shop::{Config, Identity, Shop, TryOrder, admit};
use socketioxide::SocketIo;
use socketioxide::extract::{AckSender, Extension, SocketRef, State};
use socketioxide::handler::ConnectHandler;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let shop = Shop::open(&Config::from_environment()).await?;
    let (socket_io, io) = SocketIo::builder().with_state(shop.clone()).build_layer();
    io.ns("/", greet.with(hear_events).with(admit));

    let app = shop
        .routes()
        .layer(socket_io)
        .route("/socket.io/{file}", assets::client());

    let listener = listen(8080).await;
    println!("서버가 요청을 받을 준비가 됐어요\n{}", address(&listener));
    Ok(axum::serve(listener, app).await?)
}

async fn greet(socket: SocketRef, Extension(identity): Extension<Identity>) {
    let nickname = identity.map(|member| member.user.nickname);
    let who = nickname.as_deref().unwrap_or("비회원");
    println!("새로운 소켓이 연결됐어요! ({who})");
    if let Err(error) = socket.emit("WHO", &json!({ "nickname": nickname })) {
        eprintln!("{}: {error}", socket.id);
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
    io: SocketIo,
    Extension(buyer): Extension<Identity>,
    State(shop): State<Shop>,
    TryOrder(order): TryOrder,
    ack: AckSender,
) {
    let Ok(purchase) = shop.buy(&buyer, order).await else {
        return;
    };
    if let Err(error) = io.emit("BUY_GOODS", &purchase).await {
        eprintln!("{error}");
    }
    let answer = json!({ "ok": true, "purchaseId": purchase.purchase_id });
    drop(ack.send(&answer)); // A buyer who has left asks again.
}
