//! The catalogue.

use serde_json::{Value, json};

use crate::support::{NOT_LOGGED_IN, TestShop, refusal, take_date};

fn milk() -> Value {
    json!({
        "goodsId": 4,
        "name": "흰 우유",
        "thumbnailUrl": "https://example.com/milk.png",
        "category": "food",
        "price": 0,
    })
}

async fn names(shop: &TestShop, token: &str, query: &str) -> Vec<String> {
    let (_, answer) = shop.get(&format!("/api/goods{query}"), token).await;
    let goods = answer["goods"].as_array().unwrap().iter();
    goods
        .map(|goods| goods["name"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn the_lessons_three_goods_are_there_from_the_start() {
    let shop = TestShop::open().await;
    let token = shop.member("르탄이").await;
    let (status, mut answer) = shop.get("/api/goods", &token).await;
    for goods in answer["goods"].as_array_mut().unwrap() {
        take_date(goods, "createdAt");
        take_date(goods, "updatedAt");
    }
    assert_eq!(status, 200);
    assert_eq!(
        answer,
        json!({"goods": [
            {"goodsId": 3, "name": "시원한 사이다", "thumbnailUrl": "/images/cider.svg",
             "category": "drink", "price": 4500},
            {"goodsId": 2, "name": "시원한 콜라 제로",
             "thumbnailUrl": "/images/cola-zero.svg", "category": "drink", "price": 1200},
            {"goodsId": 1, "name": "시원한 콜라", "thumbnailUrl": "/images/cola.svg",
             "category": "drink", "price": 3000},
        ]})
    );
}

#[tokio::test]
async fn without_seed_the_catalogue_is_empty() {
    let shop = TestShop::open_with(&["--no-seed"]).await;
    let token = shop.member("르탄이").await;
    assert_eq!(
        shop.get("/api/goods", &token).await,
        (200, json!({"goods": []}))
    );
}

#[tokio::test]
async fn registered_goods_are_listed_by_category_newest_first() {
    let shop = TestShop::open().await;
    let token = shop.member("르탄이").await;
    let (status, mut answer) = shop.post("/api/goods", &token, milk()).await;
    take_date(&mut answer["goods"], "createdAt");
    take_date(&mut answer["goods"], "updatedAt");
    assert_eq!((status, answer), (201, json!({"goods": milk()})));

    let drinks = ["시원한 사이다", "시원한 콜라 제로", "시원한 콜라"];
    assert_eq!(names(&shop, &token, "?category=food").await, ["흰 우유"]);
    assert_eq!(names(&shop, &token, "?category=drink").await, drinks);
    assert_eq!(names(&shop, &token, "?category=toys").await, [""; 0]);
    let all = [
        "흰 우유",
        "시원한 사이다",
        "시원한 콜라 제로",
        "시원한 콜라",
    ];
    assert_eq!(names(&shop, &token, "?category=").await, all);
    assert_eq!(names(&shop, &token, "").await, all);
}

#[tokio::test]
async fn goods_can_be_requested_by_number() {
    let shop = TestShop::open().await;
    let token = shop.member("르탄이").await;
    let (status, answer) = shop.get("/api/goods/2", &token).await;
    assert_eq!(status, 200);
    assert_eq!(answer["goods"]["name"], "시원한 콜라 제로");
    for nothing in ["/api/goods/4", "/api/goods/cola", "/api/goods/1.0"] {
        assert_eq!(shop.get(nothing, &token).await, (404, json!({})));
    }
}

#[tokio::test]
async fn a_taken_id_changes_nothing() {
    let shop = TestShop::open().await;
    let token = shop.member("르탄이").await;
    let mut cola = milk();
    cola["goodsId"] = 1.into();
    assert_eq!(
        shop.post("/api/goods", &token, cola).await,
        (
            400,
            json!({
                "errorMessage": "이미 있는 데이터입니다.",
                "code": "goods_exist",
                "success": false,
            })
        )
    );
    let (_, answer) = shop.get("/api/goods/1", &token).await;
    assert_eq!(answer["goods"]["name"], "시원한 콜라");
}

#[tokio::test]
async fn a_bad_field_is_named() {
    let shop = TestShop::open().await;
    let token = shop.member("르탄이").await;
    let whole = "1 이상 9007199254740991 이하의 정수여야 합니다.";
    let price = "price: 0 이상 9007199254740991 이하의 정수여야 합니다.";
    let address = "thumbnailUrl: http(s) 주소 또는 /로 시작하는 경로여야 합니다.";
    for (field, value, message) in [
        ("goodsId", json!(null), "goodsId: 필수 항목입니다."),
        ("goodsId", json!(0), &*format!("goodsId: {whole}")),
        ("goodsId", json!(1.5), &*format!("goodsId: {whole}")),
        ("goodsId", json!("abc"), &*format!("goodsId: {whole}")),
        ("goodsId", json!(1u64 << 60), &*format!("goodsId: {whole}")),
        ("name", json!({}), "name: 문자열이어야 합니다."),
        ("price", json!(-1), price),
        ("price", json!([1]), price),
        ("category", json!(""), "category: 필수 항목입니다."),
        ("thumbnailUrl", json!("javascript:alert(1)"), address),
        ("thumbnailUrl", json!("//evil.example/x.png"), address),
    ] {
        let mut body = milk();
        body[field] = value;
        let refused = shop.post("/api/goods", &token, body).await;
        assert_eq!(refused, refusal(400, message));
    }
    assert_eq!(names(&shop, &token, "?category=food").await, [""; 0]);
}

#[tokio::test]
async fn numbers_may_come_from_a_form() {
    let shop = TestShop::open().await;
    let token = shop.member("르탄이").await;
    let mut body = milk();
    body["goodsId"] = "4".into();
    body["price"] = "900".into();
    let (status, answer) = shop.post("/api/goods", &token, body).await;
    assert_eq!(status, 201);
    assert_eq!(answer["goods"]["goodsId"], 4);
    assert_eq!(answer["goods"]["price"], 900);
}

#[tokio::test]
async fn everything_requires_a_login() {
    let shop = TestShop::open().await;
    for path in ["/api/goods", "/api/goods/1", "/api/goods/cart"] {
        assert_eq!(shop.get(path, "").await, refusal(401, NOT_LOGGED_IN));
    }
    assert_eq!(
        shop.post("/api/goods", "", milk()).await,
        refusal(401, NOT_LOGGED_IN)
    );
}
