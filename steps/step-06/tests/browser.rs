//! The step in Chromium: two people look at the same goods.

#![allow(clippy::unwrap_used)]

#[path = "../../../shop/tests/walk/mod.rs"]
mod walk;

use tempfile::TempDir;
use transcript::{Browser, Client, Program, Scene};
use walk::{Customers, ENGLISH, KOREAN};

#[tokio::test]
async fn people_who_look_at_the_same_goods_see_how_many_they_are() {
    counts_viewers(&KOREAN).await;
}

#[tokio::test]
async fn english_pages_say_how_many_they_are_too() {
    counts_viewers(&ENGLISH).await;
}

async fn counts_viewers(customers: &Customers) {
    let folder = TempDir::new().unwrap();
    let database = format!("sqlite://{}", folder.path().join("shop.db").display());
    let step =
        Program::from(env!("CARGO_BIN_EXE_step-06")).with("DATABASE_URL", database);
    let scene = Scene::open(step, Client::Rust).await;
    let shop = scene.address();
    let detail = |goods_id| format!("{shop}/detail.html?goodsId={goods_id}");
    let browser = Browser::start().await;
    let (rtan, hanghae) = (
        browser.profile_in(customers.language).await,
        browser.profile_in(customers.language).await,
    );
    walk::sign_up(&rtan, shop, customers.buyer).await;
    walk::sign_up(&hanghae, shop, customers.other).await;

    rtan.open(&detail(3)).await;
    hanghae.open(&detail(3)).await;
    let two = customers.pick(
        "총 2명이 이 상품을 구경하고 있어요.",
        "2 people are looking at this.",
    );
    for page in [&rtan, &hanghae] {
        page.shows("[data-viewers]", two).await;
    }
    customers.show(&rtan, "step-06").await;
    hanghae.open(&detail(2)).await;
    rtan.lists("[data-viewers]", [""]).await;
    hanghae.open(&detail(3)).await;
    rtan.shows("[data-viewers]", two).await;

    // Purchases are still announced.
    walk::put_in_cart(&hanghae, shop, 3).await;
    walk::check_out(&hanghae, shop).await;
    walk::pay_before(&rtan, &hanghae, "시원한 사이다").await;
    rtan.lists("[data-viewers]", [""]).await;
    for page in [&rtan, &hanghae] {
        assert_eq!(page.console().await, [""; 0]);
    }
}
