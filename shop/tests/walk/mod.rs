//! A customer's path through the shop's pages, whichever server serves them.

// Each program that includes this file needs only some of it.
#![allow(dead_code)]

use std::time::{Duration, Instant};

use transcript::Page;

/// Two customers, and the language in which the pages speak to them.
pub struct Customers {
    pub language: &'static str,
    pub buyer: &'static str,
    pub other: &'static str,
}

pub const KOREAN: Customers = Customers {
    language: "ko",
    buyer: "르탄이",
    other: "항해",
};

pub const ENGLISH: Customers = Customers {
    language: "en",
    buyer: "Rtan",
    other: "Hanghae",
};

impl Customers {
    /// The one of two texts in their language.
    pub fn pick(&self, korean: &'static str, english: &'static str) -> &'static str {
        match self.language {
            "ko" => korean,
            _ => english,
        }
    }

    /// What a notice says about a buyer.
    pub fn bought(&self, nickname: &str) -> String {
        let said = self.pick("님이 방금 상품을 구매했어요!", " just bought something!");
        format!("{nickname}{said}")
    }

    /// The name of a picture in their language, as in the book: `notice.ko`, `notice`.
    pub fn named(&self, picture: &str) -> String {
        format!("{picture}{}", self.pick(".ko", ""))
    }

    /// Takes a picture for the book; `cargo run -p book -- pictures` copies it.
    pub async fn show(&self, page: &Page, picture: &str) {
        page.light().await;
        let tidy =
            "scrollTo(0, 0); document.documentElement.style.scrollbarWidth = 'none'";
        page.execute(tidy, vec![]).await;
        page.small_screenshot(&self.named(picture), 800, 600).await;
    }
}

/// Signs up and logs in, with the nickname as the password. Ends on the list of goods.
pub async fn sign_up(page: &Page, shop: &str, nickname: &str) {
    page.open(&format!("{shop}/register.html")).await;
    page.fills("[name=nickname]", nickname).await;
    page.fills("[name=email]", &format!("{}@example.com", hex(nickname)))
        .await;
    page.fills("[name=password]", nickname).await;
    page.fills("[name=confirmPassword]", nickname).await;
    page.clicks("[data-submit]").await;

    // The email is already filled in.
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

/// Presses the button, and waits until `other` shows the notice, not for long.
pub async fn pay_before(other: &Page, buyer: &Page, goods_name: &str) {
    buyer.clicks("[data-pay]").await;
    let paid = Instant::now();
    other.shows("[data-notice-goods]", goods_name).await;
    let late = paid.elapsed();
    assert!(late < Duration::from_secs(5), "the notice took {late:?}");
}

/// An email address can't contain Hangul.
fn hex(nickname: &str) -> String {
    nickname.bytes().map(|byte| format!("{byte:x}")).collect()
}
