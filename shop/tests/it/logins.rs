//! A login that has ended is over for REST, for sockets, and for a `BUY`.

use std::time::Duration;

use serde_json::json;
use tokio::time::timeout;
use transcript::{Handshake, Light, Refused};

use crate::support::{NOT_LOGGED_IN, TestShop, account, refusal, refused};

fn cola() -> serde_json::Value {
    json!({"nickname": "르탄이", "goodsId": 1, "goodsName": "시원한 콜라"})
}

#[tokio::test]
async fn logging_out_ends_this_login_everywhere_and_no_other() {
    let shop = TestShop::open().await;
    let ended = shop.member("르탄이").await;
    let (_, again) = shop.post("/api/auth", "", account("르탄이")).await;
    let other = again["token"].as_str().unwrap();
    let mut ended_socket = shop.socket(&ended).await;
    let with_cookie = Handshake {
        headers: vec![("cookie", format!("token={ended}"))],
        ..Handshake::default()
    };
    let mut cookie_socket = Light::connect(&shop.url, with_cookie).await.unwrap();
    cookie_socket.expect("WHO").await;
    cookie_socket.expect("SINCE").await;
    let mut other_socket = shop.socket(other).await;

    assert_eq!(shop.delete("/api/auth", &ended).await, (200, json!({})));
    assert_eq!(ended_socket.next().await, None);
    assert_eq!(cookie_socket.next().await, None);
    assert_eq!(
        shop.get("/api/users/me", &ended).await,
        refusal(401, NOT_LOGGED_IN)
    );
    let handshake = Handshake {
        auth: Some(json!({"token": ended})),
        ..Handshake::default()
    };
    let comes_back = Light::connect(&shop.url, handshake).await.err();
    assert_eq!(comes_back, Some(Refused::Message(NOT_LOGGED_IN.to_owned())));

    let answer = other_socket.emit_with_ack("BUY", cola()).await;
    assert_eq!(answer["ok"], true, "{answer}");
    assert_eq!(shop.get("/api/users/me", other).await.0, 200);
    for no_login in ["", "bad", ended.as_str()] {
        let answer = shop.delete("/api/auth", no_login).await;
        assert_eq!(answer, (200, json!({})), "{no_login}");
    }
}

#[tokio::test]
async fn an_expired_tokens_buy_is_refused_on_an_open_socket() {
    let shop = TestShop::open_with(&["--jwt-secret", &"s".repeat(32)]).await;
    shop.member("르탄이").await;
    let mut socket = shop.socket(&shop.token_for(1, 4)).await;
    let until_refused = async {
        loop {
            let answer = socket.emit_with_ack("BUY", cola()).await;
            if answer["ok"] != true {
                return answer;
            }
        }
    };
    let answer = timeout(Duration::from_secs(10), until_refused).await;
    assert_eq!(answer, Ok(refused(NOT_LOGGED_IN)));
}

#[tokio::test]
async fn a_deleted_account_can_not_buy_and_is_disconnected() {
    let shop = TestShop::open().await;
    let token = shop.member("르탄이").await;
    let mut socket = shop.socket(&token).await;
    let mut looks_on = shop.socket(&token).await;
    let mut other = shop.socket("").await;
    shop.execute("delete from users").await;
    let answer = socket.emit_with_ack("BUY", cola()).await;
    assert_eq!(answer, refused(NOT_LOGGED_IN));
    assert_eq!(socket.next().await, None);
    assert_eq!(looks_on.next().await, None, "also who buys nothing");
    assert_eq!(
        shop.get("/api/users/me", &token).await,
        refusal(401, NOT_LOGGED_IN)
    );
    // A guest has no login that could end.
    let answer = other.emit_with_ack("BUY", cola()).await;
    assert_eq!(answer, refused(NOT_LOGGED_IN));
}
