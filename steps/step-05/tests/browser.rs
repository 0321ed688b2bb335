//! The step in Chromium: two people's windows, as at the end of the lesson.

#![allow(clippy::unwrap_used)]

#[path = "../../../shop/tests/walk/mod.rs"]
mod walk;

use tempfile::TempDir;
use transcript::{Browser, Client, Program, Scene};
use walk::{Customers, ENGLISH, KOREAN};

const ORDERED: &str = "시원한 사이다 외 1개의 상품";

#[tokio::test]
async fn a_purchase_in_one_window_shows_up_in_the_other() {
    tells_everyone(&KOREAN).await;
}

#[tokio::test]
async fn english_windows_see_it_too() {
    tells_everyone(&ENGLISH).await;
}

async fn tells_everyone(customers: &Customers) {
    let folder = TempDir::new().unwrap();
    let database = format!("sqlite://{}", folder.path().join("shop.db").display());
    let step =
        Program::from(env!("CARGO_BIN_EXE_step-05")).with("DATABASE_URL", database);
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
    walk::put_in_cart(&buyer, shop, 1).await;
    walk::check_out(&buyer, shop).await;
    walk::pay_before(&other, &buyer, ORDERED).await;
    // The step doesn't acknowledge anything, so the page makes no claims.
    buyer.waits_for("[data-sent]:not([hidden])").await;
    buyer.waits_for("[data-paid][hidden]").await;
    for page in [&buyer, &other] {
        let bought = customers.bought(customers.buyer);
        page.shows("[data-notice-sentence]", &bought).await;
        page.lists("[data-notice-goods]", [ORDERED]).await;
        assert_eq!(page.console().await, [""; 0]);
    }
    customers.show(&other, "step-05").await;
    buyer.screenshot(&customers.named("step-05-buyer")).await;
    other.phone().await;
    other.dark().await;
    other
        .screenshot(&customers.named("step-05-other-phone-dark"))
        .await;
}
