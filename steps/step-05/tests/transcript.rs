//! What the server's console, the clients and the wire show: the book prints it.

mod scene;

use serde_json::json;
use transcript::{Client, Handshake, Light, Scene, as_printed};

#[tokio::test]
async fn when_someone_buys_something_everyone_is_told() {
    let scene = scene::play(Client::Rust).await;
    as_printed().bind(|| insta::assert_snapshot!("transcript", scene.transcript()));
}

#[tokio::test]
async fn a_malformed_buy_is_not_announced_and_the_server_keeps_running() {
    let mut scene = Scene::open(scene::step(), Client::Rust).await;
    for who in ["A", "B"] {
        scene
            .connects(who)
            .until(["server 새로운 소켓이 연결됐어요!"])
            .await;
    }
    let no_purchases = [
        json!("시원한 콜라"),
        json!(["르탄이", 1, "시원한 콜라"]),
        json!({ "nickname": "르탄이", "goodsId": 1 }),
        json!({ "nickname": "르탄이", "goodsId": "1", "goodsName": "시원한 콜라" }),
    ];
    for no_purchase in no_purchases {
        scene
            .emits("A", "BUY", no_purchase)
            .until(["server BUY:"])
            .await;
    }
    scene
        .sends_packet("A", r#"42["BUY"]"#)
        .until(["server BUY:"])
        .await;
    let cola = json!({ "nickname": "르탄이", "goodsId": 1, "goodsName": "시원한 콜라" });
    scene
        .emits("A", "BUY", cola)
        .until(["A on BUY_GOODS", "B on BUY_GOODS"])
        .await;
    as_printed().bind(|| insta::assert_snapshot!("malformed", scene.transcript()));
}

#[tokio::test]
async fn what_one_socket_buys_back_to_back_is_announced_in_that_order() {
    let scene = Scene::open(scene::step(), Client::Rust).await;
    let buyer = Light::connect(scene.address(), Handshake::default()).await;
    let mut buyer = buyer.expect("everyone is let in");
    // A hundred at a time: what doesn't fit into a socket's queue, of 128, is lost.
    for hundred in (0..600).step_by(100) {
        let goods_ids = hundred..hundred + 100;
        for goods_id in goods_ids.clone() {
            let buy =
                json!({ "nickname": "르탄이", "goodsId": goods_id, "goodsName": "x" });
            buyer.emit("BUY", buy);
        }
        for goods_id in goods_ids {
            assert_eq!(buyer.expect("BUY_GOODS").await["goodsId"], goods_id);
        }
    }
}
