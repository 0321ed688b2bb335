//! The step's page in Chromium, served by the step itself.

use std::fs;
use std::path::Path;

use transcript::{Browser, Client, Page, Scene};

const SCREENSHOTS: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/../../target/screenshots");

const WITHOUT_SCROLLBAR: &str = "document.documentElement.style.scrollbarWidth = 'none'";

#[tokio::test]
async fn what_one_page_posts_every_page_shows() {
    let mut scene = Scene::open(env!("CARGO_BIN_EXE_step-03"), Client::Rust).await;
    let address = scene.address().to_owned();
    let browser = Browser::start().await;
    let (mine, yours) = (browser.profile().await, browser.profile().await);

    yours.phone().await;
    yours.dark().await;
    for page in [&mine, &yours] {
        scene
            .happens("a page is opened", page.open(&address))
            .until(["server 새로운 소켓이 연결됐어요!", "server Hello!"])
            .await;
        page.waits_for("#console li:nth-child(3)").await;
        // Sorted, because the echo of the page's own greeting may overtake the server's
        // events.
        let mut heard = page.console().await;
        heard.sort();
        assert_eq!(heard, ["Hello!", "Hello!", "this is custom event data"]);
    }

    mine.fills("#text", "오늘은 콜라가 반값!").await;
    mine.clicks("#post").await;
    for page in [&mine, &yours] {
        page.shows("#console li:nth-child(4)", "오늘은 콜라가 반값!")
            .await;
        assert_eq!(page.console().await, ["오늘은 콜라가 반값!"]);
    }
    for (page, name) in [(&mine, "step-03-mine"), (&yours, "step-03-yours")] {
        page.light().await;
        page.execute(WITHOUT_SCROLLBAR, vec![]).await;
        page.size(360, 430).await;
        page.screenshot(name).await;
    }

    mine.fills("#text", "안녕하세요").await;
    scene
        .happens("its button is clicked", mine.clicks("#form button"))
        .until(["server 안녕하세요"])
        .await;
    mine.shows("#console li:nth-child(5)", "안녕하세요").await;
    assert_eq!(mine.console().await, ["안녕하세요"]);
    assert_eq!(yours.console().await, [""; 0]);
    yours.phone().await;
    yours.dark().await;
    yours.screenshot("step-03-phone-dark").await;
    frame(&mine, ["step-03-mine", "step-03-yours"], "step-03").await;
}

/// Puts two pictures into one, for the book, in a window that is just large enough.
async fn frame(page: &Page, windows: [&str; 2], picture: &str) {
    let windows =
        windows.map(|name| format!("<img src='{SCREENSHOTS}/{name}.png' width=360>"));
    let style = "margin:0;display:flex;gap:4px;background:#999";
    let frame = format!("<body style='{style}'>{}", windows.concat());
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("step-03-frame.html");
    fs::write(&file, frame).expect("a folder for what tests leave behind");
    page.open_file(&file).await;
    page.size(724, 430).await;
    page.screenshot(picture).await;
}
