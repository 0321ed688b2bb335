//! The scene for this step, for any client to play.

use serde_json::json;
use transcript::{Client, Program, Scene};

/// The step, with a database in memory that ends with it.
pub fn step() -> Program {
    Program::from(env!("CARGO_BIN_EXE_step-08")).with("DATABASE_URL", "sqlite::memory:")
}

pub async fn play(client: Client) -> Scene {
    play_on(step(), client).await
}

/// The same with another server.
pub async fn play_on(server: Program, client: Client) -> Scene {
    let mut scene = Scene::open(server, client).await;
    let token = scene.logs_in("르탄이").await;
    scene
        .connects_with("A", json!({ "token": token }))
        .until(["server 새로운 소켓이 연결됐어요!", "A on WHO", "A on SINCE"])
        .await;
    let order = json!({ "goodsId": 1, "goodsName": "시원한 콜라", "orderId": "A-1" });
    scene
        .asks("A", "BUY", order.clone())
        .until(["A on BUY_GOODS", "A on acknowledgement"])
        .await;
    // The same order again: an answer, but no news.
    scene
        .asks("A", "BUY", order)
        .until([r#"A on acknowledgement: {"ok":true,"purchaseId":1}"#])
        .await;
    scene
        .asks(
            "A",
            "BUY",
            json!({ "goodsId": 3, "goodsName": "시원한 사이다" }),
        )
        .until(["A on BUY_GOODS", "A on acknowledgement"])
        .await;
    // B was told about the first purchase, then its laptop went to sleep.
    scene
        .connects_with("B", json!({ "after": 1 }))
        .until([
            "server 새로운 소켓이 연결됐어요!",
            r#"B on WHO: {"nickname":null}"#,
            r#"B on SINCE: {"after":1,"missed":0}"#,
            r#"B on BUY_GOODS: {"purchaseId":2"#,
        ])
        .await;
    scene
        .disconnects("B")
        .until(["server [B] 연결이 끊어졌어요!"])
        .await;
    scene
}
