//! The step in Chromium: paid is said once the server has answered.

#![allow(clippy::unwrap_used)]

#[path = "../../../shop/tests/walk/mod.rs"]
mod walk;

use tempfile::TempDir;
use transcript::{Browser, Client, Program, Scene};

#[tokio::test]
async fn the_page_says_paid_because_the_server_answered() {
    let folder = TempDir::new().unwrap();
    let database = format!("sqlite://{}", folder.path().join("shop.db").display());
    let step =
        Program::from(env!("CARGO_BIN_EXE_step-07")).with("DATABASE_URL", database);
    let scene = Scene::open(step, Client::Rust).await;
    let shop = scene.address();
    let browser = Browser::start().await;
    let (buyer, other) = (browser.profile().await, browser.profile().await);
    walk::sign_up(&buyer, shop, "르탄이").await;
    walk::sign_up(&other, shop, "항해").await;

    walk::put_in_cart(&buyer, shop, 3).await;
    walk::check_out(&buyer, shop).await;
    walk::pay_before(&other, &buyer, "시원한 사이다").await;
    buyer
        .shows("[data-paid-number]", "주문 번호는 1번이에요.")
        .await;
    buyer.screenshot("step-07").await;
    for page in [&buyer, &other] {
        page.shows(
            "[data-notice-sentence]",
            "르탄이님이 방금 상품을 구매했어요!",
        )
        .await;
        assert_eq!(page.console().await, [""; 0]);
    }
}
