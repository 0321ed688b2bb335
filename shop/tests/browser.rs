//! The shop in Chromium: two people's windows, every page, both color schemes.

#![allow(clippy::unwrap_used)]

mod walk;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::time::Duration;

use clap::Parser;
use serde_json::json;
use shop::{Config, Identity, Shop, TryOrder, admit};
use socketioxide::SocketIo;
use socketioxide::extract::{AckSender, Extension, SocketRef, State};
use socketioxide::handler::ConnectHandler;
use sqlx::{Connection, SqliteConnection};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::time::sleep;
use transcript::{Browser, Client, Page, Program, Scene};
use walk::{ENGLISH, KOREAN};

const ORDERED: &str = "시원한 사이다 외 1개의 상품";

/// A running shop with its own database.
async fn open_shop(folder: &TempDir) -> Scene {
    let database = format!("sqlite://{}", folder.path().join("shop.db").display());
    let program = Program::from(env!("CARGO_BIN_EXE_shop"));
    Scene::open(program.with("DATABASE_URL", database), Client::Rust).await
}

/// Fails with what axe finds wrong with the page in its current state, in both color
/// schemes, and keeps a screenshot of each.
async fn look_at(page: &Page, name: &str) {
    page.light().await;
    page.screenshot(&format!("shop-{name}")).await;
    assert_eq!(page.axe().await, [""; 0], "{name}");
    page.dark().await;
    page.screenshot(&format!("shop-{name}-dark")).await;
    assert_eq!(page.axe().await, [""; 0], "{name}, dark");
    page.light().await;
}

/// Where `Page::screenshot` puts its pictures.
fn screenshots() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    root.join("target/screenshots")
}

#[tokio::test]
async fn a_purchase_in_one_window_shows_up_in_the_other() {
    let folder = TempDir::new().unwrap();
    let scene = open_shop(&folder).await;
    let shop = scene.address();
    let browser = Browser::start().await;
    let (buyer, other) = (browser.profile().await, browser.profile().await);
    walk::sign_up(&buyer, shop, "르탄이").await;
    walk::sign_up(&other, shop, "항해").await;

    walk::put_in_cart(&buyer, shop, 3).await;
    walk::put_in_cart(&buyer, shop, 1).await;
    walk::check_out(&buyer, shop).await;
    walk::pay_before(&other, &buyer, ORDERED).await;
    buyer.waits_for("[data-paid]:not([hidden])").await;
    for page in [&buyer, &other] {
        page.shows(
            "[data-notice-sentence]",
            "르탄이님이 방금 상품을 구매했어요!",
        )
        .await;
        page.lists("[data-notice-goods]", [ORDERED]).await;
    }
    look_at(&buyer, "paid").await;
    look_at(&other, "notice").await;
    other.phone().await;
    look_at(&other, "notice-phone").await;

    // What was paid for is no longer in the cart.
    buyer.open(&format!("{shop}/cart.html")).await;
    buyer.waits_for("[data-cart-empty]:not([hidden])").await;
    assert_eq!(buyer.console().await, [""; 0]);
    assert_eq!(other.console().await, [""; 0]);
}

/// The picture for the READMEs and the book: both windows side by side, in both
/// languages. `cargo run -p book -- pictures` copies it from `target/screenshots`.
#[tokio::test]
async fn two_windows_for_a_picture() {
    let browser = Browser::start().await;
    for customers in [KOREAN, ENGLISH] {
        let folder = TempDir::new().unwrap();
        let scene = open_shop(&folder).await;
        let shop = scene.address();
        let (buys, sees) = (
            browser.profile_in(customers.language).await,
            browser.profile_in(customers.language).await,
        );
        for (page, nickname) in [(&buys, customers.buyer), (&sees, customers.other)] {
            page.size(900, 700).await;
            page.light().await;
            walk::sign_up(page, shop, nickname).await;
        }
        walk::put_in_cart(&buys, shop, 3).await;
        walk::put_in_cart(&buys, shop, 1).await;
        walk::check_out(&buys, shop).await;
        walk::pay_before(&sees, &buys, ORDERED).await;
        let bought = customers.bought(customers.buyer);
        let picture = customers.named("notice");
        let mut windows = String::new();
        for (page, name) in [(&buys, "buyer"), (&sees, "other")] {
            page.shows("[data-notice-sentence]", &bought).await;
            let window = format!("{picture}-{name}");
            page.screenshot(&window).await;
            let file = screenshots().join(format!("{window}.png"));
            windows += &format!("<img src='{}' width=448>", file.display());
        }
        let frame = folder.path().join("frame.html");
        let style = "margin:0;display:flex;gap:4px;background:#999";
        std::fs::write(&frame, format!("<body style='{style}'>{windows}")).unwrap();
        sees.open_file(&frame).await;
        sees.size(900, 348).await;
        sees.screenshot(&picture).await;
    }
}

