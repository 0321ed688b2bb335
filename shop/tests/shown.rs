//! What the book shows of the shop: what it refuses, and that nobody misses anything.

#![allow(clippy::unwrap_used)]

use clap::Parser;
use reqwest::{Client, Method, RequestBuilder};
use serde_json::{Value, json};
use shop::{Config, Shop, app};
use tokio::net::TcpListener;
use transcript::{
    Client as Player, Handshake, Light, Program, Refused, Scene, as_printed,
};

/// A shop with its database in memory; it ends with the test.
async fn shop() -> String {
    let flags = ["shop", "0", "--database-url", "sqlite::memory:"];
    let config = Config::try_parse_from(flags).unwrap();
    let shop = Shop::open(&config).await.unwrap();
    let (app, _) = app(&shop, &config);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, app).await });
    url
}

fn request(shop: &str, method: Method, path: &str) -> RequestBuilder {
    Client::new().request(method, format!("{shop}{path}"))
}

async fn answer(request: RequestBuilder) -> String {
    let answer = request.send().await.unwrap();
    let status = answer.status();
    format!("{status}\n{}\n", answer.text().await.unwrap())
}

async fn token(shop: &str) -> String {
    let account = json!({
        "nickname": "르탄이",
        "email": "rtan@example.com",
        "password": "1234",
        "confirmPassword": "1234",
    });
    let sign_up = request(shop, Method::POST, "/api/users").json(&account);
    sign_up.send().await.unwrap();
    let log_in = request(shop, Method::POST, "/api/auth").json(&account);
    let login: Value = log_in.send().await.unwrap().json().await.unwrap();
    login["token"].as_str().unwrap().to_owned()
}

fn keep(name: &str, says: &str) {
    as_printed().bind(|| insta::assert_snapshot!(name, says));
}

#[tokio::test]
async fn a_request_without_a_login() {
    let shop = shop().await;
    let says = answer(request(&shop, Method::GET, "/api/goods")).await;
    keep("no-login", &format!("GET /api/goods\n{says}"));
}

#[tokio::test]
async fn a_request_with_only_a_cookie_for_its_login() {
    let shop = shop().await;
    let put = request(&shop, Method::PUT, "/api/goods/1/cart")
        .header("cookie", format!("token={}", token(&shop).await))
        .json(&json!({"quantity": 1}));
    let says = answer(put).await;
    let sent = "PUT /api/goods/1/cart {\"quantity\":1}\nCookie: token=[르탄이's token]";
    keep("cookie-only", &format!("{sent}\n{says}"));
}

