//! What the server's console, the clients and the wire show: the book prints it.

mod scene;

use transcript::{Client, as_printed};

#[tokio::test]
async fn what_is_posted_over_http_reaches_every_socket() {
    let scene = scene::play(Client::Rust).await;
    as_printed().bind(|| insta::assert_snapshot!("transcript", scene.transcript()));
}
