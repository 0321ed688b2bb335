//! Who a socket is, and what it may buy.

use serde_json::{Value, json};
use transcript::{Handshake, Light, Refused};

use crate::support::{NOT_LOGGED_IN, TestShop, refused, take_date};

fn headers(headers: &[(&'static str, String)]) -> Handshake {
    Handshake {
        auth: None,
        headers: headers.to_vec(),
    }
}

fn with_auth(auth: Value) -> Handshake {
    Handshake {
        auth: Some(auth),
        headers: Vec::new(),
    }
}

fn cola() -> Value {
    json!({"nickname": "르탄이", "goodsId": 1, "goodsName": "시원한 콜라"})
}

#[tokio::test]
async fn everyone_is_told_about_a_purchase_including_the_buyer() {
    let shop = TestShop::open().await;
    let mut buyer = shop.socket(&shop.member("르탄이").await).await;
    let mut guest = shop.socket("").await;
    let order = json!({
        "nickname": "르탄이",
        "goodsId": 3,
        "goodsName": "시원한 사이다 외 1개의 상품",
        "orderId": "0f1e2d3c",
        "items": [{"goodsId": 3, "quantity": 2}, {"goodsId": 1, "quantity": 1}],
    });
    let mut answer = buyer.emit_with_ack("BUY", order).await;
    take_date(&mut answer, "date");
    assert_eq!(answer, json!({"ok": true, "purchaseId": 1}));
    for socket in [&mut buyer, &mut guest] {
        let mut notice = socket.expect("BUY_GOODS").await;
        take_date(&mut notice, "date");
        assert_eq!(
            notice,
            json!({
                "purchaseId": 1,
                "nickname": "르탄이",
                "goodsId": 3,
                "goodsName": "시원한 사이다 외 1개의 상품",
            })
        );
    }
}

#[tokio::test]
async fn a_socket_is_who_its_token_says_and_nobody_else() {
    let shop = TestShop::open().await;
    let (rtan, hanghae) = (shop.member("르탄이").await, shop.member("항해").await);
    let bearer = ("authorization", format!("Bearer {rtan}"));
    let cookie = ("cookie", format!("a=b; token={rtan}"));
    let stale = ("cookie", "token=stale".to_owned());
    let others_auth = Handshake {
        auth: Some(json!({"token": rtan})),
        headers: vec![("authorization", format!("Bearer {hanghae}"))],
    };
    let others_bearer =
        headers(&[bearer.clone(), ("cookie", format!("token={hanghae}"))]);
    for (handshake, nickname) in [
        (with_auth(json!({"token": rtan})), json!("르탄이")),
        (headers(&[bearer]), json!("르탄이")),
        (headers(&[cookie]), json!("르탄이")),
        (others_auth, json!("르탄이")),
        (others_bearer, json!("르탄이")),
        (headers(&[stale]), json!(null)),
        (with_auth(json!({"token": null})), json!(null)),
        (Handshake::default(), json!(null)),
    ] {
        let mut socket = Light::connect(&shop.url, handshake).await.unwrap();
        assert_eq!(socket.expect("WHO").await, json!({"nickname": nickname}));
    }
}

#[tokio::test]
async fn an_explicit_bad_token_is_refused() {
    let shop = TestShop::open().await;
    for handshake in [
        with_auth(json!({"token": "bad"})),
        with_auth(json!({"token": 1})),
        headers(&[("authorization", "Bearer bad".to_owned())]),
    ] {
        let refused = Light::connect(&shop.url, handshake).await.err();
        assert_eq!(refused, Some(Refused::Message(NOT_LOGGED_IN.to_owned())));
    }
}

#[tokio::test]
async fn the_nickname_comes_from_the_account_and_the_name_from_the_catalogue() {
    let shop = TestShop::open().await;
    let mut socket = shop.socket(&shop.member("르탄이").await).await;
    for (number, goods_name, announced) in [
        (1, "공짜 콜라", "시원한 콜라"),
        (2, "시원한 콜라 외 2개의 상품", "시원한 콜라 외 2개의 상품"),
        (3, "시원한 콜라 외 many개의 상품", "시원한 콜라"),
    ] {
        let buy = json!({"nickname": "사장님", "goodsId": 1, "goodsName": goods_name});
        socket.emit("BUY", buy);
        let mut notice = socket.expect("BUY_GOODS").await;
        take_date(&mut notice, "date");
        assert_eq!(
            notice,
            json!({
                "purchaseId": number,
                "nickname": "르탄이",
                "goodsId": 1,
                "goodsName": announced,
            })
        );
    }
}

#[tokio::test]
async fn a_guests_buy_is_refused_in_the_acknowledgement_or_by_an_event() {
    let shop = TestShop::open().await;
    let mut guest = shop.socket("").await;
    let answer = guest.emit_with_ack("BUY", cola()).await;
    assert_eq!(answer, refused(NOT_LOGGED_IN));
    guest.emit("BUY", cola());
    assert_eq!(guest.expect("BUY_REFUSED").await, refused(NOT_LOGGED_IN));
}

#[tokio::test]
async fn a_bad_buy_is_refused_with_a_reason_and_not_announced() {
    let shop = TestShop::open().await;
    let mut socket = shop.socket(&shop.member("르탄이").await).await;
    let item = |goods_id| json!({"goodsId": goods_id, "quantity": 1});
    let with_items = |items: Value| {
        let mut buy = cola();
        buy["items"] = items;
        buy
    };
    let items = "items: 100개 이하의 목록이어야 합니다.";
    for (buy, message) in [
        (json!(null), "BUY의 내용은 객체여야 합니다."),
        (json!("콜라"), "BUY의 내용은 객체여야 합니다."),
        (json!([]), "BUY의 내용은 객체여야 합니다."),
        (json!({}), "goodsId: 필수 항목입니다."),
        (
            json!({"goodsId": {}, "goodsName": "x"}),
            "goodsId: 1 이상 9007199254740991 이하의 정수여야 합니다.",
        ),
        (json!({"goodsId": 1}), "goodsName: 필수 항목입니다."),
        (
            json!({"goodsId": 99, "goodsName": "x"}),
            "존재하지 않는 상품입니다.",
        ),
        (with_items(json!([])), items),
        (with_items(json!({})), items),
        (with_items(json!([1])), items),
        (
            with_items(json!([{"goodsId": 1}])),
            "quantity: 필수 항목입니다.",
        ),
        (
            with_items(json!([item(2)])),
            "goodsId: items의 첫 번째 상품과 같아야 합니다.",
        ),
        (
            with_items(json!([item(1), item(1)])),
            "items: 같은 상품이 두 번 들어 있습니다.",
        ),
        (
            with_items(json!([item(1), item(99)])),
            "존재하지 않는 상품입니다.",
        ),
    ] {
        let answer = socket.emit_with_ack("BUY", buy.clone()).await;
        assert_eq!(answer, refused(message), "{buy}");
    }
    // The very first event is for the first valid purchase.
    socket.emit("BUY", cola());
    assert_eq!(socket.expect("BUY_GOODS").await["goodsId"], 1);
}

#[tokio::test]
async fn a_page_of_another_site_can_not_open_a_socket() {
    let shop = TestShop::open_with(&["--allowed-origins", "https://a.example"]).await;
    let own = shop.url.clone();
    for (origin, allowed) in [
        (own.as_str(), true),
        ("https://a.example", true),
        ("https://b.example", false),
        ("http://127.0.0.1:1", false),
        ("null", false),
    ] {
        let handshake = headers(&[("origin", origin.to_owned())]);
        let by_websocket = Light::connect(&shop.url, handshake).await.err();
        let by_polling = shop
            .http
            .get(format!("{own}/socket.io/?EIO=4&transport=polling"))
            .header("origin", origin)
            .send();
        let by_polling = by_polling.await.unwrap().status().as_u16();
        match allowed {
            true => assert_eq!((by_websocket, by_polling), (None, 200), "{origin}"),
            false => assert_eq!(
                (by_websocket, by_polling),
                (Some(Refused::Status(403)), 403),
                "{origin}"
            ),
        }
    }
}

#[tokio::test]
async fn no_path_gets_around_the_origin_check() {
    let shop = TestShop::open().await;
    let cookie = format!("token={}", shop.member("르탄이").await);
    for path in [
        "/socket.io/x.js",
        "/socket.io/socket.io.js/",
        "/socket.io/.js",
        "/socket.io/a/b.js",
        "/socket.io/%2e%2e/x.js",
        "/socket.io//",
        "/SOCKET.IO/",
        "//socket.io/",
        "/socket.io",
        "/socket.io.js",
        "/./socket.io/",
    ] {
        for origin in [
            "http://localhost:1",
            "null",
            "",
            "\u{e4}",
            "http://127.0.0.1",
        ] {
            for transport in ["polling", "websocket"] {
                let url = format!("{}{path}?EIO=4&transport={transport}", shop.url);
                let request = shop.http.get(url).header("cookie", &cookie);
                let request = request
                    .header("origin", origin.as_bytes())
                    .header("connection", "upgrade")
                    .header("upgrade", "websocket")
                    .header("sec-websocket-version", "13")
                    .header("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ==");
                let status = request.send().await.unwrap().status().as_u16();
                assert!([403, 404].contains(&status), "{path} {origin}: {status}");
            }
        }
    }
}

#[tokio::test]
async fn a_message_that_is_too_large_ends_its_connection_and_no_other() {
    let shop = TestShop::open().await;
    let token = shop.member("르탄이").await;
    let (mut large, mut other) = (shop.socket(&token).await, shop.socket(&token).await);
    large.emit(
        "BUY",
        json!({"goodsId": 1, "goodsName": "콜".repeat(70_000)}),
    );
    assert_eq!(large.next().await, None);
    other.emit("BUY", cola());
    assert_eq!(other.expect("BUY_GOODS").await["goodsId"], 1);
}

#[tokio::test]
async fn a_client_that_announces_many_attachments_is_disconnected() {
    let shop = TestShop::open().await;
    let mut other = shop.socket(&shop.member("르탄이").await).await;
    let mut guest = shop.socket("").await;
    guest.send_packet(r#"455-["BUY",{"_placeholder":true,"num":0}]"#);
    assert_eq!(guest.next().await, None);
    other.emit("BUY", cola());
    assert_eq!(other.expect("BUY_GOODS").await["goodsId"], 1);
}
