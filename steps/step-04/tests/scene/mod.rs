//! The lesson's scene for this step, for any client to play.

use serde_json::json;
use transcript::{Client, Program, Scene};

/// The step, with a database in memory that ends with it.
pub fn step() -> Program {
    Program::from(env!("CARGO_BIN_EXE_step-04")).with("DATABASE_URL", "sqlite::memory:")
}

pub async fn play(client: Client) -> Scene {
    play_on(step(), client).await
}

/// The same with another server.
pub async fn play_on(server: Program, client: Client) -> Scene {
    let mut scene = Scene::open(server, client).await;
    scene
        .connects("A")
        .until(["server 새로운 소켓이 연결됐어요!", "A on BUY_GOODS"])
        .await;
    let cola = json!({ "nickname": "르탄이", "goodsId": 1, "goodsName": "시원한 콜라" });
    scene
        .emits("A", "BUY", cola)
        .until([r#"server {"nickname":"르탄이","goodsId":1"#])
        .await;
    scene
        .disconnects("A")
        .until(["server [A] 연결이 끊어졌어요!"])
        .await;
    scene
}
