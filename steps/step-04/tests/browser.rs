//! The step in Chromium: a fake notice for everyone who connects, and a `BUY` that the
//! server only prints.

#![allow(clippy::unwrap_used)]

#[path = "../../../shop/tests/walk/mod.rs"]
mod walk;

use tempfile::TempDir;
use transcript::{Browser, Client, Program, Scene};

#[tokio::test]
async fn whoever_connects_sees_the_fake_notice_and_may_pay_all_the_same() {
    let folder = TempDir::new().unwrap();
    let database = format!("sqlite://{}", folder.path().join("shop.db").display());
    let step =
        Program::from(env!("CARGO_BIN_EXE_step-04")).with("DATABASE_URL", database);
    let mut scene = Scene::open(step, Client::Rust).await;
    let shop = scene.address().to_owned();
    let browser = Browser::start().await;
    let page = browser.profile().await;
    walk::sign_up(&page, &shop, "르탄이").await;

    page.shows(
        "[data-notice-sentence]",
        "서버가 보내준 구매자 닉네임님이 방금 상품을 구매했어요!",
    )
    .await;
    page.lists("[data-notice-date]", ["서버가 보내준 구매 일시"])
        .await;
    page.screenshot("step-04").await;

    walk::put_in_cart(&page, &shop, 3).await;
    walk::put_in_cart(&page, &shop, 1).await;
    walk::check_out(&page, &shop).await;
    scene
        .happens("it pays", page.clicks("[data-pay]"))
        .until([concat!(
            r#"server {"nickname":"르탄이","goodsId":3,"#,
            r#""goodsName":"시원한 사이다 외 1개의 상품"}"#
        )])
        .await;
    page.waits_for("[data-sent]:not([hidden])").await;

    page.clicks("[data-notice-goods]").await;
    page.waits_for("[data-goods-missing]:not([hidden])").await;
}
