//! A customer's way through the shop's pages, whichever server serves them.

use std::time::{Duration, Instant};

use transcript::Page;

/// Signs up and logs in; the password is the nickname. Ends on the goods.
pub async fn sign_up(page: &Page, shop: &str, nickname: &str) {
    page.open(&format!("{shop}/register.html")).await;
    page.fills("[name=nickname]", nickname).await;
    page.fills("[name=email]", &format!("{}@example.com", hex(nickname)))
        .await;
    page.fills("[name=password]", nickname).await;
    page.fills("[name=confirmPassword]", nickname).await;
    page.clicks("[data-submit]").await;

    // The email stands there already.
    page.waits_for("[data-login]").await;
    page.fills("[name=password]", nickname).await;
    page.clicks("[data-submit]").await;
    page.waits_for("[data-goods-link]").await;
    page.shows("[data-nickname]", nickname).await;
}

pub async fn put_in_cart(page: &Page, shop: &str, goods_id: i64) {
    page.open(&format!("{shop}/detail.html?goodsId={goods_id}"))
        .await;
    page.clicks("[data-detail]:not([hidden]) [data-put-in-cart]")
        .await;
    page.waits_for("[data-in-cart]:not(:empty)").await;
}

/// From the cart to the order's page, ready to pay.
pub async fn check_out(page: &Page, shop: &str) {
    page.open(&format!("{shop}/cart.html")).await;
    page.clicks("[data-cart]:not([hidden]) [data-check-out]")
        .await;
    page.waits_for("[data-order]:not([hidden]) [data-pay]")
        .await;
}

// Step 4 shares this file and announces nothing.
#[allow(dead_code)]
/// Presses the button, and waits until `other` shows the notice: within a second.
pub async fn pay_before(other: &Page, buyer: &Page, goods_name: &str) {
    buyer.clicks("[data-pay]").await;
    let paid = Instant::now();
    other.shows("[data-notice-goods]", goods_name).await;
    let late = paid.elapsed();
    assert!(late < Duration::from_secs(1), "the notice took {late:?}");
}

/// An address has no Hangul in it.
fn hex(nickname: &str) -> String {
    nickname.bytes().map(|byte| format!("{byte:x}")).collect()
}
