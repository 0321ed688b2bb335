//! What is still wrong with this step, and what one wrong word does: the book prints it.

use serde_json::{Value, json};
use transcript::{Client, Program, Scene, as_printed};

const WELCOME: &str = "server 새로운 소켓이 연결됐어요!";

/// The step, with a database in memory that ends with it.
fn step() -> Program {
    Program::from(env!("CARGO_BIN_EXE_step-05")).with("DATABASE_URL", "sqlite::memory:")
}

fn cola() -> Value {
    json!({ "nickname": "르탄이", "goodsId": 1, "goodsName": "시원한 콜라" })
}

async fn open(server: Program, clients: &[&str]) -> Scene {
    let mut scene = Scene::open(server, Client::Rust).await;
    for who in clients {
        scene.connects(who).until([WELCOME]).await;
    }
    scene
}

#[tokio::test]
async fn a_made_up_nickname_and_made_up_goods_are_believed() {
    let mut scene = open(step(), &["A", "B"]).await;
    let lie = json!({ "nickname": "항해", "goodsId": 10, "goodsName": "공짜 콜라" });
    scene
        .emits("A", "BUY", lie)
        .until(["A on BUY_GOODS", "B on BUY_GOODS"])
        .await;
    as_printed().bind(|| insta::assert_snapshot!("spoofed", scene.transcript()));
}

#[tokio::test]
async fn with_socket_emit_only_the_buyer_is_told() {
    let server =
        Program::example("only-the-buyer").with("DATABASE_URL", "sqlite::memory:");
    let mut scene = open(server, &["A", "B"]).await;
    for who in ["A", "B"] {
        let hears = format!("{who} on BUY_GOODS");
        scene.emits(who, "BUY", cola()).until([&hears]).await;
    }
    as_printed().bind(|| insta::assert_snapshot!("only-the-buyer", scene.transcript()));
}

#[tokio::test]
async fn a_handler_whose_argument_is_not_there_is_never_called() {
    let server = Program::example("state-io").with("DATABASE_URL", "sqlite::memory:");
    let mut scene = open(server, &["A"]).await;
    scene
        .emits("A", "BUY", cola())
        .until(["server ERROR socketioxide"])
        .await;
    as_printed().bind(|| insta::assert_snapshot!("state-io", scene.transcript()));
}

#[tokio::test]
async fn a_client_that_was_away_is_never_told() {
    let mut scene = open(step(), &["A", "B"]).await;
    scene
        .disconnects("B")
        .until(["server [B] 연결이 끊어졌어요!"])
        .await;
    scene
        .emits("A", "BUY", cola())
        .until(["A on BUY_GOODS"])
        .await;
    scene.connects("B").until([WELCOME]).await;
    let cider =
        json!({ "nickname": "르탄이", "goodsId": 3, "goodsName": "시원한 사이다" });
    scene
        .emits("A", "BUY", cider)
        .until([
            "A on BUY_GOODS",
            r#"B on BUY_GOODS: {"nickname":"르탄이","goodsId":3"#,
        ])
        .await;
    as_printed().bind(|| insta::assert_snapshot!("away", scene.transcript()));
}

#[tokio::test]
async fn the_date_is_the_servers_and_extra_fields_are_dropped() {
    let mut scene = open(step(), &["A", "B"]).await;
    let mut buy = cola();
    buy["date"] = "어제".into();
    buy["price"] = 0.into();
    scene
        .emits("A", "BUY", buy)
        .until(["A on BUY_GOODS", "B on BUY_GOODS"])
        .await;
    as_printed().bind(|| insta::assert_snapshot!("own-date", scene.transcript()));
}
