//! What this step survives, and what is still wrong with it: the book prints it.

#![allow(clippy::unwrap_used)]

use serde_json::json;
use tempfile::TempDir;
use transcript::{Client, Program, Scene, as_printed};

const WELCOME: &str = "server 새로운 소켓이 연결됐어요!";

/// The log is on disk. When the server is killed, the next one sends a client what it
/// missed.
#[tokio::test]
async fn a_killed_server_has_forgotten_nothing() {
    let folder = TempDir::new().unwrap();
    let database = format!("sqlite://{}", folder.path().join("shop.db").display());
    let step =
        Program::from(env!("CARGO_BIN_EXE_step-08")).with("DATABASE_URL", database);
    let mut scene = Scene::open(step.clone(), Client::Rust).await;
    let token = scene.logs_in("르탄이").await;
    scene
        .connects_with("A", json!({ "token": token }))
        .until([WELCOME, "A on WHO", "A on SINCE"])
        .await;
    scene
        .asks(
            "A",
            "BUY",
            json!({ "goodsId": 1, "goodsName": "시원한 콜라" }),
        )
        .until(["A on BUY_GOODS", "A on acknowledgement"])
        .await;
    let before = scene.transcript();
    drop(scene);

    let mut scene = Scene::open(step, Client::Rust).await;
    scene
        .connects_with("B", json!({ "after": 0 }))
        .until([WELCOME, "B on WHO", "B on SINCE", "B on BUY_GOODS"])
        .await;
    let both = format!("{before}\nkill -9\n\n{}", scene.transcript());
    as_printed().bind(|| insta::assert_snapshot!("killed", both));
}
