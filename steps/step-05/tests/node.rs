//! The same scene with the book's Node server: it has to turn out the same.

mod scene;

use serde_json::json;
use transcript::{Client, Program, Scene, as_printed};

fn server() -> Program {
    Program::node(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../book/node/step-05.mjs"
    ))
}

#[tokio::test]
async fn node_and_rust_tell_every_client_the_same_story() {
    let story = scene::play(Client::Rust).await.story();
    for client in [Client::Rust].into_iter().chain(Client::JAVASCRIPT) {
        let in_node = scene::play_on(server(), client).await;
        assert_eq!(in_node.story(), story, "{client:?}");
    }
}

/// The Rust step reads three fields from a `BUY`; Node passes on whatever came.
#[tokio::test]
async fn node_announces_what_the_rust_step_refuses() {
    let mut scene = Scene::open(server(), Client::Rust).await;
    scene
        .connects("A")
        .until(["server 새로운 소켓이 연결됐어요!"])
        .await;
    for buy in [json!("콜라"), json!({ "price": 0 })] {
        scene.emits("A", "BUY", buy).until(["A on BUY_GOODS"]).await;
    }
    as_printed().bind(|| insta::assert_snapshot!("node-trusts", scene.transcript()));
}