#[tokio::test]
async fn a_notice_stays_until_it_is_closed_or_replaced() {
    let folder = TempDir::new().unwrap();
    let scene = open_shop(&folder).await;
    let shop = scene.address();
    let browser = Browser::start().await;
    let page = browser.profile().await;
    walk::sign_up(&page, shop, "르탄이").await;
    for (goods_id, name) in [(1, "시원한 콜라"), (2, "시원한 콜라 제로")] {
        walk::put_in_cart(&page, shop, goods_id).await;
        walk::check_out(&page, shop).await;
        walk::pay_before(&page, &page, name).await;
        page.lists("[data-notice-goods]", [name]).await;
    }

    page.open(&format!("{shop}/goods.html")).await;
    page.lists("[data-notice-goods]", ["시원한 콜라 제로"])
        .await;
    page.clicks("[data-notice-goods]").await;
    page.shows("[data-detail] [data-name]", "시원한 콜라 제로")
        .await;
    assert!(page.url().await.ends_with("/detail.html?goodsId=2"));

    page.clicks("[data-notice-close]").await;
    page.lists("[data-notice]", [""; 0]).await;
    page.open(&format!("{shop}/goods.html")).await;
    page.waits_for("[data-goods-link]").await;
    page.lists("[data-notice]", [""; 0]).await;
}

#[tokio::test]
async fn every_page_is_accessible() {
    let folder = TempDir::new().unwrap();
    let scene = open_shop(&folder).await;
    let shop = scene.address();
    let browser = Browser::start().await;
    let page = browser.profile().await;
    page.open(shop).await;
    page.waits_for("[data-login]").await;
    look_at(&page, "login").await;
    page.clicks("[data-submit]").await;
    page.waits_for("[data-error]:not(:empty)").await;
    look_at(&page, "login-error").await;
    page.open(&format!("{shop}/register.html")).await;
    page.waits_for("[data-register]").await;
    look_at(&page, "register").await;

    walk::sign_up(&page, shop, "르탄이").await;
    walk::put_in_cart(&page, shop, 3).await;
    for size in ["", "-phone"] {
        if !size.is_empty() {
            page.phone().await;
        }
        for (path, name, ready) in [
            ("/goods.html", "goods", "[data-goods-link]"),
            (
                "/goods.html?category=food",
                "no-goods",
                "[data-goods-status]",
            ),
            (
                "/detail.html?goodsId=3",
                "detail",
                "[data-detail]:not([hidden])",
            ),
            (
                "/detail.html?goodsId=10",
                "missing",
                "[data-goods-missing]:not([hidden])",
            ),
            ("/cart.html", "cart", "[data-cart]:not([hidden])"),
        ] {
            page.open(&format!("{shop}{path}")).await;
            page.waits_for(ready).await;
            page.waits_for("[data-nickname]:not(:empty)").await;
            look_at(&page, &format!("{name}{size}")).await;
        }
        walk::check_out(&page, shop).await;
        look_at(&page, &format!("order{size}")).await;
        let wide = "return document.documentElement.scrollWidth > innerWidth";
        assert_eq!(page.execute(wide, vec![]).await, false, "scrolls sideways");
    }
}

#[tokio::test]
async fn the_pages_speak_the_readers_language_and_can_switch() {
    let folder = TempDir::new().unwrap();
    let scene = open_shop(&folder).await;
    let browser = Browser::start().await;
    let page = browser.profile_in("en").await;
    page.open(scene.address()).await;
    page.shows("[data-login] h1", "Log in").await;
    page.fills("[name=email]", "nobody@example.com").await;
    page.fills("[name=password]", "wrong").await;
    page.clicks("[data-submit]").await;
    page.waits_for("[data-error]:not(:empty)").await;
    let error = page.texts("[data-error]").await;
    assert!(error[0].is_ascii(), "{error:?}");
    look_at(&page, "login-en").await;

    page.clicks("[data-language]").await;
    page.shows("[data-login] h1", "로그인").await;
    let language = "return document.documentElement.lang";
    assert_eq!(page.execute(language, vec![]).await, "ko");
}

