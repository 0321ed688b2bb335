//! The step's page in Chromium, opened as a file.

use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};

use transcript::{Browser, Client, Scene};

const WITHOUT_SCROLLBAR: &str = "document.documentElement.style.scrollbarWidth = 'none'";

#[tokio::test]
async fn the_page_shows_the_custom_event_and_every_packet() {
    let mut scene = Scene::open(env!("CARGO_BIN_EXE_step-02"), Client::Rust).await;
    let file = page_for(scene.address(), "page");
    let browser = Browser::start().await;
    let page = browser.profile().await;

    scene
        .happens("the page is opened", page.open_file(&file))
        .until(["server 새로운 소켓이 연결됐어요!", "server Hello!"])
        .await;
    page.shows("#state", "연결됐어요 · connected").await;
    page.waits_for("#console li:nth-child(3)").await;

    // Sorted, because the echo of the page's own greeting may overtake the server's
    // events.
    let heard = ["Hello!", "Hello!", "this is custom event data"];
    assert_eq!(sorted(page.texts("#console li").await), heard);
    assert_eq!(sorted(page.console().await), heard);
    let mut packets = page.texts("#packets li").await;
    packets.retain(|packet| packet.contains(" 42"));
    assert_eq!(
        sorted(packets),
        [
            r#"↑ 42["message","Hello!"]"#,
            r#"↓ 42["customEventName","this is custom event data"]"#,
            r#"↓ 42["message","Hello!"]"#,
            r#"↓ 42["message","Hello!"]"#,
        ]
    );
    page.execute(WITHOUT_SCROLLBAR, vec![]).await;
    page.size(740, 480).await;
    page.screenshot("step-02").await;
}

#[tokio::test]
async fn a_page_opened_before_its_server_says_how_to_start_it() {
    let free = TcpListener::bind("127.0.0.1:0").unwrap();
    let nobody = format!("http://{}", free.local_addr().unwrap());
    drop(free);
    let browser = Browser::start().await;
    let page = browser.profile().await;
    page.open_file(&page_for(&nobody, "alone")).await;
    page.shows("#state", "cargo run -p step-02").await;
    page.screenshot("step-02-without-server").await;
}

/// A copy of the page that looks for its server at this address.
fn page_for(address: &str, name: &str) -> PathBuf {
    let server = address.trim_start_matches("http://");
    let page = include_str!("../index.html").replace("localhost:3000", server);
    let file =
        Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("step-02-{name}.html"));
    fs::write(&file, page).expect("a folder for what tests leave behind");
    file
}

fn sorted(mut texts: Vec<String>) -> Vec<String> {
    texts.sort();
    texts
}
