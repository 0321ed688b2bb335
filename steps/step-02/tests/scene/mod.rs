//! The lesson's scene for this step, whoever's client plays it.

use transcript::{Client, Scene};

pub async fn play(client: Client) -> Scene {
    let mut scene = Scene::open(env!("CARGO_BIN_EXE_step-02"), client).await;
    scene
        .connects("A")
        .until([
            "server 새로운 소켓이 연결됐어요!",
            "A on message",
            "A on customEventName",
        ])
        .await;
    scene
        .sends("A", "안녕하세요")
        .until(["server 안녕하세요", "A on message"])
        .await;
    scene
}