#[tokio::test]
async fn the_wire_panel_shows_the_packets_but_never_the_token() {
    let folder = TempDir::new().unwrap();
    let scene = open_shop(&folder).await;
    let shop = scene.address();
    let browser = Browser::start().await;
    let page = browser.profile().await;
    walk::sign_up(&page, shop, "르탄이").await;
    page.clicks("[data-wire-toggle]").await;
    walk::put_in_cart(&page, shop, 2).await;
    walk::check_out(&page, shop).await;
    walk::pay_before(&page, &page, "시원한 콜라 제로").await;
    page.shows("[data-wire]", r#"["BUY",{"nickname":"르탄이","goodsId":2"#)
        .await;
    page.shows(
        "[data-wire]",
        r#"["BUY_GOODS",{"purchaseId":1,"nickname":"르탄이","goodsId":2"#,
    )
    .await;
    let token = "return localStorage.getItem('token')";
    let token = page.execute(token, vec![]).await;
    let shown = page.texts("[data-wire]").await;
    assert!(shown[0].contains(r#"{"token":"…","after":0}"#), "{shown:?}");
    assert!(!shown[0].contains(token.as_str().unwrap()));
    look_at(&page, "wire").await;
}

#[tokio::test]
async fn an_ended_login_leads_back_to_the_login_page() {
    let folder = TempDir::new().unwrap();
    let scene = open_shop(&folder).await;
    let shop = scene.address();
    let browser = Browser::start().await;
    let page = browser.profile().await;
    page.open(&format!("{shop}/cart.html")).await;
    page.waits_for("[data-login]").await;

    walk::sign_up(&page, shop, "르탄이").await;
    let forge = "localStorage.setItem('token', 'forged')";
    page.execute(forge, vec![]).await;
    page.open(&format!("{shop}/cart.html")).await;
    page.shows("[data-login] [data-status]", "다시 로그인해 주세요.")
        .await;

    page.fills("[name=email]", "nobody@example.com").await;
    page.fills("[name=password]", "wrong").await;
    page.clicks("[data-submit]").await;
    page.shows("[data-error]", "이메일 또는 패스워드가 잘못됐습니다.")
        .await;
}

/// The lesson's own pages connect this way: only the cookie says who they are.
#[tokio::test]
async fn a_page_that_connects_without_a_token_is_recognized_by_its_cookie() {
    let folder = TempDir::new().unwrap();
    let scene = open_shop(&folder).await;
    let browser = Browser::start().await;
    let page = browser.profile().await;
    walk::sign_up(&page, scene.address(), "르탄이").await;
    let bare = "io('/', { forceNew: true }).on('WHO', ({ nickname }) => {\
                document.querySelector('h1').textContent = `WHO: ${nickname}`; });";
    page.execute(bare, vec![]).await;
    page.shows("h1", "WHO: 르탄이").await;
}

/// How a shop's connection differs from a good one: when it says something, if at all.
#[derive(Clone, Copy, Default)]
struct Line {
    /// The delay before WHO comes.
    who: Duration,
    /// The delay before a BUY is handled.
    buy: Duration,
    /// How many BUYs are sold without their answer arriving.
    lost: usize,
}

/// Returns its address, the shop itself, and the folder of its database.
async fn shop_over(line: Line) -> (String, Shop, TempDir) {
    let folder = TempDir::new().unwrap();
    let database = format!("sqlite://{}", folder.path().join("shop.db").display());
    let flags = ["shop", "0", "--database-url", &database];
    let shop = Shop::open(&Config::try_parse_from(flags).unwrap())
        .await
        .unwrap();
    let (socket_io, io) = SocketIo::builder().with_state(shop.clone()).build_layer();
    let lost = Arc::new(AtomicUsize::new(line.lost));
    let buy = async move |Extension(buyer): Extension<Identity>,
                          State(shop): State<Shop>,
                          TryOrder(order): TryOrder,
                          ack: AckSender| {
        sleep(line.buy).await;
        let answer = match shop.buy(&buyer, order).await {
            Ok(purchase) => json!({"ok": true, "purchaseId": purchase.purchase_id}),
            Err(refusal) => refusal.to_json(),
        };
        let less = |lost: usize| lost.checked_sub(1);
        if lost.fetch_update(Relaxed, Relaxed, less).is_err() {
            // The connection may have broken meanwhile.
            ack.send(&answer).ok();
        }
    };
    let hear = async move |socket: SocketRef| {
        socket.on("BUY", buy.clone());
        Ok::<(), std::convert::Infallible>(())
    };
    let welcome = async move |socket: SocketRef| {
        sleep(line.who).await;
        // The page may have been left meanwhile.
        socket.emit("WHO", &json!({"nickname": "르탄이"})).ok();
    };
    io.ns("/", welcome.with(hear).with(admit));
    let app = shop
        .routes()
        .layer(socket_io)
        .route("/socket.io/{file}", assets::client());
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, app).await });
    (address, shop, folder)
}

