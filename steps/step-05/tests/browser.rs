//! The step in Chromium: two people's windows, as the lesson ends.

#![allow(clippy::unwrap_used)]

#[path = "../../../shop/tests/walk/mod.rs"]
mod walk;

use tempfile::TempDir;
use transcript::{Browser, Client, Program, Scene};

const ORDERED: &str = "시원한 사이다 외 1개의 상품";

#[tokio::test]
async fn what_one_window_buys_the_other_sees() {
    let folder = TempDir::new().unwrap();
    let database = format!("sqlite://{}", folder.path().join("shop.db").display());
    let step =
        Program::from(env!("CARGO_BIN_EXE_step-05")).with("DATABASE_URL", database);
    let scene = Scene::open(step, Client::Rust).await;
    let shop = scene.address();
    let browser = Browser::start().await;
    let (buyer, other) = (browser.profile().await, browser.profile().await);
    walk::sign_up(&buyer, shop, "르탄이").await;
    walk::sign_up(&other, shop, "항해").await;

    walk::put_in_cart(&buyer, shop, 3).await;
    walk::put_in_cart(&buyer, shop, 1).await;
    walk::check_out(&buyer, shop).await;
    walk::pay_before(&other, &buyer, ORDERED).await;
    // The step acknowledges nothing, so the page claims nothing.
    buyer.waits_for("[data-sent]:not([hidden])").await;
    buyer.waits_for("[data-paid][hidden]").await;
    for page in [&buyer, &other] {
        page.shows(
            "[data-notice-sentence]",
            "르탄이님이 방금 상품을 구매했어요!",
        )
        .await;
        page.lists("[data-notice-goods]", [ORDERED]).await;
        assert_eq!(page.console().await, [""; 0]);
    }
    buyer.screenshot("step-05-buyer").await;
    other.phone().await;
    other.dark().await;
    other.screenshot("step-05-other-phone-dark").await;
}
