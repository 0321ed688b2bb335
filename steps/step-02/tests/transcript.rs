//! What the server's console, the client and the wire show: the book prints it.

mod scene;

use transcript::{Client, as_printed};

#[tokio::test]
async fn every_client_that_connects_gets_a_custom_event_after_the_message() {
    let scene = scene::play(Client::Rust).await;
    as_printed().bind(|| insta::assert_snapshot!("transcript", scene.transcript()));
}