/// A new member, on the page of an order.
async fn about_to_pay(page: &Page, shop: &str) {
    walk::sign_up(page, shop, "르탄이").await;
    walk::put_in_cart(page, shop, 3).await;
    walk::check_out(page, shop).await;
}

async fn slow_shop() -> (String, Shop, TempDir) {
    let (who, buy) = (Duration::from_secs(6), Duration::from_secs(4));
    shop_over(Line { who, buy, lost: 0 }).await
}

#[tokio::test]
async fn on_a_slow_connection_nothing_is_called_paid_before_the_shop_says_so() {
    let (shop, _, _folder) = slow_shop().await;
    let browser = Browser::start().await;
    let page = browser.profile_in("en").await;
    about_to_pay(&page, &shop).await;
    page.clicks("[data-pay]").await;
    page.waits_for("[data-sent]:not([hidden])").await;
    page.waits_for("[data-paid][hidden]").await;
    look_at(&page, "sent").await;
    page.waits_for("[data-paid]:not([hidden])").await;
    page.waits_for("[data-sent][hidden]").await;
    page.open(&format!("{shop}/cart.html")).await;
    page.waits_for("[data-cart-empty]:not([hidden])").await;
    assert_eq!(page.console().await, [""; 0]);
}

#[tokio::test]
async fn on_a_slow_connection_a_late_refusal_corrects_the_page() {
    let (shop, _, folder) = slow_shop().await;
    let browser = Browser::start().await;
    let page = browser.profile_in("en").await;
    about_to_pay(&page, &shop).await;
    raise_price(&folder).await;
    page.clicks("[data-pay]").await;
    page.waits_for("[data-sent]:not([hidden])").await;
    page.shows("[data-error]", "The price has changed.").await;
    page.waits_for("[data-sent][hidden]").await;
    page.waits_for("[data-pay]:not([hidden])").await;
    page.open(&format!("{shop}/cart.html")).await;
    page.waits_for("[data-cart]:not([hidden])").await;
}

#[tokio::test]
async fn an_order_whose_answer_is_lost_is_sent_again_and_bought_once() {
    let line = Line {
        lost: 2,
        ..Line::default()
    };
    let (address, shop, _folder) = shop_over(line).await;
    let browser = Browser::start().await;
    let page = browser.profile().await;
    about_to_pay(&page, &address).await;
    page.clicks("[data-pay]").await;
    page.shows("[data-status]", "같은 주문을 다시 보내고 있어요")
        .await;
    look_at(&page, "paying-again").await;
    page.waits_for("[data-paid]:not([hidden])").await;
    page.shows("[data-paid-number]", "주문 번호는 1번이에요.")
        .await;
    assert_eq!(shop.purchases_after(0, 100).await.unwrap().len(), 1);
}

/// What engine.io takes for the end of a connection.
async fn break_the_connection_of(page: &Page) {
    let offline = "dispatchEvent(new Event('offline'))";
    page.execute(offline, vec![]).await;
}

#[tokio::test]
async fn an_order_stays_on_its_way_if_the_connection_breaks_for_long() {
    let (who, lost) = (Duration::from_secs(8), 1);
    let line = Line {
        who,
        lost,
        ..Line::default()
    };
    let (address, shop, _folder) = shop_over(line).await;
    let browser = Browser::start().await;
    let page = browser.profile().await;
    about_to_pay(&page, &address).await;
    sleep(who + Duration::from_millis(500)).await;
    page.clicks("[data-pay]").await;
    break_the_connection_of(&page).await;
    // Longer than it waits for an answer, and shorter than until the next WHO.
    sleep(Duration::from_millis(6500)).await;
    assert_eq!(page.texts("[data-sent]:not([hidden])").await, [""; 0]);
    page.waits_for("[data-paid]:not([hidden])").await;
    assert_eq!(shop.purchases_after(0, 100).await.unwrap().len(), 1);
}

