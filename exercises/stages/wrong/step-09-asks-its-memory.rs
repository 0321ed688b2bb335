//! Wrong: a newcomer begins where this server believes that the log ends.

use std::convert::Infallible;
use std::error::Error;

use listen::{address, listen};
use serde_json::{Value, json};
use shop::{Config, Identity, Shop, admit, buy};
use socketioxide::SocketIo;
use socketioxide::extract::{Extension, SocketRef, State, TryData};
use socketioxide::handler::ConnectHandler;
use sqlx::postgres::PgListener;
use tokio::time::{Duration, sleep, timeout};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let config = Config::from_environment();
    let shop = Shop::open_shared(&config).await?;
    tokio::spawn(hear_all_servers(shop.clone(), config.database_url));
    let (socket_io, io) = SocketIo::builder().with_state(shop.clone()).build_layer();
    io.ns("/", greet.with(hear_events).with(admit));
    let app = shop.routes().layer(socket_io);
    let app = app.route("/socket.io/{file}", assets::client());
    let listener = listen(8080).await;
    println!("서버가 요청을 받을 준비가 됐어요\n{}", address(&listener));
    Ok(axum::serve(listener, app).await?)
}

/// PostgreSQL says when a server has sold something: this one, or another.
async fn hear_all_servers(shop: Shop, database: String) {
    loop {
        if let Ok(mut listener) = PgListener::connect(&database).await {
            drop(listener.listen("purchases").await);
            while let Ok(Some(sold)) = listener.try_recv().await {
                drop(sold.payload().parse().map(|number| shop.heard_of(number)));
            }
        }
        sleep(Duration::from_secs(1)).await; // The connection is lost: another one.
    }
}

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
    drop(socket.emit("WHO", &json!({ "nickname": nickname })));
    drop(socket.emit("SINCE", &json!({ "after": heard, "missed": 0 })));
    tell(&socket, &shop, heard).await;
}

/// Sends a socket what comes after its place in the log, for as long as it is there.
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
