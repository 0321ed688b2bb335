//! Signing up, logging in and out, and asking who you are.

use reqwest::Method;
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, SET_COOKIE};
use serde_json::json;

use crate::support::{NOT_LOGGED_IN, TestShop, account, answer, refusal, take_date};

#[tokio::test]
async fn after_signing_up_and_logging_in_the_shop_knows_you() {
    let shop = TestShop::open().await;
    assert_eq!(
        shop.post("/api/users", "", account("르탄이")).await,
        (201, json!({"message": "회원 가입에 성공하였습니다."}))
    );
    let (status, login) = shop.post("/api/auth", "", account("르탄이")).await;
    assert_eq!(status, 200);

    let token = login["token"].as_str().unwrap();
    let (status, mut me) = shop.get("/api/users/me", token).await;
    take_date(&mut me["user"], "createdAt");
    take_date(&mut me["user"], "updatedAt");
    assert_eq!(status, 200);
    assert_eq!(
        me,
        json!({"user": {
            "userId": 1, "email": "르탄이@example.com", "nickname": "르탄이"
        }})
    );
}

#[tokio::test]
async fn the_lessons_forms_are_understood() {
    let shop = TestShop::open().await;
    let form = [
        ("nickname", "르탄이"),
        ("email", "rtan@example.com"),
        ("password", "1234"),
        ("confirmPassword", "1234"),
    ];
    let sign_up = shop.request(Method::POST, "/api/users", "").form(&form);
    assert_eq!(answer(sign_up).await.0, 201);
    let log_in = shop.request(Method::POST, "/api/auth", "").form(&form);
    assert_eq!(answer(log_in).await.0, 200);
}

#[tokio::test]
async fn an_email_or_a_nickname_is_taken_whatever_its_case() {
    let shop = TestShop::open().await;
    shop.member("Rtan").await;
    for (nickname, email) in [("RTAN", "new@example.com"), ("new", "RTAN@example.com")] {
        let mut again = account(nickname);
        again["email"] = email.into();
        assert_eq!(
            shop.post("/api/users", "", again).await,
            refusal(400, "이미 가입된 이메일 또는 닉네임이 있습니다.")
        );
    }
}

#[tokio::test]
async fn passwords_that_differ_are_reported_before_a_taken_name() {
    let shop = TestShop::open().await;
    shop.member("르탄이").await;
    let mut again = account("르탄이");
    again["confirmPassword"] = "other".into();
    assert_eq!(
        shop.post("/api/users", "", again).await,
        refusal(400, "패스워드가 패스워드 확인란과 동일하지 않습니다.")
    );
}

