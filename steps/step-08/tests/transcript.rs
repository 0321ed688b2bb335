//! What the server's console, the clients and the wire show: the book prints it.

mod scene;

use serde_json::{Value, json};
use transcript::{Client, Handshake, Light, Scene, as_printed};

#[tokio::test]
async fn a_client_that_was_away_gets_the_rest() {
    let scene = scene::play(Client::Rust).await;
    as_printed().bind(|| insta::assert_snapshot!("transcript", scene.transcript()));
}

async fn socket(scene: &Scene, auth: Value) -> Light {
    let handshake = Handshake {
        auth: Some(auth),
        ..Handshake::default()
    };
    let socket = Light::connect(scene.address(), handshake).await;
    let mut socket = socket.expect("everyone is let in");
    socket.expect("WHO").await;
    socket
}

/// A socket that has been told its place in the log.
async fn newcomer(scene: &Scene, auth: Value) -> Light {
    let mut socket = socket(scene, auth).await;
    socket.expect("SINCE").await;
    socket
}

/// More than one read of the log returns, and more than a socket's queue holds; and new
/// ones come in at the same time.
#[tokio::test]
async fn everyone_is_told_about_each_purchase_once_and_in_order() {
    let scene = Scene::open(scene::step(), Client::Rust).await;
    let token = scene.logs_in("르탄이").await;
    let mut buyer = newcomer(&scene, json!({ "token": token })).await;
    let cola = json!({ "goodsId": 1, "goodsName": "시원한 콜라" });
    for _ in 0..300 {
        buyer.emit("BUY", cola.clone());
    }
    for number in 1..=300 {
        let news = buyer.expect("BUY_GOODS").await;
        assert_eq!(news["purchaseId"], number);
    }
    let mut late = newcomer(&scene, json!({ "after": 7 })).await;
    for _ in 0..300 {
        buyer.emit("BUY", cola.clone());
    }
    for number in 8..=600 {
        let news = late.expect("BUY_GOODS").await;
        assert_eq!(news["purchaseId"], number);
    }
}

#[tokio::test]
async fn nobody_is_told_about_what_has_not_happened_yet() {
    let scene = Scene::open(scene::step(), Client::Rust).await;
    let token = scene.logs_in("르탄이").await;
    let mut buyer = socket(&scene, json!({ "token": token, "after": 99 })).await;
    assert_eq!(
        buyer.expect("SINCE").await,
        json!({ "after": 0, "missed": 0 })
    );
    let cola = json!({ "goodsId": 1, "goodsName": "시원한 콜라" });
    buyer.emit("BUY", cola);
    assert_eq!(buyer.expect("BUY_GOODS").await["purchaseId"], 1);
}