#[tokio::test]
async fn a_wrong_body() {
    let shop = shop().await;
    let token = token(&shop).await;
    let mut seen = String::new();
    for body in [
        r#"{"quantity": 0}"#,
        r#"{"quantity": "two"}"#,
        "{}",
        "{quantity: 2}",
    ] {
        let put = request(&shop, Method::PUT, "/api/goods/1/cart")
            .bearer_auth(&token)
            .header("content-type", "application/json")
            .body(body);
        seen += &format!("PUT /api/goods/1/cart {body}\n{}\n", answer(put).await);
    }
    let put = request(&shop, Method::PUT, "/api/goods/1/cart").bearer_auth(&token);
    let untyped = put.body(r#"{"quantity": 2}"#);
    seen += "PUT /api/goods/1/cart {\"quantity\": 2}, without a Content-Type\n";
    seen += &answer(untyped).await;
    keep("bad-body", &seen);
}

#[tokio::test]
async fn an_address_that_does_not_exist() {
    let shop = shop().await;
    let says = answer(request(&shop, Method::GET, "/api/good")).await;
    keep("no-api", &format!("GET /api/good\n{says}"));
}

#[tokio::test]
async fn a_page_of_another_site() {
    let shop = shop().await;
    let open = "/socket.io/?EIO=4&transport=polling";
    let foreign =
        request(&shop, Method::GET, open).header("origin", "http://evil.example");
    let says = answer(foreign).await;
    keep(
        "other-origin",
        &format!("GET {open}\nOrigin: http://evil.example\n{says}"),
    );
}

#[tokio::test]
async fn a_socket_io_address_in_the_address_bar() {
    let shop = shop().await;
    let mut seen = String::new();
    for path in ["/socket.io/", "/socket.io/?EIO=3&transport=polling"] {
        let says = answer(request(&shop, Method::GET, path)).await;
        seen += &format!("GET {path}\n{says}\n");
    }
    keep("no-socket", seen.trim_end());
}

#[tokio::test]
async fn a_bad_token() {
    let shop = shop().await;
    let handshake = Handshake {
        auth: Some(json!({"token": "bad"})),
        ..Handshake::default()
    };
    let refused = Light::connect(&shop, handshake).await.err();
    let Some(Refused::Message(message)) = refused else {
        panic!("{refused:?}");
    };
    keep(
        "bad-token",
        &format!("io({{ auth: {{ token: \"bad\" }} }})\nconnect_error: {message}"),
    );
}

#[tokio::test]
async fn a_wrong_order() {
    let shop = shop().await;
    let mut guest = Light::connect(&shop, Handshake::default()).await.unwrap();
    let cola = json!({"nickname": "르탄이", "goodsId": 1, "goodsName": "시원한 콜라"});
    let says = guest.emit_with_ack("BUY", cola.clone()).await;
    let mut seen = format!("A guest: BUY {cola}\nacknowledgement: {says}\n");

    let handshake = Handshake {
        auth: Some(json!({"token": token(&shop).await})),
        ..Handshake::default()
    };
    let mut buyer = Light::connect(&shop, handshake).await.unwrap();
    for buy in [
        json!({"nickname": "르탄이", "goodsId": 10, "goodsName": "공짜 콜라"}),
        json!({"nickname": "르탄이", "goodsId": 1}),
        json!("시원한 콜라"),
    ] {
        let says = buyer.emit_with_ack("BUY", buy.clone()).await;
        seen += &format!("\n르탄이: BUY {buy}\nacknowledgement: {says}\n");
    }
    keep("bad-orders", &seen);
}

/// On the wire: an acknowledgement with a refusal, and a namespace that doesn't exist.
#[tokio::test]
async fn packets_that_refuse() {
    let program = Program::from(env!("CARGO_BIN_EXE_shop"));
    let program = program
        .with("DATABASE_URL", "sqlite::memory:")
        .with("RUST_LOG", "warn");
    let mut scene = Scene::open(program, Player::Rust).await;
    scene.connects("A").until(["A on WHO", "A on SINCE"]).await;
    let buy = r#"421["BUY",{"nickname":"르탄이","goodsId":1,"goodsName":"시원한 콜라"}]"#;
    scene.sends_packet("A", buy).until(["A ← 431"]).await;
    let other = "40/goods,";
    scene.sends_packet("A", other).until(["A ← 44"]).await;
    let transcript = scene.transcript();
    let from = transcript.find("A connects").unwrap();
    keep("packets", &transcript[from..]);
}

/// The same lie as in step 05: the shop ignores the nickname and the name of the goods.
#[tokio::test]
async fn a_made_up_nickname() {
    let shop = shop().await;
    let handshake = Handshake {
        auth: Some(json!({"token": token(&shop).await})),
        ..Handshake::default()
    };
    let mut buyer = Light::connect(&shop, handshake).await.unwrap();
    let who = buyer.expect("WHO").await;
    buyer.expect("SINCE").await;
    let lie = json!({"nickname": "항해", "goodsId": 1, "goodsName": "공짜 콜라"});
    let mut says = buyer.emit_with_ack("BUY", lie.clone()).await;
    says["date"] = "[date]".into();
    let mut notice = buyer.expect("BUY_GOODS").await;
    notice["date"] = "[date]".into();
    keep(
        "made-up-name",
        &format!("WHO {who}\nBUY {lie}\nacknowledgement: {says}\nBUY_GOODS {notice}"),
    );
}

async fn socket(shop: &str, auth: Value) -> Light {
    let handshake = Handshake {
        auth: Some(auth),
        ..Handshake::default()
    };
    let mut socket = Light::connect(shop, handshake).await.unwrap();
    socket.expect("WHO").await;
    socket
}

async fn buys(buyer: &mut Light, goods_id: i64, order_id: &str) -> String {
    let order = json!({"goodsId": goods_id, "goodsName": "…", "orderId": order_id});
    let mut says = buyer.emit_with_ack("BUY", order.clone()).await;
    if says["date"].is_string() {
        says["date"] = "[date]".into();
    }
    format!("르탄이: BUY {order}\n        acknowledgement: {says}\n")
}

async fn hears(socket: &mut Light, event: &str) -> String {
    let mut what = socket.expect(event).await;
    if what["date"].is_string() {
        what["date"] = "[date]".into();
    }
    format!("항해:   {event} {what}\n")
}

#[tokio::test]
async fn a_client_that_is_away() {
    let shop = shop().await;
    let mut buyer = socket(&shop, json!({"token": token(&shop).await})).await;
    let mut other = socket(&shop, json!({})).await;
    let mut seen = "항해:   io()\n".to_owned();
    seen += &hears(&mut other, "SINCE").await;
    seen += &buys(&mut buyer, 1, "a").await;
    seen += &hears(&mut other, "BUY_GOODS").await;
    drop(other);
    seen += "\n항해:   disconnect\n";
    seen += &buys(&mut buyer, 2, "b").await;
    seen += &buys(&mut buyer, 3, "c").await;
    let mut other = socket(&shop, json!({"after": 1})).await;
    seen += "\n항해:   io({ auth: { after: 1 } })\n";
    for event in ["SINCE", "BUY_GOODS", "BUY_GOODS"] {
        seen += &hears(&mut other, event).await;
    }
    keep("away", &seen);
}

#[tokio::test]
async fn an_order_sent_twice() {
    let shop = shop().await;
    let mut buyer = socket(&shop, json!({"token": token(&shop).await})).await;
    let mut other = socket(&shop, json!({})).await;
    other.expect("SINCE").await;
    let mut seen = buys(&mut buyer, 1, "a").await;
    seen += &hears(&mut other, "BUY_GOODS").await;
    seen += "\n";
    seen += &buys(&mut buyer, 1, "a").await;
    seen += "\n";
    seen += &buys(&mut buyer, 2, "a").await;
    seen += "\n";
    // 항해's next notice is about another order: nobody was told about the second one.
    seen += &buys(&mut buyer, 2, "b").await;
    seen += &hears(&mut other, "BUY_GOODS").await;
    keep("sent-twice", &seen);
}
