//! Which names the shop answers to, and who may register goods.

use futures_util::{StreamExt, stream};
use reqwest::Method;
use serde_json::{Value, json};
use transcript::{Handshake, Light};

use crate::support::{TestShop, answer, refusal};

const NOT_THE_SHOP: &str = "이 쇼핑몰의 주소가 아닙니다.";

fn goods(goods_id: i64) -> Value {
    json!({
        "goodsId": goods_id, "name": format!("상품 {goods_id}"), "price": 100,
        "thumbnailUrl": "/images/cola.svg", "category": "food",
    })
}

async fn register(shop: &TestShop, token: &str, goods_id: i64) -> (u16, Value) {
    shop.post("/api/goods", token, goods(goods_id)).await
}

/// A page of `evil.example`, after that name was made to point to this machine.
fn rebound(host: &str) -> Handshake {
    Handshake {
        headers: vec![
            ("host", host.to_owned()),
            ("origin", format!("http://{host}")),
        ],
        ..Handshake::default()
    }
}

#[tokio::test]
async fn a_shop_that_knows_its_names_answers_to_no_other() {
    let shop = TestShop::open_with(&["--hosts", "Shop.Example.com,b.example"]).await;
    for (host, known) in [
        ("shop.example.com", true),
        ("SHOP.example.com:8080", true),
        ("shop.example.com.", true),
        ("b.example", true),
        ("localhost:3000", true),
        ("127.0.0.1", true),
        ("[::1]:8080", true),
        ("evil.example", false),
        ("evil.example:8080", false),
        ("shop.example.com.evil.example", false),
        ("example.com", false),
    ] {
        for path in ["/", "/api/goods", "/healthz", "/socket.io/socket.io.js"] {
            let request = shop.request(Method::GET, path, "").header("host", host);
            let said = answer(request).await;
            match known {
                true => assert_ne!(said.0, 421, "{host}{path}"),
                false => assert_eq!(said, refusal(421, NOT_THE_SHOP), "{host}{path}"),
            }
        }
        let let_in = Light::connect(&shop.url, rebound(host)).await.is_ok();
        assert_eq!(let_in, known, "{host}");
    }
}

#[tokio::test]
async fn a_shop_without_a_name_accepts_any() {
    let shop = TestShop::open().await;
    assert!(
        Light::connect(&shop.url, rebound("shop.example"))
            .await
            .is_ok()
    );
}

#[tokio::test]
async fn anyone_can_register_a_hundred_goods_and_no_more() {
    let shop = TestShop::open().await;
    let (rtan, hanghae) = (shop.member("르탄이").await, shop.member("항해").await);
    let most = refusal(403, "상품은 한 계정에서 100개까지만 등록할 수 있습니다.");
    // Even many at once, and in any order.
    let all = stream::iter(100..220).map(|goods_id| register(&shop, &rtan, goods_id));
    let all: Vec<_> = all.buffer_unordered(20).collect().await;
    let (taken, refused): (Vec<_>, Vec<_>) = all.into_iter().partition(|it| it.0 == 201);
    assert_eq!((taken.len(), refused.len()), (100, 20));
    assert!(refused.iter().all(|said| *said == most), "{refused:?}");
    // A taken number is reported as taken, no matter how many goods the account has.
    assert_eq!(register(&shop, &rtan, 1).await.1["success"], false);
    assert_eq!(register(&shop, &rtan, 500).await, most);
    assert_eq!(register(&shop, &hanghae, 500).await.0, 201);
}

#[tokio::test]
async fn if_admins_are_named_nobody_else_can_register_goods() {
    let flags = ["--admins", "RTAN@example.com,르탄이@example.com"];
    let shop = TestShop::open_with(&flags).await;
    let (admin, other) = (shop.member("르탄이").await, shop.member("항해").await);
    let said = register(&shop, &other, 10).await;
    assert_eq!(said, refusal(403, "관리자만 상품을 등록할 수 있습니다."));
    for goods_id in 10..120 {
        assert_eq!(register(&shop, &admin, goods_id).await.0, 201);
    }
}

async fn page(shop: &TestShop, token: &str, query: &str) -> Vec<i64> {
    let (status, answer) = shop.get(&format!("/api/goods?{query}"), token).await;
    assert_eq!(status, 200, "{answer}");
    let goods = answer["goods"].as_array().unwrap().iter();
    goods
        .map(|goods| goods["goodsId"].as_i64().unwrap())
        .collect()
}

#[tokio::test]
async fn ten_thousand_goods_are_listed_a_hundred_at_a_time() {
    let shop = TestShop::open_with(&["--no-seed"]).await;
    let token = shop.member("르탄이").await;
    shop.execute(
        "with recursive n (n) as (select 1 union all select n + 1 from n where n < 10000) \
         insert into goods (goods_id, name, thumbnail_url, category, price, \
         created_at, updated_at) \
         select n, 'x', '/x', case n % 2 when 0 then 'drink' else 'food' end, n, \
         '2022-07-07T00:10:32Z', '2022-07-07T00:10:32Z' from n",
    )
    .await;
    let first = page(&shop, &token, "").await;
    assert_eq!(first, (9901..=10000).rev().collect::<Vec<_>>());
    let next = page(&shop, &token, "before=9901").await;
    assert_eq!(next, (9801..=9900).rev().collect::<Vec<_>>());
    assert_eq!(
        page(&shop, &token, "category=drink&before=7&limit=2").await,
        [6, 4]
    );
    assert_eq!(page(&shop, &token, "before=1").await, [0; 0]);
    for query in ["limit=0", "limit=101", "before=x", "before=0"] {
        let (status, answer) = shop.get(&format!("/api/goods?{query}"), &token).await;
        assert_eq!(
            (status, &answer["code"]),
            (400, &json!("out_of_range")),
            "{query}"
        );
    }

    // All of them, page by page.
    let (mut all, mut before) = (Vec::new(), String::new());
    loop {
        let goods = page(&shop, &token, &before).await;
        let Some(last) = goods.last() else { break };
        before = format!("before={last}");
        all.extend(goods);
    }
    assert_eq!(all, (1..=10000).rev().collect::<Vec<_>>());
}
