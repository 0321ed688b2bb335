//! The scene for this step, for any client to play.

use serde_json::json;
use transcript::{Client, Program, Scene};

/// The step, with a database in memory that ends with it.
pub fn step() -> Program {
    Program::from(env!("CARGO_BIN_EXE_step-07")).with("DATABASE_URL", "sqlite::memory:")
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
        .until([
            "server 새로운 소켓이 연결됐어요! (르탄이)",
            r#"A on WHO: {"nickname":"르탄이"}"#,
        ])
        .await;
    scene
        .connects("B")
        .until([
            "server 새로운 소켓이 연결됐어요! (비회원)",
            r#"B on WHO: {"nickname":null}"#,
        ])
        .await;
    scene
        .connects_with("C", json!({ "token": "훔친 토큰" }))
        .until(["C on connect_error"])
        .await;
    let cola = json!({ "nickname": "항해", "goodsId": 1, "goodsName": "공짜 콜라" });
    scene
        .asks("A", "BUY", cola.clone())
        .until(["A on BUY_GOODS", "A on acknowledgement", "B on BUY_GOODS"])
        .await;
    scene
        .asks("B", "BUY", cola)
        .until(["B on acknowledgement"])
        .await;
    scene
        .disconnects("B")
        .until(["server [B] 연결이 끊어졌어요!"])
        .await;
    scene
}
