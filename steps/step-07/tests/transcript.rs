//! What the server's console, the clients and the wire show: the book prints it.

mod scene;

use serde_json::json;
use transcript::{Client, Handshake, Light, Scene, as_printed};

#[tokio::test]
async fn the_server_knows_who_buys_and_answers() {
    let scene = scene::play(Client::Rust).await;
    as_printed().bind(|| insta::assert_snapshot!("transcript", scene.transcript()));
}

/// In the header, as with REST, or in the cookie, as on the lesson's own pages.
#[tokio::test]
async fn a_token_may_come_in_three_places() {
    let scene = Scene::open(scene::step(), Client::Rust).await;
    let token = scene.logs_in("르탄이").await;
    for handshake in [
        Handshake {
            auth: Some(json!({ "token": token })),
            ..Handshake::default()
        },
        Handshake {
            headers: vec![("authorization", format!("Bearer {token}"))],
            ..Handshake::default()
        },
        Handshake {
            headers: vec![("cookie", format!("token={token}"))],
            ..Handshake::default()
        },
    ] {
        let socket = Light::connect(scene.address(), handshake).await;
        let mut socket = socket.expect("the token is good");
        assert_eq!(socket.expect("WHO").await, json!({ "nickname": "르탄이" }));
    }
}

#[tokio::test]
async fn what_is_not_an_order_is_refused_with_a_code() {
    let mut scene = Scene::open(scene::step(), Client::Rust).await;
    let token = scene.logs_in("르탄이").await;
    scene
        .connects_with("A", json!({ "token": token }))
        .until(["server 새로운 소켓이 연결됐어요! (르탄이)", "A on WHO"])
        .await;
    for no_order in [
        json!("시원한 콜라"),
        json!({ "goodsName": "시원한 콜라" }),
        json!({ "goodsId": 10, "goodsName": "공짜 콜라" }),
    ] {
        scene
            .asks("A", "BUY", no_order)
            .until(["A on acknowledgement"])
            .await;
    }
    as_printed().bind(|| insta::assert_snapshot!("refused", scene.transcript()));
}