#[tokio::test]
async fn an_order_that_was_only_sent_is_not_sent_to_the_next_server() {
    let line = Line {
        who: Duration::from_secs(4),
        lost: 1,
        ..Line::default()
    };
    let (address, _shop, _folder) = shop_over(line).await;
    let browser = Browser::start().await;
    let page = browser.profile().await;
    about_to_pay(&page, &address).await;
    page.clicks("[data-pay]").await;
    page.waits_for("[data-sent]:not([hidden])").await;
    break_the_connection_of(&page).await;
    sleep(Duration::from_secs(7)).await;
    page.waits_for("[data-sent]:not([hidden])").await;
    page.waits_for("[data-paid][hidden]").await;
}

#[tokio::test]
async fn a_made_up_number_does_not_keep_a_page_from_hearing() {
    let folder = TempDir::new().unwrap();
    let scene = open_shop(&folder).await;
    let shop = scene.address();
    let browser = Browser::start().await;
    let page = browser.profile().await;
    walk::sign_up(&page, shop, "르탄이").await;
    for made_up in ["\"x\"", "{", "1.5", "-1"] {
        let keep = "localStorage.setItem('heard', arguments[0])";
        page.execute(keep, vec![made_up.into()]).await;
        page.open(&format!("{shop}/goods.html")).await;
        page.waits_for("[data-live-status=live]").await;
    }
}

#[tokio::test]
async fn goods_taken_out_of_the_cart_stay_out() {
    let folder = TempDir::new().unwrap();
    let scene = open_shop(&folder).await;
    let shop = scene.address();
    let browser = Browser::start().await;
    let page = browser.profile().await;
    walk::sign_up(&page, shop, "르탄이").await;
    walk::put_in_cart(&page, shop, 3).await;
    page.open(&format!("{shop}/cart.html")).await;
    page.waits_for("[data-cart-row]").await;
    // A slow line for quantities.
    let slow = "const fast = window.fetch;\
                window.fetch = (url, how) => how.method !== 'PUT' ? fast(url, how) :\
                new Promise((resolve) => setTimeout(() => resolve(fast(url, how)), 500));";
    page.execute(slow, vec![]).await;
    page.clicks("[data-more]").await;
    page.clicks("[data-more]").await;
    page.clicks("[data-remove]").await;
    page.waits_for("[data-cart-empty]:not([hidden])").await;
    sleep(Duration::from_millis(1500)).await;
    page.open(&format!("{shop}/cart.html")).await;
    page.waits_for("[data-cart-empty]:not([hidden])").await;
}

#[tokio::test]
async fn an_order_on_its_way_outlives_its_page() {
    let line = Line {
        lost: 1,
        ..Line::default()
    };
    let (address, shop, _folder) = shop_over(line).await;
    let browser = Browser::start().await;
    let page = browser.profile().await;
    about_to_pay(&page, &address).await;
    let order = page.url().await;
    page.clicks("[data-pay]").await;
    page.shows("[data-status]", "결제하는 중이에요…").await;
    // Another page, then the order's own page again: by now, the order is known to be
    // paid.
    page.open(&format!("{address}/goods.html")).await;
    let paid = "return Object.values(JSON.parse(localStorage.orders))[0].state";
    let mut state = json!(null);
    while state != "paid" {
        state = page.execute(paid, vec![]).await;
        sleep(Duration::from_millis(50)).await;
    }
    page.open(&order).await;
    page.shows("[data-paid-number]", "주문 번호는 1번이에요.")
        .await;
    page.waits_for("[data-pay][hidden]").await;
    assert_eq!(shop.purchases_after(0, 100).await.unwrap().len(), 1);
}

