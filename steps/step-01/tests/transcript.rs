//! What the server's console, the clients and the wire show: the book prints it.

mod scene;

use transcript::{Client, Scene, as_printed};

#[tokio::test]
async fn a_message_comes_back_only_to_its_sender() {
    let scene = scene::play(Client::Rust).await;
    as_printed().bind(|| insta::assert_snapshot!("transcript", scene.transcript()));
}

#[tokio::test]
async fn engine_io_opens_the_connection_before_socket_io_does() {
    let mut scene = Scene::open(env!("CARGO_BIN_EXE_step-01"), Client::Rust).await;
    scene
        .connects("A")
        .with_handshake()
        .until(["server 새로운 소켓이 연결됐어요!", "A on message"])
        .await;
    as_printed().bind(|| insta::assert_snapshot!("handshake", scene.transcript()));
}

#[tokio::test]
async fn an_unreadable_message_is_reported_and_the_next_one_is_handled() {
    let mut scene = Scene::open(env!("CARGO_BIN_EXE_step-01"), Client::Rust).await;
    scene
        .connects("A")
        .until(["server 새로운 소켓이 연결됐어요!", "A on message"])
        .await;
    // JavaScript's `socket.send()`.
    scene
        .sends_packet("A", r#"42["message"]"#)
        .until(["server message:"])
        .await;
    scene
        .sends_packet("A", r#"42["message","민수\ud83d"]"#)
        .until(["server message:"])
        .await;
    scene
        .sends("A", "안녕하세요")
        .until(["server 안녕하세요", "A on message"])
        .await;
    as_printed().bind(|| insta::assert_snapshot!("not-understood", scene.transcript()));
}
