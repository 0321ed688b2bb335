//! Wrong: each message from PostgreSQL is taken for one purchase.

use std::convert::Infallible;
use std::error::Error;

use listen::{address, listen};
use serde_json::{Value, json};
use shop::{Config, Identity, Shop, admit, buy};
use socketioxide::SocketIo;
use socketioxide::extract::{Extension, SocketRef, State, TryData};
use socketioxide::handler::ConnectHandler;
use sqlx::postgres::PgListener;
use tokio::time::{Duration, sleep};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let config = Config::from_environment();
    let shop = Shop::open_shared(&config).await?;
    let (socket_io, io) = SocketIo::builder().with_state(shop.clone()).build_layer();
    tokio::spawn(hear_all_servers(
        shop.clone(),
        io.clone(),
        config.database_url,
    ));
    io.ns("/", greet.with(hear_events).with(admit));
    let app = shop.routes().layer(socket_io);
    let app = app.route("/socket.io/{file}", assets::client());
    let listener = listen(8080).await;
    println!("서버가 요청을 받을 준비가 됐어요\n{}", address(&listener));
    Ok(axum::serve(listener, app).await?)
}

/// PostgreSQL says when a server has sold something: this one, or another.
async fn hear_all_servers(shop: Shop, io: SocketIo, database: String) {
    loop {
        if let Ok(mut listener) = PgListener::connect(&database).await {
            drop(listener.listen("purchases").await);
            while let Ok(Some(sold)) = listener.try_recv().await {
                let number: i64 = sold.payload().parse().unwrap_or_default();
                let sold = shop.purchases_after(number - 1, 1).await;
                for purchase in sold.unwrap_or_default() {
                    drop(io.emit("BUY_GOODS", &purchase).await);
                }
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
    let last = shop.last_purchase().await; // By any server: the log knows.
    let heard = auth.unwrap_or_default()["after"].as_i64();
    let heard = heard.unwrap_or(last).min(last);
    drop(socket.emit("WHO", &json!({ "nickname": nickname })));
    drop(socket.emit("SINCE", &json!({ "after": heard, "missed": 0 })));
    for purchase in shop.purchases_after(heard, 1000).await.unwrap_or_default() {
        drop(socket.emit("BUY_GOODS", &purchase));
    }
}

async fn hear_events(socket: SocketRef) -> Result<(), Infallible> {
    socket.on("BUY", buy);
    socket.on_disconnect(async |socket: SocketRef| {
        println!("{} 연결이 끊어졌어요!", socket.id);
    });
    Ok(())
}
