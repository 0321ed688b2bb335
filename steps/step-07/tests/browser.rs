//! The step in Chromium: the page says "paid" once the server has answered.

#![allow(clippy::unwrap_used)]

#[path = "../../../shop/tests/walk/mod.rs"]
mod walk;

use tempfile::TempDir;
use transcript::{Browser, Client, Program, Scene};
use walk::{Customers, ENGLISH, KOREAN};

#[tokio::test]
async fn the_page_says_paid_because_the_server_answered() {
    answers_the_buyer(&KOREAN).await;
}

#[tokio::test]
async fn an_english_page_says_paid_too() {
    answers_the_buyer(&ENGLISH).await;
}

async fn answers_the_buyer(customers: &Customers) {
    let folder = TempDir::new().unwrap();
    let database = format!("sqlite://{}", folder.path().join("shop.db").display());
    let step =
        Program::from(env!("CARGO_BIN_EXE_step-07")).with("DATABASE_URL", database);
    let scene = Scene::open(step, Client::Rust).await;
    let shop = scene.address();
    let browser = Browser::start().await;
    let (buyer, other) = (
        browser.profile_in(customers.language).await,
        browser.profile_in(customers.language).await,
    );
    walk::sign_up(&buyer, shop, customers.buyer).await;
    walk::sign_up(&other, shop, customers.other).await;

    walk::put_in_cart(&buyer, shop, 3).await;
    walk::check_out(&buyer, shop).await;
    walk::pay_before(&other, &buyer, "시원한 사이다").await;
    let number = customers.pick("주문 번호는 1번이에요.", "This is order number 1.");
    buyer.shows("[data-paid-number]", number).await;
    let bought = customers.bought(customers.buyer);
    for page in [&buyer, &other] {
        page.shows("[data-notice-sentence]", &bought).await;
        assert_eq!(page.console().await, [""; 0]);
    }
    customers.show(&buyer, "step-07").await;
}
