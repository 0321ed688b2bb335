//! What the server's console, the clients and the wire show: the book prints it.

mod scene;

use transcript::{Client, Handshake, Light, Scene, as_printed};

#[tokio::test]
async fn everyone_on_a_page_is_told_how_many_they_are() {
    let scene = scene::play(Client::Rust).await;
    as_printed().bind(|| insta::assert_snapshot!("transcript", scene.transcript()));
}

#[tokio::test]
async fn an_older_number_never_comes_after_a_newer_one() {
    let scene = Scene::open(scene::step(), Client::Rust).await;
    let mut viewers = Vec::new();
    for number in 0..200 {
        let viewer = Light::connect(scene.address(), Handshake::default()).await;
        viewers.push((viewer.expect("everyone is let in"), number % 5));
    }
    for (viewer, page) in &viewers {
        viewer.emit("CHANGED_PAGE", format!("/{page}"));
    }
    for (mut viewer, _) in viewers {
        let mut last = 0;
        while last < 40 {
            let count = viewer.expect("SAME_PAGE_VIEWER_COUNT").await;
            let count = count.as_u64().expect("a number");
            assert!(count > last, "{count} after {last}");
            last = count;
        }
    }
}

#[tokio::test]
async fn the_same_page_named_again_changes_nothing() {
    let mut scene = Scene::open(scene::step(), Client::Rust).await;
    for who in ["A", "B"] {
        scene
            .connects(who)
            .until(["server 새로운 소켓이 연결됐어요!"])
            .await;
    }
    scene
        .emits("A", "CHANGED_PAGE", scene::COLA)
        .until(["A on SAME_PAGE_VIEWER_COUNT: 1"])
        .await;
    scene
        .emits("B", "CHANGED_PAGE", scene::COLA)
        .until([
            "A on SAME_PAGE_VIEWER_COUNT: 2",
            "B on SAME_PAGE_VIEWER_COUNT: 2",
        ])
        .await;
    scene
        .emits("A", "CHANGED_PAGE", scene::COLA)
        .until([r#"A → 42["CHANGED_PAGE","/detail.html?goodsId=1"]"#])
        .await;
    scene
        .emits("A", "CHANGED_PAGE", scene::CIDER)
        .until([
            "A on SAME_PAGE_VIEWER_COUNT: 1",
            "B on SAME_PAGE_VIEWER_COUNT: 1",
        ])
        .await;
    as_printed().bind(|| insta::assert_snapshot!("same-page", scene.transcript()));
}
