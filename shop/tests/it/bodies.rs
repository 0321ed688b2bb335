//! What a body or a query may contain, and the answers to what can't be read.

use reqwest::Method;
use reqwest::header::CONTENT_TYPE;
use serde_json::json;

use crate::support::{TestShop, account, answer, refusal};

const FORM: &str = "application/x-www-form-urlencoded";

#[tokio::test]
async fn bytes_that_are_not_text_are_refused_and_nothing_is_stored() {
    let shop = TestShop::open().await;
    let not_utf8 = refusal(400, "UTF-8이 아닌 글자가 들어 있습니다.");
    let post = |path: &str, kind: &str, body: &[u8]| {
        let request = shop.request(Method::POST, path, "");
        answer(request.header(CONTENT_TYPE, kind).body(body.to_vec()))
    };
    let sign_up =
        "nickname=a&email=a%40example.com&password=%B0%A1&confirmPassword=%B0%A1";
    assert_eq!(post("/api/users", FORM, sign_up.as_bytes()).await, not_utf8);
    let raw =
        b"nickname=a&email=a%40example.com&password=\xb0\xa1&confirmPassword=\xb0\xa1";
    assert_eq!(post("/api/users", FORM, raw).await, not_utf8);
    let log_in = "email=a%40example.com&password=%B3%AA";
    assert_eq!(post("/api/auth", FORM, log_in.as_bytes()).await, not_utf8);
    let json = b"{\"email\": \"a@example.com\", \"password\": \"\xb3\xaa\"}";
    assert_eq!(
        post("/api/auth", "application/json", json).await,
        refusal(400, "요청 본문이 올바른 JSON이 아닙니다.")
    );

    let token = shop.member("a").await;
    assert_eq!(
        shop.get("/api/goods?category=%B0%A1", &token).await,
        not_utf8
    );
}

#[tokio::test]
async fn a_byte_order_mark_is_skipped() {
    let shop = TestShop::open().await;
    let body = format!("\u{feff}{}", account("르탄이"));
    let sign_up = shop.request(Method::POST, "/api/users", "");
    let sign_up = sign_up.header(CONTENT_TYPE, "application/json").body(body);
    assert_eq!(answer(sign_up).await.0, 201);
}

#[tokio::test]
async fn a_field_may_be_given_only_once_and_unknown_ones_are_ignored() {
    let shop = TestShop::open().await;
    let token = shop.member("르탄이").await;
    let put = |kind: &str, body: &str| {
        let request = shop.request(Method::PUT, "/api/goods/1/cart", &token);
        answer(request.header(CONTENT_TYPE, kind).body(body.to_owned()))
    };
    let twice = refusal(400, "quantity: 한 번만 쓸 수 있습니다.");
    assert_eq!(put(FORM, "quantity=1&quantity=2").await, twice);
    let json = "application/json";
    assert_eq!(put(json, r#"{"quantity": 1, "quantity": 2}"#).await, twice);
    let more = r#"{"note": "민수\ud83d", "quantity": 1, "more": {"quantity": "x"}}"#;
    assert_eq!(put(json, more).await, (200, json!({})));
    assert_eq!(put("Application/JSON; charset=utf-8", more).await.0, 200);
    for bad in ["[1]", "1", r#""quantity""#, "null"] {
        assert_eq!(
            put(json, bad).await,
            refusal(400, "요청 본문은 객체여야 합니다.")
        );
    }
    for bad in [
        "",
        r#"{"quantity": 1"#,
        r#"{"quantity": 1} x"#,
        "quantity=1",
    ] {
        let not_json = refusal(400, "요청 본문이 올바른 JSON이 아닙니다.");
        assert_eq!(put(json, bad).await, not_json, "{bad}");
    }
}

#[tokio::test]
async fn a_whole_number_is_accepted_in_any_notation() {
    let shop = TestShop::open().await;
    let token = shop.member("르탄이").await;
    for (body, quantity) in [
        (r#"{"quantity": 2.0}"#, 2),
        (r#"{"quantity": 1e1}"#, 10),
        (r#"{"quantity": "3"}"#, 3),
        (r#"{"quantity": "4.0"}"#, 4),
    ] {
        let put = shop.request(Method::PUT, "/api/goods/1/cart", &token);
        let put = put.header(CONTENT_TYPE, "application/json").body(body);
        assert_eq!(answer(put).await, (200, json!({})), "{body}");
        let (_, cart) = shop.get("/api/goods/cart", &token).await;
        assert_eq!(cart["cart"][0]["quantity"], quantity, "{body}");
    }
    let goods = json!({
        "goodsId": 4.0, "name": "우유", "thumbnailUrl": "/milk.svg",
        "category": "drink", "price": 9e2,
    });
    let (status, answer) = shop.post("/api/goods", &token, goods).await;
    assert_eq!(status, 201);
    assert_eq!(answer["goods"]["goodsId"], 4);
    assert_eq!(answer["goods"]["price"], 900);
}

#[tokio::test]
async fn every_answer_of_the_api_is_json() {
    let shop = TestShop::open().await;
    let token = shop.member("르탄이").await;
    let no_api = "없는 API입니다.";
    for (method, path, status, message) in [
        ("GET", "/api", 404, no_api),
        ("GET", "/api/", 404, no_api),
        ("GET", "/api/none", 404, no_api),
        ("GET", "/api/goods/1/2/3", 404, no_api),
        ("GET", "/api/%ff", 404, no_api),
        ("POST", "/api/users/me", 404, no_api),
        ("PATCH", "/api/goods/1", 404, no_api),
        (
            "PUT",
            "/api/goods/%ff/cart",
            400,
            "존재하지 않는 상품입니다.",
        ),
        (
            "GET",
            "/api/goods?category=a&category=b",
            400,
            "category: 한 번만 쓸 수 있습니다.",
        ),
    ] {
        let method = method.parse().unwrap();
        let request = shop
            .request(method, path, &token)
            .json(&json!({"quantity": 1}));
        assert_eq!(answer(request).await, refusal(status, message), "{path}");
    }
    assert_eq!(shop.get("/api/goods/%ff", &token).await, (404, json!({})));
    assert_eq!(shop.get("/api/goods?other=1&other=2", &token).await.0, 200);
}
