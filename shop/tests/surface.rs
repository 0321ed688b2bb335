//! What a step after 05 is written with: the library's public API, and nothing else.

#![allow(clippy::unwrap_used)]

use std::convert::Infallible;

use clap::Parser;
use serde_json::{Value, json};
use shop::{Config, Identity, Shop, TryOrder, admit};
use socketioxide::SocketIo;
use socketioxide::extract::{AckSender, Extension, SocketRef, State};
use socketioxide::handler::ConnectHandler;
use tokio::net::TcpListener;
use transcript::{Handshake, Light};

async fn welcome(socket: SocketRef, Extension(identity): Extension<Identity>) {
    let nickname = identity.map(|member| member.user.nickname);
    socket
        .emit("WELCOME", &json!({"nickname": nickname}))
        .unwrap();
}

async fn hear(socket: SocketRef) -> Result<(), Infallible> {
    socket.on("BUY", buy);
    Ok(())
}

async fn buy(
    Extension(buyer): Extension<Identity>,
    State(shop): State<Shop>,
    TryOrder(order): TryOrder,
    ack: AckSender,
) {
    let answer = match shop.buy(&buyer, order).await {
        Ok(purchase) => json!({"ok": true, "goodsName": purchase.goods_name}),
        Err(refusal) => refusal.to_json(),
    };
    ack.send(&answer).unwrap();
}

#[tokio::test]
async fn your_own_server_knows_who_buys_what() {
    let flags = ["shop", "0", "--database-url", "sqlite::memory:"];
    let shop = Shop::open(&Config::try_parse_from(flags).unwrap())
        .await
        .unwrap();
    let (socket_io, io) = SocketIo::builder().with_state(shop.clone()).build_layer();
    io.ns("/", welcome.with(hear).with(admit));
    let app = shop.routes().layer(socket_io);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, app).await });

    let account = json!({
        "nickname": "르탄이", "email": "rtan@example.com",
        "password": "1234", "confirmPassword": "1234",
    });
    let post = async |path: &str| -> Value {
        let request = reqwest::Client::new().post(format!("{url}{path}"));
        let answer = request.json(&account).send().await.unwrap();
        answer.json().await.unwrap()
    };
    post("/api/users").await;
    let token = post("/api/auth").await["token"].clone();
    let handshake = Handshake {
        auth: Some(json!({"token": token})),
        ..Handshake::default()
    };
    let mut buyer = Light::connect(&url, handshake).await.unwrap();
    let mut guest = Light::connect(&url, Handshake::default()).await.unwrap();

    assert_eq!(buyer.expect("WELCOME").await, json!({"nickname": "르탄이"}));
    assert_eq!(guest.expect("WELCOME").await, json!({"nickname": null}));
    let order = json!({"goodsId": 1, "goodsName": "공짜 콜라"});
    assert_eq!(
        buyer.emit_with_ack("BUY", order.clone()).await,
        json!({"ok": true, "goodsName": "시원한 콜라"})
    );
    assert_eq!(
        guest.emit_with_ack("BUY", order).await["code"],
        "not_logged_in"
    );
}
