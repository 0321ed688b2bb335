//! The lesson's scene for this step, for any client to play.

use transcript::{Client, Program, Scene};

pub async fn play(client: Client) -> Scene {
    play_on(env!("CARGO_BIN_EXE_step-02"), client).await
}

/// The same with another server.
pub async fn play_on(server: impl Into<Program>, client: Client) -> Scene {
    let mut scene = Scene::open(server, client).await;
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
