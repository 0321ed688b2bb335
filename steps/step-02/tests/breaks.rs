//! What the chapter breaks, and what its questions ask: the book prints the answers.

use transcript::{Client, Scene, as_printed};

async fn scene_with_a() -> Scene {
    let mut scene = Scene::open(env!("CARGO_BIN_EXE_step-02"), Client::Rust).await;
    scene
        .connects("A")
        .until([
            "server 새로운 소켓이 연결됐어요!",
            "A on message",
            "A on customEventName",
        ])
        .await;
    scene
}

/// The server is still listening, and nothing that came before was still on its way.
async fn is_still_heard(scene: &mut Scene) {
    scene
        .sends("A", "반가워요")
        .until(["server 반가워요", "A on message"])
        .await;
}

#[tokio::test]
async fn an_event_that_nobody_listens_to_is_not_an_error() {
    let mut scene = scene_with_a().await;
    scene
        .emits("A", "mesage", "안녕하세요")
        .until([r#"A → 42["mesage""#])
        .await;
    scene
        .emits("A", "customEventName", "안녕하세요")
        .until([r#"A → 42["customEventName""#])
        .await;
    is_still_heard(&mut scene).await;
    as_printed().bind(|| insta::assert_snapshot!("misspelt", scene.transcript()));
}

#[tokio::test]
async fn an_event_without_data_leaves_a_line_on_the_console() {
    let mut scene = scene_with_a().await;
    scene
        .sends_packet("A", r#"42["message"]"#)
        .until(["server message:"])
        .await;
    is_still_heard(&mut scene).await;
    as_printed().bind(|| insta::assert_snapshot!("no-data", scene.transcript()));
}

#[tokio::test]
async fn the_handler_takes_the_first_of_two_arguments() {
    let mut scene = scene_with_a().await;
    scene
        .sends_packet("A", r#"42["message","안녕하세요","반가워요"]"#)
        .until(["server 안녕하세요", "A on message"])
        .await;
    as_printed().bind(|| insta::assert_snapshot!("two-arguments", scene.transcript()));
}
