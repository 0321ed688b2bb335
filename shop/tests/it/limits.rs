//! Anyone who guesses passwords has to wait, but a class behind one address doesn't.

use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{TestShop, account, answer, refusal};

const BAD_LOGIN: &str = "이메일 또는 패스워드가 잘못됐습니다.";

fn wrong(nickname: &str) -> Value {
    let mut account = account(nickname);
    account["password"] = "wrong".into();
    account
}

/// The way a proxy on this machine would pass it on.
async fn log_in(shop: &TestShop, from: &str, body: &Value) -> (u16, Value) {
    let request = shop.request(Method::POST, "/api/auth", "");
    answer(request.header("X-Forwarded-For", from).json(body)).await
}

#[tokio::test]
async fn after_ten_wrong_passwords_you_have_to_wait() {
    let shop = TestShop::open().await;
    shop.member("르탄이").await;
    shop.member("항해").await;
    for _ in 0..10 {
        // A correct password in between costs nothing, but doesn't reset the count.
        assert_eq!(shop.post("/api/auth", "", account("르탄이")).await.0, 200);
        let said = shop.post("/api/auth", "", wrong("르탄이")).await;
        assert_eq!(said, refusal(400, BAD_LOGIN));
    }
    for body in [wrong("르탄이"), account("르탄이")] {
        let request = shop.request(Method::POST, "/api/auth", "").json(&body);
        let response = request.send().await.unwrap();
        assert_eq!(response.status(), 429);
        let wait = response.headers()["retry-after"].to_str().unwrap();
        let wait: u64 = wait.parse().unwrap();
        assert!((1..=30).contains(&wait), "{wait}");
        let said: Value = response.json().await.unwrap();
        let message = format!("시도가 너무 많습니다. {wait}초 후에 다시 시도해 주세요.");
        assert_eq!(
            said,
            json!({"errorMessage": message, "code": "too_many_tries"})
        );
    }
    // The limit holds in any spelling of the email, and for no other account.
    let mut upper = wrong("르탄이");
    upper["email"] = upper["email"].as_str().unwrap().to_uppercase().into();
    assert_eq!(shop.post("/api/auth", "", upper).await.0, 429);
    assert_eq!(shop.post("/api/auth", "", account("항해")).await.0, 200);
}

#[tokio::test]
async fn many_guesses_at_once_are_counted_too() {
    let shop = TestShop::open().await;
    shop.member("르탄이").await;
    let guess = wrong("르탄이");
    let guesses = (0..40).map(|_| shop.post("/api/auth", "", guess.clone()));
    let answers = futures_util::future::join_all(guesses).await;
    let refused = answers.iter().filter(|(status, _)| *status == 429).count();
    let (status, said) = shop.post("/api/auth", "", guess).await;
    assert_eq!(status, 429);
    // Each guess that was checked beyond ten costs another half minute.
    let looked_at = 40 - refused as u64;
    let wait = said["errorMessage"].as_str().unwrap();
    let wait: u64 = wait
        .split(|c: char| !c.is_ascii_digit())
        .find_map(|it| it.parse().ok())
        .unwrap();
    assert!(
        wait > (looked_at - 10) * 30 - 10,
        "{wait} s after {looked_at}"
    );
}

#[tokio::test]
async fn a_class_of_thirty_behind_one_address_is_not_held_up() {
    let shop = TestShop::open().await;
    for number in 0..30 {
        let student = format!("학생{number}");
        for _ in 0..3 {
            let said = shop.post("/api/auth", "", wrong(&student)).await;
            assert_eq!(said, refusal(400, BAD_LOGIN), "{student}");
        }
        shop.member(&student).await;
    }
}

#[tokio::test]
async fn only_proxies_from_the_settings_are_trusted() {
    let trusting = TestShop::open_with(&["--trusted-proxies", "127.0.0.1"]).await;
    let wary = TestShop::open().await;
    for (shop, status_elsewhere) in [(&trusting, 400), (&wary, 429)] {
        shop.member("르탄이").await;
        for _ in 0..11 {
            log_in(shop, "203.0.113.7", &wrong("르탄이")).await;
        }
        let same = log_in(shop, "203.0.113.7", &wrong("르탄이")).await;
        assert_eq!(same.0, 429);
        // Addresses that a client puts in front of what the proxy adds don't count.
        let forged = log_in(shop, "198.51.100.1, 203.0.113.7", &wrong("르탄이")).await;
        assert_eq!(forged.0, 429);
        let elsewhere = log_in(shop, "203.0.113.8", &wrong("르탄이")).await;
        assert_eq!(elsewhere.0, status_elsewhere);
        let nonsense = log_in(shop, "x".repeat(300).as_str(), &wrong("르탄이")).await;
        assert!([400, 429].contains(&nonsense.0));
    }
}
