//! The official JavaScript client, both versions, over every transport.

mod scene;

use transcript::Client;

#[tokio::test]
async fn every_javascript_client_sees_what_the_rust_client_sees() {
    let story = scene::play(Client::Rust).await.story();
    for client in Client::JAVASCRIPT {
        assert_eq!(scene::play(client).await.story(), story, "{client:?}");
    }
}
