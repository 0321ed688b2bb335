//! The official JavaScript client, both versions, over every transport.

mod scene;

use serde_json::json;
use transcript::{Client, Scene};

#[tokio::test]
async fn every_javascript_client_sees_what_the_rust_client_sees() {
    let story = scene::play(Client::Rust).await.story();
    for client in Client::JAVASCRIPT {
        assert_eq!(scene::play(client).await.story(), story, "{client:?}");
    }
}

#[tokio::test]
async fn a_buffer_does_not_vanish() {
    // JSON's form of `Buffer.from("hi")`; client.mjs turns it back into a Buffer.
    let buffer = json!({ "type": "Buffer", "data": [104, 105] });
    for client in Client::JAVASCRIPT {
        let mut scene = Scene::open(env!("CARGO_BIN_EXE_step-01"), client).await;
        scene
            .connects("A")
            .until(["server 새로운 소켓이 연결됐어요!", "A on message"])
            .await;
        scene
            .sends("A", buffer.clone())
            .until(["server message: invalid type: byte array"])
            .await;
        scene
            .sends("A", "hi")
            .until(["server hi", "A on message: \"hi\""])
            .await;
    }
}
