//! The same scene with the book's Node server: it has to turn out the same.

mod scene;

use transcript::{Client, Program};

fn server() -> Program {
    Program::node(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../book/node/step-06.mjs"
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
