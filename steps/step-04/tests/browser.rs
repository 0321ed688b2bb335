//! The step in Chromium: a fake notice for everyone who connects, and a `BUY` that the
//! server just prints.

#![allow(clippy::unwrap_used)]

#[path = "../../../shop/tests/walk/mod.rs"]
mod walk;

use tempfile::TempDir;
use transcript::{Browser, Client, Program, Scene};
use walk::{Customers, ENGLISH, KOREAN};

#[tokio::test]
async fn everyone_who_connects_sees_the_fake_notice_and_can_still_pay() {
    greets_and_prints(&KOREAN).await;
}

#[tokio::test]
async fn an_english_page_shows_the_fake_notice_too() {
    greets_and_prints(&ENGLISH).await;
}

async fn greets_and_prints(customers: &Customers) {
    let folder = TempDir::new().unwrap();
    let database = format!("sqlite://{}", folder.path().join("shop.db").display());
    let step =
        Program::from(env!("CARGO_BIN_EXE_step-04")).with("DATABASE_URL", database);
    let mut scene = Scene::open(step, Client::Rust).await;
    let shop = scene.address().to_owned();
    let browser = Browser::start().await;
    let page = browser.profile_in(customers.language).await;
    walk::sign_up(&page, &shop, customers.buyer).await;

    let bought = customers.bought("서버가 보내준 구매자 닉네임");
    page.shows("[data-notice-sentence]", &bought).await;
    page.lists("[data-notice-date]", ["서버가 보내준 구매 일시"])
        .await;
    customers.show(&page, "step-04").await;

    walk::put_in_cart(&page, &shop, 3).await;
    walk::put_in_cart(&page, &shop, 1).await;
    walk::check_out(&page, &shop).await;
    let printed = format!(
        r#"server {{"nickname":"{}","goodsId":3,"goodsName":"시원한 사이다 외 1개의 상품"}}"#,
        customers.buyer
    );
    scene
        .happens("it pays", page.clicks("[data-pay]"))
        .until([printed.as_str()])
        .await;
    page.waits_for("[data-sent]:not([hidden])").await;

    page.clicks("[data-notice-goods]").await;
    page.waits_for("[data-goods-missing]:not([hidden])").await;
}
