//! The step in Chromium: a page that was away shows what was bought meanwhile.

#![allow(clippy::unwrap_used)]

#[path = "../../../shop/tests/walk/mod.rs"]
mod walk;

use tempfile::TempDir;
use transcript::{Browser, Client, Program, Scene};
use walk::{Customers, ENGLISH, KOREAN};

#[tokio::test]
async fn a_page_that_was_away_says_how_much_was_sold() {
    tells_who_was_away(&KOREAN).await;
}

#[tokio::test]
async fn a_page_that_was_away_says_so_in_english_too() {
    tells_who_was_away(&ENGLISH).await;
}

async fn tells_who_was_away(customers: &Customers) {
    let folder = TempDir::new().unwrap();
    let database = format!("sqlite://{}", folder.path().join("shop.db").display());
    let step =
        Program::from(env!("CARGO_BIN_EXE_step-08")).with("DATABASE_URL", database);
    let scene = Scene::open(step, Client::Rust).await;
    let shop = scene.address();
    let browser = Browser::start().await;
    let (away, buyer) = (
        browser.profile_in(customers.language).await,
        browser.profile_in(customers.language).await,
    );
    walk::sign_up(&away, shop, customers.other).await;
    walk::sign_up(&buyer, shop, customers.buyer).await;
    away.open("about:blank").await;
    for (goods_id, name) in [(1, "시원한 콜라"), (2, "시원한 콜라 제로")] {
        walk::put_in_cart(&buyer, shop, goods_id).await;
        walk::check_out(&buyer, shop).await;
        walk::pay_before(&buyer, &buyer, name).await;
    }
    away.open(&format!("{shop}/goods.html")).await;
    let missed = customers.pick(
        "자리를 비운 사이에 구매 2건",
        "2 purchases while you were away.",
    );
    away.shows("[data-notice-away]", missed).await;
    customers.show(&away, "step-08").await;
    for page in [&buyer, &away] {
        assert_eq!(page.console().await, [""; 0]);
    }
}
