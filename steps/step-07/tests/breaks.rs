//! What is still wrong with this step, and what announcing first does: the book prints
//! it.

use serde_json::json;
use transcript::{Client, Program, Scene, as_printed};

const WELCOME: &str = "server 새로운 소켓이 연결됐어요!";

async fn open<const N: usize>(server: Program, welcome: [&str; N]) -> Scene {
    let server = server.with("DATABASE_URL", "sqlite::memory:");
    let mut scene = Scene::open(server, Client::Rust).await;
    let token = scene.logs_in("르탄이").await;
    scene
        .connects_with("A", json!({ "token": token }))
        .until(welcome)
        .await;
    scene
}

/// A's first acknowledgement got lost, so it asks again, and everyone is told about the
/// same purchase twice.
#[tokio::test]
async fn the_same_order_again_is_bought_once_and_announced_twice() {
    let mut scene = open(
        Program::from(env!("CARGO_BIN_EXE_step-07")),
        [WELCOME, "A on WHO"],
    )
    .await;
    let order = json!({ "goodsId": 1, "goodsName": "시원한 콜라", "orderId": "A-1" });
    for _ in 0..2 {
        scene
            .asks("A", "BUY", order.clone())
            .until([
                r#"A on acknowledgement: {"ok":true,"purchaseId":1}"#,
                r#"A on BUY_GOODS: {"purchaseId":1"#,
            ])
            .await;
    }
    as_printed().bind(|| insta::assert_snapshot!("announced-twice", scene.transcript()));
}

#[tokio::test]
async fn announcing_first_announces_what_is_not_sold() {
    let mut scene = open(Program::example("announces-first"), [WELCOME]).await;
    let made_up = json!({ "goodsId": 10, "goodsName": "공짜 콜라" });
    scene
        .asks("A", "BUY", made_up)
        .until(["A on BUY_GOODS", "A on acknowledgement"])
        .await;
    as_printed().bind(|| insta::assert_snapshot!("announces-first", scene.transcript()));
}
