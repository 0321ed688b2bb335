//! What is still wrong with this step, and what one missing line does: the book prints
//! it.

use serde_json::json;
use transcript::{Client, Program, Scene, as_printed};

const COLA: &str = "/detail.html?goodsId=1";

async fn open(server: Program, clients: &[&str]) -> Scene {
    let server = server.with("DATABASE_URL", "sqlite::memory:");
    let mut scene = Scene::open(server, Client::Rust).await;
    for who in clients {
        scene
            .connects(who)
            .until(["server 새로운 소켓이 연결됐어요!"])
            .await;
    }
    scene
}

#[tokio::test]
async fn a_socket_that_never_leaves_is_counted_on_every_page() {
    let mut scene = open(Program::example("nobody-leaves"), &["A", "B"]).await;
    for (who, page, told) in [
        ("A", COLA, vec!["A on SAME_PAGE_VIEWER_COUNT: 1"]),
        (
            "B",
            COLA,
            vec![
                "A on SAME_PAGE_VIEWER_COUNT: 2",
                "B on SAME_PAGE_VIEWER_COUNT: 2",
            ],
        ),
        (
            "A",
            "/detail.html?goodsId=3",
            vec!["A on SAME_PAGE_VIEWER_COUNT: 1"],
        ),
        ("B", "/goods.html", vec!["B on SAME_PAGE_VIEWER_COUNT: 1"]),
        (
            "B",
            COLA,
            vec![
                "A on SAME_PAGE_VIEWER_COUNT: 2",
                "B on SAME_PAGE_VIEWER_COUNT: 2",
            ],
        ),
    ] {
        let act = scene.emits(who, "CHANGED_PAGE", page);
        match &told[..] {
            [one] => act.until([one]).await,
            [one, other] => act.until([one, other]).await,
            _ => unreachable!("nobody else is there"),
        }
    }
    as_printed().bind(|| insta::assert_snapshot!("nobody-leaves", scene.transcript()));
}

#[tokio::test]
async fn one_person_with_three_tabs_counts_as_three() {
    let step = Program::from(env!("CARGO_BIN_EXE_step-06"));
    let mut scene = open(step, &["A1", "A2", "A3"]).await;
    let count =
        |who: &str, count: usize| format!("{who} on SAME_PAGE_VIEWER_COUNT: {count}");
    scene
        .emits("A1", "CHANGED_PAGE", COLA)
        .until([&count("A1", 1)])
        .await;
    scene
        .emits("A2", "CHANGED_PAGE", COLA)
        .until([&count("A1", 2), &count("A2", 2)])
        .await;
    scene
        .emits("A3", "CHANGED_PAGE", COLA)
        .until([&count("A1", 3), &count("A2", 3), &count("A3", 3)])
        .await;
    as_printed().bind(|| insta::assert_snapshot!("three-tabs", scene.transcript()));
}

/// `Data` accepts what fits. What doesn't fit never reaches the handler: the library
/// logs it, and the sender isn't told.
#[tokio::test]
async fn what_does_not_fit_is_not_handled() {
    let step = Program::from(env!("CARGO_BIN_EXE_step-06"));
    let mut scene = open(step, &["A"]).await;
    const REFUSED: &str = "server ERROR socketioxide";
    scene
        .emits("A", "BUY", "시원한 콜라")
        .until([REFUSED])
        .await;
    scene.emits("A", "CHANGED_PAGE", 1).until([REFUSED]).await;
    scene
        .emits("A", "BUY", json!({ "goodsName": "시원한 콜라" }))
        .until(["A on BUY_GOODS"])
        .await;
    as_printed().bind(|| insta::assert_snapshot!("vanishes", scene.transcript()));
}