#[tokio::test]
async fn of_many_sign_ups_at_once_with_one_name_only_one_succeeds() {
    let shop = TestShop::open().await;
    let all = (0..8).map(|_| shop.post("/api/users", "", account("르탄이")));
    let all = futures_util::future::join_all(all).await;
    assert_eq!(all.iter().filter(|(status, _)| *status == 201).count(), 1);
    assert_eq!(all.iter().filter(|(status, _)| *status == 400).count(), 7);
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_email_read_the_same() {
    let shop = TestShop::open().await;
    shop.member("르탄이").await;
    let mut wrong = account("르탄이");
    wrong["password"] = "wrong".into();
    for login in [wrong, account("nobody")] {
        assert_eq!(
            shop.post("/api/auth", "", login).await,
            refusal(400, "이메일 또는 패스워드가 잘못됐습니다.")
        );
    }
}

#[tokio::test]
async fn a_bad_field_is_named() {
    let shop = TestShop::open().await;
    for (field, value, message) in [
        ("nickname", json!(null), "nickname: 필수 항목입니다."),
        ("nickname", json!("  "), "nickname: 필수 항목입니다."),
        ("nickname", json!(["a"]), "nickname: 문자열이어야 합니다."),
        (
            "nickname",
            json!("a\nb"),
            "nickname: 제어 문자는 쓸 수 없습니다.",
        ),
        (
            "nickname",
            json!("가".repeat(51)),
            "nickname: 50자 이하여야 합니다.",
        ),
        ("email", json!("rtan"), "email: 이메일 형식이 아닙니다."),
        ("password", json!(1234), "password: 문자열이어야 합니다."),
        ("password", json!(""), "password: 필수 항목입니다."),
        (
            "confirmPassword",
            json!(null),
            "confirmPassword: 필수 항목입니다.",
        ),
    ] {
        let mut body = account("르탄이");
        body[field] = value;
        assert_eq!(
            shop.post("/api/users", "", body).await,
            refusal(400, message)
        );
    }
    assert_eq!(
        shop.post("/api/users", "", account("르탄이")).await.0,
        201,
        "nothing was kept of what was refused"
    );
}

#[tokio::test]
async fn a_bad_body_is_refused_with_a_reason() {
    let shop = TestShop::open().await;
    let large = format!(r#"{{"email":"{}"}}"#, "a".repeat(70_000));
    for (kind, body, status, message) in [
        (
            "application/json",
            r#"{"email": "#,
            400,
            "요청 본문이 올바른 JSON이 아닙니다.",
        ),
        (
            "application/json",
            "[]",
            400,
            "요청 본문은 객체여야 합니다.",
        ),
        ("application/json", &large, 413, "요청 본문이 너무 큽니다."),
        ("text/plain", "hello", 400, "email: 필수 항목입니다."),
    ] {
        let request = shop
            .request(Method::POST, "/api/auth", "")
            .header(CONTENT_TYPE, kind)
            .body(body.to_owned());
        assert_eq!(answer(request).await, refusal(status, message));
    }
}

#[tokio::test]
async fn only_an_unaltered_unexpired_token_of_a_known_user_is_a_login() {
    let shop = TestShop::open_with(&["--jwt-secret", &"s".repeat(32)]).await;
    let token = shop.member("르탄이").await;
    let mut touched = token.clone();
    touched.replace_range(0..1, "f");
    let signed = |claims: serde_json::Value, secret: &str| {
        let key = jsonwebtoken::EncodingKey::from_secret(secret.as_bytes());
        jsonwebtoken::encode(&jsonwebtoken::Header::default(), &claims, &key).unwrap()
    };
    let later = jsonwebtoken::get_current_timestamp() + 60;
    let right = "s".repeat(32);
    for header in [
        format!("Bearer {touched}"),
        format!("Basic {token}"),
        token.clone(),
        "Bearer".to_owned(),
        format!("Bearer {}", signed(json!({"userId": 1, "exp": 1}), &right)),
        format!("Bearer {}", signed(json!({"userId": 1}), &right)),
        format!(
            "Bearer {}",
            signed(json!({"userId": 9, "exp": later}), &right)
        ),
        format!(
            "Bearer {}",
            signed(json!({"userId": 1, "exp": later}), "customized-secret-key")
        ),
    ] {
        let request = shop
            .request(Method::GET, "/api/users/me", "")
            .header(AUTHORIZATION, &header);
        assert_eq!(
            answer(request).await,
            refusal(401, NOT_LOGGED_IN),
            "{header}"
        );
    }
    let good = signed(json!({"userId": 1, "exp": later}), &right);
    assert_eq!(shop.get("/api/users/me", &good).await.0, 200);
}

#[tokio::test]
async fn logging_in_sets_the_sockets_cookie_and_logging_out_clears_it() {
    let shop = TestShop::open().await;
    let token = shop.member("르탄이").await;
    let request = |method| shop.request(method, "/api/auth", "");

    let login = request(Method::POST).json(&account("르탄이")).send().await;
    let login = login.unwrap().headers()[SET_COOKIE].clone();
    let (value, attributes) = login.to_str().unwrap().split_once("; ").unwrap();
    assert!(value.starts_with("token=ey"), "{value}");
    assert_eq!(
        attributes,
        "HttpOnly; SameSite=Strict; Path=/socket.io/; Max-Age=604800"
    );

    let logout = request(Method::DELETE).send().await.unwrap();
    assert_eq!(
        logout.headers()[SET_COOKIE],
        "token=; HttpOnly; SameSite=Strict; Path=/socket.io/; Max-Age=0"
    );
    assert_eq!(logout.text().await.unwrap(), "{}");

    let by_cookie = shop
        .request(Method::GET, "/api/users/me", "")
        .header("cookie", format!("token={token}"));
    assert_eq!(answer(by_cookie).await, refusal(401, NOT_LOGGED_IN));
}
