//! The lesson's scene for this step, for any client to play.

use serde_json::json;
use transcript::{Client, Program, Scene};

/// The step, with a database in memory that ends with it.
pub fn step() -> Program {
    Program::from(env!("CARGO_BIN_EXE_step-05")).with("DATABASE_URL", "sqlite::memory:")
}

pub async fn play(client: Client) -> Scene {
    play_on(step(), client).await
}

/// The same with another server.
pub async fn play_on(server: Program, client: Client) -> Scene {
    let mut scene = Scene::open(server, client).await;
    for who in ["A", "B"] {
        scene
            .connects(who)
            .until(["server 새로운 소켓이 연결됐어요!"])
            .await;
    }
    let order = json!({ "nickname": "르탄이", "goodsId": 1, "goodsName": "시원한 콜라 외 2개의 상품" });
    scene
        .emits("A", "BUY", order)
        .until(["A on BUY_GOODS", "B on BUY_GOODS"])
        .await;
    scene
        .disconnects("B")
        .until(["server [B] 연결이 끊어졌어요!"])
        .await;
    scene
}
