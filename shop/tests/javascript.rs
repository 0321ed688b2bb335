//! The shop with the official JavaScript client, both versions, over every transport.

use serde_json::json;
use transcript::{Client, Program, Scene};

async fn play(client: Client) -> Scene {
    let shop = Program::from(env!("CARGO_BIN_EXE_shop"))
        .with("DATABASE_URL", "sqlite::memory:")
        .with("RUST_LOG", "warn");
    let mut scene = Scene::open(shop, client).await;
    scene.connects("A").until(["A on WHO", "A on SINCE"]).await;
    let cola = json!({ "nickname": "르탄이", "goodsId": 1, "goodsName": "시원한 콜라" });
    scene
        .emits("A", "BUY", cola)
        .until(["A on BUY_REFUSED"])
        .await;
    scene
}

#[tokio::test]
async fn every_client_is_told_who_it_is_and_guests_that_they_may_not_buy() {
    let story = play(Client::Rust).await.story();
    assert!(
        story.contains(r#"A        on WHO: {"nickname":null}"#),
        "{story}"
    );
    assert!(
        story.contains("로그인 후 이용 가능한 기능입니다."),
        "{story}"
    );
    for client in Client::JAVASCRIPT {
        assert_eq!(play(client).await.story(), story, "{client:?}");
    }
}
