//! Step 07 with the announcement before the answer.

use std::convert::Infallible;
use std::error::Error;

use listen::{address, listen};
use serde_json::{Value, json};
use shop::{Config, Identity, Shop, TryOrder, admit};
use socketioxide::SocketIo;
use socketioxide::extract::{AckSender, Data, Extension, SocketRef, State};
use socketioxide::handler::ConnectHandler;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let shop = Shop::open(&Config::from_environment()).await?;
    let (socket_io, io) = SocketIo::builder().with_state(shop.clone()).build_layer();
    io.ns("/", greet.with(hear_events).with(admit));
    let app = shop.routes().layer(socket_io);
    let app = app.route("/socket.io/{file}", assets::client());
    let listener = listen(8080).await;
    println!("{}", address(&listener));
    Ok(axum::serve(listener, app).await?)
}

async fn greet() {
    println!("새로운 소켓이 연결됐어요!");
}

async fn hear_events(socket: SocketRef) -> Result<(), Infallible> {
    socket.on("BUY", buy);
    Ok(())
}

async fn buy(
    io: SocketIo,
    Extension(buyer): Extension<Identity>,
    State(shop): State<Shop>,
    TryOrder(order): TryOrder,
    Data(said): Data<Value>,
    ack: AckSender,
) {
    // What could go wrong?
    if let Err(error) = io.emit("BUY_GOODS", &said).await {
        eprintln!("{error}");
    }
    let answer = match shop.buy(&buyer, order).await {
        Ok(purchase) => json!({ "ok": true, "purchaseId": purchase.purchase_id }),
        Err(refusal) => refusal.to_json(),
    };
    drop(ack.send(&answer)); // A buyer who has left asks again.
}