#[tokio::test]
async fn if_the_price_changes_before_paying_the_buyer_is_asked_again() {
    let folder = TempDir::new().unwrap();
    let scene = open_shop(&folder).await;
    let shop = scene.address();
    let browser = Browser::start().await;
    let page = browser.profile_in("en").await;
    about_to_pay(&page, shop).await;
    page.shows("[data-total]", "₩4,500").await;
    raise_price(&folder).await;
    page.clicks("[data-pay]").await;
    page.shows(
        "[data-error]",
        "The price has changed. The new total is ₩4,600.",
    )
    .await;
    page.shows("[data-total]", "₩4,600").await;
    look_at(&page, "price-changed").await;
    page.clicks("[data-pay]").await;
    page.waits_for("[data-paid]:not([hidden])").await;
    page.shows("[data-paid-number]", "This is order number 1.")
        .await;

    // The price that was paid is the one that was confirmed.
    page.open(&format!("{shop}/orders.html")).await;
    page.shows("[data-order] [data-total]", "₩4,600").await;
    page.lists("[data-order-number]", ["Order 1"]).await;
    look_at(&page, "orders").await;
    page.phone().await;
    look_at(&page, "orders-phone").await;
}

async fn raise_price(folder: &TempDir) {
    let url = format!("sqlite://{}", folder.path().join("shop.db").display());
    let mut database = SqliteConnection::connect(&url).await.unwrap();
    sqlx::query("update goods set price = 4600 where goods_id = 3")
        .execute(&mut database)
        .await
        .unwrap();
}

#[tokio::test]
async fn people_who_look_at_the_same_goods_see_how_many_they_are() {
    let folder = TempDir::new().unwrap();
    let scene = open_shop(&folder).await;
    let shop = scene.address();
    let detail = |goods_id| format!("{shop}/detail.html?goodsId={goods_id}");
    let browser = Browser::start().await;
    let (rtan, hanghae) = (browser.profile().await, browser.profile().await);
    walk::sign_up(&rtan, shop, "르탄이").await;
    walk::sign_up(&hanghae, shop, "항해").await;
    rtan.open(&detail(3)).await;
    hanghae.open(&detail(3)).await;
    for page in [&rtan, &hanghae] {
        page.shows("[data-viewers]", "총 2명이 이 상품을 구경하고 있어요.")
            .await;
    }
    look_at(&rtan, "viewers").await;
    hanghae.open(&detail(2)).await;
    rtan.lists("[data-viewers]", [""]).await;
    hanghae.open(&detail(3)).await;
    rtan.shows("[data-viewers]", "총 2명").await;
    hanghae.open("about:blank").await;
    rtan.lists("[data-viewers]", [""]).await;
}

#[tokio::test]
async fn a_page_that_was_away_says_how_much_was_sold() {
    let folder = TempDir::new().unwrap();
    let scene = open_shop(&folder).await;
    let shop = scene.address();
    let browser = Browser::start().await;
    let (away, buyer) = (browser.profile().await, browser.profile().await);
    walk::sign_up(&away, shop, "항해").await;
    walk::sign_up(&buyer, shop, "르탄이").await;
    away.open("about:blank").await;
    for (goods_id, name) in [(1, "시원한 콜라"), (2, "시원한 콜라 제로")] {
        walk::put_in_cart(&buyer, shop, goods_id).await;
        walk::check_out(&buyer, shop).await;
        walk::pay_before(&buyer, &buyer, name).await;
    }
    away.open(&format!("{shop}/goods.html")).await;
    away.shows("[data-notice-away]", "자리를 비운 사이에 구매 2건")
        .await;
    away.lists("[data-notice-goods]", ["시원한 콜라 제로"])
        .await;
    look_at(&away, "away").await;
    // The next purchase is news; nobody was away for it.
    walk::put_in_cart(&buyer, shop, 3).await;
    walk::check_out(&buyer, shop).await;
    walk::pay_before(&away, &buyer, "시원한 사이다").await;
    away.lists("[data-notice-away]", [""; 0]).await;
}

#[tokio::test]
async fn logging_out_ends_the_login_and_leads_to_the_login_page() {
    let folder = TempDir::new().unwrap();
    let scene = open_shop(&folder).await;
    let shop = scene.address();
    let browser = Browser::start().await;
    let page = browser.profile().await;
    walk::sign_up(&page, shop, "르탄이").await;
    let token = page
        .execute("return localStorage.getItem('token')", vec![])
        .await;
    let me = || {
        let request = reqwest::Client::new().get(format!("{shop}/api/users/me"));
        request.bearer_auth(token.as_str().unwrap()).send()
    };
    assert_eq!(me().await.unwrap().status(), 200);
    page.clicks("[data-log-out]").await;
    page.waits_for("[data-login]").await;
    assert_eq!(me().await.unwrap().status(), 401);
    assert_eq!(page.console().await, [""; 0]);
}

