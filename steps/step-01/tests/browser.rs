//! The step's page in Chromium, opened as a file.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::thread;

use transcript::{Browser, Client, Page, Scene, as_printed};

const WITHOUT_SCROLLBAR: &str = "document.documentElement.style.scrollbarWidth = 'none'";

#[tokio::test]
async fn the_page_shows_what_it_receives_and_every_packet() {
    let mut scene = Scene::open(env!("CARGO_BIN_EXE_step-01"), Client::Rust).await;
    let file = page_for(scene.address(), "page");
    let browser = Browser::start().await;
    let page = browser.profile().await;

    scene
        .happens("the page is opened", page.open_file(&file))
        .until(["server 새로운 소켓이 연결됐어요!", "server Hello!"])
        .await;
    page.shows("#state", "연결됐어요 · connected").await;
    page.lists("#console li", ["Hello!", "Hello!"]).await;

    page.fills("#text", "반가워요").await;
    scene
        .happens("its button is clicked", page.clicks("#form button"))
        .until(["server 반가워요"])
        .await;
    let heard = ["Hello!", "Hello!", "반가워요"];
    page.lists("#console li", heard).await;
    assert_eq!(page.console().await, heard);
    assert_eq!(
        packets(&page, "↑ 4").await,
        [
            "↑ 40",
            r#"↑ 42["message","Hello!"]"#,
            r#"↑ 42["message","반가워요"]"#,
        ]
    );
    assert_eq!(
        packets(&page, "↓ 42").await,
        [
            r#"↓ 42["message","Hello!"]"#,
            r#"↓ 42["message","Hello!"]"#,
            r#"↓ 42["message","반가워요"]"#,
        ]
    );
    page.execute(WITHOUT_SCROLLBAR, vec![]).await;
    page.size(740, 480).await;
    page.screenshot("step-01").await;
}

#[tokio::test]
async fn a_page_opened_before_its_server_says_how_to_start_it() {
    let free = TcpListener::bind("127.0.0.1:0").unwrap();
    let nobody = format!("http://{}", free.local_addr().unwrap());
    drop(free);
    let browser = Browser::start().await;
    let page = browser.profile().await;
    page.open_file(&page_for(&nobody, "alone")).await;
    page.shows("#state", "cargo run -p step-01").await;
    keep("page-without-server", &page).await;
    page.screenshot("step-01-without-server").await;
}

#[tokio::test]
async fn a_page_whose_server_has_no_client_for_it_says_where_to_get_one() {
    let server = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", server.local_addr().unwrap());
    // As if the redirect to the CDN failed without a network: the server is there, the
    // file isn't.
    thread::spawn(move || {
        for mut browser in server.incoming().map_while(Result::ok) {
            let nothing = "HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n";
            // Whatever it asks for; it may be gone already.
            let _ = browser.read(&mut [0; 4096]);
            let _ = browser.write_all(nothing.as_bytes());
        }
    });
    let browser = Browser::start().await;
    let page = browser.profile().await;
    page.open_file(&page_for(&address, "no-client")).await;
    page.shows("#state", "go online").await;
    keep("page-without-client", &page).await;
}

/// What the page says about its state: the book prints it.
async fn keep(name: &str, page: &Page) {
    let says = page.texts("#state").await.concat();
    as_printed().bind(|| insta::assert_snapshot!(name, says));
}

/// A copy of the page that looks for its server at this address.
fn page_for(address: &str, name: &str) -> PathBuf {
    let server = address.trim_start_matches("http://");
    let page = include_str!("../index.html").replace("localhost:3000", server);
    let file =
        Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("step-01-{name}.html"));
    fs::write(&file, page).expect("a folder for what tests leave behind");
    file
}

async fn packets(page: &Page, kind: &str) -> Vec<String> {
    let mut packets = page.texts("#packets li").await;
    packets.retain(|packet| packet.starts_with(kind));
    packets
}
