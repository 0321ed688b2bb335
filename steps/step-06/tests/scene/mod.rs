//! The scene for this step, for any client to play.

use serde_json::json;
use transcript::{Client, Program, Scene};

pub const COLA: &str = "/detail.html?goodsId=1";
pub const CIDER: &str = "/detail.html?goodsId=3";

/// The step, with a database in memory that ends with it.
pub fn step() -> Program {
    Program::from(env!("CARGO_BIN_EXE_step-06")).with("DATABASE_URL", "sqlite::memory:")
}

pub async fn play(client: Client) -> Scene {
    play_on(step(), client).await
}

/// The same with another server.
pub async fn play_on(server: Program, client: Client) -> Scene {
    let mut scene = Scene::open(server, client).await;
    for who in ["A", "B", "C"] {
        scene
            .connects(who)
            .until(["server 새로운 소켓이 연결됐어요!"])
            .await;
    }
    let count =
        |who: &str, count: usize| format!("{who} on SAME_PAGE_VIEWER_COUNT: {count}");
    scene
        .emits("A", "CHANGED_PAGE", COLA)
        .until([&count("A", 1)])
        .await;
    scene
        .emits("B", "CHANGED_PAGE", COLA)
        .until([&count("A", 2), &count("B", 2)])
        .await;
    scene
        .emits("C", "CHANGED_PAGE", CIDER)
        .until([&count("C", 1)])
        .await;
    scene
        .emits("B", "CHANGED_PAGE", CIDER)
        .until([&count("A", 1), &count("B", 2), &count("C", 2)])
        .await;
    scene
        .disconnects("C")
        .until(["server [C] 연결이 끊어졌어요!", &count("B", 1)])
        .await;
    let cider =
        json!({ "nickname": "르탄이", "goodsId": 3, "goodsName": "시원한 사이다" });
    scene
        .emits("B", "BUY", cider)
        .until(["A on BUY_GOODS", "B on BUY_GOODS"])
        .await;
    scene
}
