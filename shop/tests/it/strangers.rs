//! What none of our clients would send: it is refused with a reason, and nothing breaks.

use std::collections::BTreeMap;

use proptest::prelude::{Just, Strategy, any, prop};
use proptest::prop_oneof;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use reqwest::Method;
use reqwest::header::CONTENT_TYPE;
use serde_json::{Value, json};
use transcript::{Handshake, Light, Refused};

use crate::support::{NOT_LOGGED_IN, TestShop};

/// Fields that the shop reads, so that random values get that far.
const FIELDS: [&str; 16] = [
    "nickname",
    "email",
    "password",
    "confirmPassword",
    "goodsId",
    "name",
    "thumbnailUrl",
    "category",
    "price",
    "quantity",
    "goodsName",
    "items",
    "orderId",
    "total",
    "token",
    "after",
];

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[0-9]{1,20}",
        "-?[0-9]{1,3}\\.[0-9]{1,3}",
        Just("https://a.example/x.png".to_owned()),
        Just("르탄이@example.com".to_owned()),
        Just("\u{200b}\u{202e}\0".to_owned()),
        (1_usize..3000).prop_map(|length| "가".repeat(length)),
    ]
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        (-3_i64..2000).prop_map(Value::from),
        text().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 24, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            object(inner),
        ]
    })
}

fn object(inner: impl Strategy<Value = Value>) -> impl Strategy<Value = Value> {
    let field = prop::sample::select(&FIELDS[..]).prop_map(str::to_owned);
    let fields = prop::collection::btree_map(field, inner, 0..10);
    fields.prop_map(|fields: BTreeMap<String, Value>| json!(fields))
}

/// Random values, the same in every run.
fn some<T: std::fmt::Debug>(strategy: &impl Strategy<Value = T>, count: usize) -> Vec<T> {
    let mut runner = TestRunner::deterministic();
    let mut one = || strategy.new_tree(&mut runner).unwrap().current();
    (0..count).map(|_| one()).collect()
}

#[tokio::test]
async fn any_body_is_answered_in_json() {
    let shop = TestShop::open().await;
    let token = shop.member("르탄이").await;
    let bodies = some(&prop_oneof![3 => object(value()), 1 => value()], 250);
    for (method, path) in [
        (Method::POST, "/api/users"),
        (Method::POST, "/api/auth"),
        (Method::POST, "/api/goods"),
        (Method::PUT, "/api/goods/1/cart"),
    ] {
        for body in &bodies {
            let form = serde_json::from_value::<BTreeMap<String, Value>>(body.clone());
            let form = form.unwrap_or_default();
            let request = || shop.request(method.clone(), path, &token);
            let as_form: Vec<(String, String)> = form
                .into_iter()
                .map(|(name, value)| (name, value.to_string()))
                .collect();
            for request in [request().json(body), request().form(&as_form)] {
                let answer = request.send().await.unwrap();
                let status = answer.status().as_u16();
                assert!(status < 500, "{status} to {method} {path} {body}");
                let answer: Value = answer.json().await.unwrap();
                let refused = answer["errorMessage"].is_string();
                assert_eq!(refused, status >= 400, "{path} {body}: {answer}");
            }
        }
    }
}

#[tokio::test]
async fn any_bytes_are_answered_in_json() {
    let shop = TestShop::open().await;
    let token = shop.member("르탄이").await;
    let bytes = prop::collection::vec(any::<u8>(), 0..200);
    for body in some(&bytes, 300) {
        for kind in [
            "application/json",
            "application/x-www-form-urlencoded",
            "text/plain",
        ] {
            let request = shop.request(Method::POST, "/api/goods", &token);
            let request = request.header(CONTENT_TYPE, kind).body(body.clone());
            let answer = request.send().await.unwrap();
            assert_eq!(answer.status(), 400, "{kind} {body:?}");
            let answer: Value = answer.json().await.unwrap();
            assert!(answer["code"].is_string(), "{answer}");
        }
    }
}

#[tokio::test]
async fn any_buy_is_answered() {
    let shop = TestShop::open_with(&["--buys-per-second", "100000"]).await;
    let mut buyer = shop.socket(&shop.member("르탄이").await).await;
    for order in some(&prop_oneof![3 => object(value()), 1 => value()], 1500) {
        let answer = buyer.emit_with_ack("BUY", order.clone()).await;
        let sold = answer["ok"] == true && answer["purchaseId"].is_i64();
        let refused = answer["errorMessage"].is_string() && answer["code"] != "internal";
        assert!(sold || refused, "{order}: {answer}");
    }
}

async fn connect(shop: &TestShop, auth: Value) -> Result<Light, Refused> {
    let handshake = Handshake {
        auth: Some(auth),
        ..Handshake::default()
    };
    Light::connect(&shop.url, handshake).await
}

#[tokio::test]
async fn any_token_but_a_valid_one_is_refused() {
    let shop = TestShop::open().await;
    let good = shop.member("르탄이").await;
    let changed = (0..good.len(), "[A-Za-z0-9_.-]").prop_map(|(at, letter)| {
        let mut token = good.clone();
        token.replace_range(at..=at, &letter);
        Value::from(token)
    });
    for token in some(&prop_oneof![changed, value()], 150) {
        let is_good = token == good.as_str();
        match connect(&shop, json!({"token": token})).await {
            Ok(_) => assert!(is_good || token.is_null(), "{token}"),
            Err(refused) => {
                assert!(!is_good && !token.is_null(), "{token}");
                assert_eq!(refused, Refused::Message(NOT_LOGGED_IN.to_owned()));
            }
        }
    }
}

#[tokio::test]
async fn any_after_is_a_place_in_the_log_or_refused() {
    let shop = TestShop::open().await;
    let mut buyer = shop.socket(&shop.member("르탄이").await).await;
    for _ in 0..3 {
        buyer
            .emit_with_ack("BUY", json!({"goodsId": 1, "goodsName": "x"}))
            .await;
    }
    for after in some(&value(), 150) {
        match connect(&shop, json!({"after": after})).await {
            Ok(mut socket) => {
                socket.expect("WHO").await;
                let since = socket.expect("SINCE").await;
                let place = since["after"].as_i64().unwrap();
                assert!((0..=3).contains(&place), "{after}: {since}");
            }
            Err(Refused::Message(sentence)) => {
                assert!(sentence.starts_with("after: "), "{after}: {sentence}");
            }
            Err(other) => panic!("{after}: {other:?}"),
        }
    }
}