#[tokio::test]
async fn a_long_list_of_goods_comes_in_parts() {
    let folder = TempDir::new().unwrap();
    let scene = open_shop(&folder).await;
    let shop = scene.address();
    let url = format!("sqlite://{}", folder.path().join("shop.db").display());
    let mut database = SqliteConnection::connect(&url).await.unwrap();
    sqlx::query(
        "with recursive n (n) as (select 10 union all select n + 1 from n where n < 159) \
         insert into goods (goods_id, name, thumbnail_url, category, price, \
         created_at, updated_at) \
         select n, 'x' || n, '/images/cola.svg', 'food', n, \
         '2022-07-07T00:10:32Z', '2022-07-07T00:10:32Z' from n",
    )
    .execute(&mut database)
    .await
    .unwrap();
    let browser = Browser::start().await;
    let page = browser.profile().await;
    walk::sign_up(&page, shop, "르탄이").await;
    page.shows("[data-goods-status]", "상품 100개").await;
    page.clicks("[data-further]").await;
    page.shows("[data-goods-status]", "상품 153개").await;
    page.waits_for("[data-further][hidden]").await;
    // Each exactly once, highest number first.
    let script = "return [...document.querySelectorAll('[data-goods]')]\
                  .map((card) => Number(card.dataset.goods))";
    let shown = page.execute(script, vec![]).await;
    let all: Vec<i64> = (10..=159).rev().chain([3, 2, 1]).collect();
    assert_eq!(shown, json!(all));
    assert_eq!(page.console().await, [""; 0]);
}

/// Nothing gets out or in.
async fn is_offline(page: &Page, offline: bool) {
    let network = json!({
        "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1,
    });
    page.devtools("Network.enable", json!({})).await;
    page.devtools("Network.emulateNetworkConditions", network)
        .await;
    if offline {
        break_the_connection_of(page).await;
    }
}

const NOT_KEPT: &str = "브라우저가 이 사이트의 데이터를 저장하지 않고 있어서";

#[tokio::test]
async fn a_browser_that_keeps_nothing_says_so_on_every_page() {
    let folder = TempDir::new().unwrap();
    let scene = open_shop(&folder).await;
    let shop = scene.address();
    let browser = Browser::start().await;
    let page = browser.profile().await;
    walk::sign_up(&page, shop, "르탄이").await;
    walk::put_in_cart(&page, shop, 3).await;
    let full = "for (let size = 1 << 22, count = 0; size > 0; count += 1) {
        try { localStorage.setItem(`full${count}`, 'x'.repeat(size)); } catch { size >>= 1; }
    }";
    page.execute(full, vec![]).await;
    page.clicks("[data-buy-now]").await;
    page.shows("[data-error]", NOT_KEPT).await;
    page.open(&format!("{shop}/cart.html")).await;
    page.clicks("[data-cart]:not([hidden]) [data-check-out]")
        .await;
    page.shows("[data-error]", NOT_KEPT).await;

    let blocked = "Object.defineProperty(window, 'localStorage', {
        get() { throw new DOMException('', 'SecurityError'); },
    });";
    let source = json!({ "source": blocked });
    page.devtools("Page.addScriptToEvaluateOnNewDocument", source)
        .await;
    for name in [
        "index", "register", "goods", "detail", "cart", "order", "orders",
    ] {
        page.open(&format!("{shop}/{name}.html")).await;
        page.shows("main > .wrong", NOT_KEPT).await;
    }
    look_at(&page, "nothing-kept").await;
}

#[tokio::test]
async fn what_another_program_has_kept_does_no_harm() {
    let folder = TempDir::new().unwrap();
    let scene = open_shop(&folder).await;
    let shop = scene.address();
    let browser = Browser::start().await;
    let page = browser.profile().await;
    walk::sign_up(&page, shop, "르탄이").await;
    for orders in [
        "{",
        "null",
        "7",
        "[null]",
        r#"{"1":null,"2":{"state":"paying"}}"#,
    ] {
        let keep = "localStorage.setItem('orders', arguments[0])";
        page.execute(keep, vec![orders.into()]).await;
        walk::put_in_cart(&page, shop, 3).await;
        walk::check_out(&page, shop).await;
    }
}

#[tokio::test]
async fn a_login_page_is_left_once_another_tab_has_logged_in() {
    let folder = TempDir::new().unwrap();
    let scene = open_shop(&folder).await;
    let shop = scene.address();
    let browser = Browser::start().await;
    let page = browser.profile().await;
    walk::sign_up(&page, shop, "르탄이").await;
    for name in ["", "register.html"] {
        let take = "const it = localStorage.token; delete localStorage.token; return it";
        let token = page.execute(take, vec![]).await;
        page.open(&format!("{shop}/{name}")).await;
        page.waits_for("[data-submit]").await;
        let other_tab = "localStorage.token = arguments[0]; \
                         dispatchEvent(new StorageEvent('storage'))";
        page.execute(other_tab, vec![token]).await;
        page.waits_for("[data-goods-list]").await;
    }
}

/// The browser's timers stand still while the computer sleeps, and its clock goes on.
#[tokio::test]
async fn after_a_sleep_an_order_is_not_kept_for_a_later_connection() {
    let (address, shop, _folder) = shop_over(Line::default()).await;
    let browser = Browser::start().await;
    let page = browser.profile().await;
    about_to_pay(&page, &address).await;
    page.waits_for("[data-live-status=live]").await;
    let sleeps = "const awake = Date.now; Date.now = () => awake() + 100_000";
    page.execute(sleeps, vec![]).await;
    page.clicks("[data-pay]").await;
    page.shows("[data-error]", "서버와 연결이 끊어져 있어서")
        .await;
    sleep(Duration::from_secs(3)).await;
    assert!(shop.purchases_after(0, 100).await.unwrap().is_empty());
    page.waits_for("[data-live-status=live]").await;
    page.clicks("[data-pay]").await;
    page.waits_for("[data-paid]:not([hidden])").await;
    assert_eq!(shop.purchases_after(0, 100).await.unwrap().len(), 1);
}

#[tokio::test]
async fn an_order_that_another_tab_has_bought_stays_bought() {
    let (address, _shop, _folder) = shop_over(Line::default()).await;
    let browser = Browser::start().await;
    let page = browser.profile().await;
    about_to_pay(&page, &address).await;
    page.waits_for("[data-live-status=live]").await;
    // This tab has no connection, and as soon as it tries, the other one has bought it.
    let other_tab = "const awake = Date.now; Date.now = () => awake() + 100_000;
        const keep = Storage.prototype.setItem;
        Storage.prototype.setItem = function (key, value) {
            const state = '\"state\":\"paid\",\"purchaseId\":7';
            keep.call(this, key, value.replace('\"state\":\"paying\"', state));
        };";
    page.execute(other_tab, vec![]).await;
    page.clicks("[data-pay]").await;
    page.waits_for("[data-paid]:not([hidden])").await;
    page.shows("[data-paid-number]", "주문 번호는 7번이에요.")
        .await;
    page.lists("[data-error]", [""]).await;
}

#[tokio::test]
async fn a_page_that_reconnects_hears_what_it_missed_itself() {
    let folder = TempDir::new().unwrap();
    let scene = open_shop(&folder).await;
    let shop = scene.address();
    let browser = Browser::start().await;
    let (page, buyer) = (browser.profile().await, browser.profile().await);
    walk::sign_up(&page, shop, "항해").await;
    walk::sign_up(&buyer, shop, "르탄이").await;
    page.open(&format!("{shop}/detail.html?goodsId=3")).await;
    walk::put_in_cart(&buyer, shop, 3).await;
    walk::check_out(&buyer, shop).await;
    walk::pay_before(&page, &buyer, "시원한 사이다").await;
    buyer.open(&format!("{shop}/detail.html?goodsId=3")).await;
    page.shows("[data-viewers]", "총 2명").await;

    is_offline(&page, true).await;
    // How many there are now, nobody knows.
    page.lists("[data-viewers]", [""]).await;
    walk::put_in_cart(&buyer, shop, 1).await;
    walk::check_out(&buyer, shop).await;
    walk::pay_before(&buyer, &buyer, "시원한 콜라").await;
    // Another tab of this browser has heard of it.
    page.execute("localStorage.heard = 2", vec![]).await;
    is_offline(&page, false).await;
    page.lists("[data-notice-goods]", ["시원한 콜라"]).await;
}
