//! One account per visible name, and per email address.

use serde_json::{Value, json};
use shop::{Config, Shop};
use sqlx::{Connection, SqliteConnection};
use tempfile::TempDir;

use crate::support::{TestShop, account, refusal};

fn taken() -> (u16, Value) {
    refusal(400, "이미 가입된 이메일 또는 닉네임이 있습니다.")
}

fn named(nickname: &str, email: &str) -> Value {
    let mut account = account(email);
    account["nickname"] = nickname.into();
    account
}

#[tokio::test]
async fn a_name_that_looks_like_an_existing_one_is_taken() {
    let shop = TestShop::open().await;
    for (number, (first, second)) in [
        // composed, decomposed
        (
            "김민수",
            "\u{1100}\u{1175}\u{11b7}\u{1106}\u{1175}\u{11ab}\u{1109}\u{116e}",
        ),
        ("admin", "ad\u{200b}min"),
        ("rtan", "\u{feff}rtan"),
        ("hanghae", "h\u{430}nghae"),
        ("cola", "ＣＯＬＡ"),
        ("르탄 이", "르탄\u{3000}\u{3000}이"),
        ("cider\u{fe0f}", "CIDER"),
        ("Zero", "zer0"),
    ]
    .into_iter()
    .enumerate()
    {
        let first = named(first, &format!("first{number}"));
        assert_eq!(shop.post("/api/users", "", first).await.0, 201);
        let second = named(second, &format!("second{number}"));
        assert_eq!(
            shop.post("/api/users", "", second.clone()).await,
            taken(),
            "{second}"
        );
    }
}

#[tokio::test]
async fn a_name_is_shown_composed() {
    let shop = TestShop::open().await;
    let token = shop
        .member("\u{1106}\u{1175}\u{11ab}\u{1109}\u{116e}")
        .await;
    let (_, me) = shop.get("/api/users/me", &token).await;
    assert_eq!(me["user"]["nickname"], "민수");
}

#[tokio::test]
async fn a_name_is_as_long_as_it_looks() {
    let shop = TestShop::open().await;
    let decomposed = "\u{1100}\u{1161}\u{11ab}".repeat(50);
    let answer = shop.post("/api/users", "", named(&decomposed, "a")).await;
    assert_eq!(
        answer.0, 201,
        "50 syllables are 50 characters: {}",
        answer.1
    );
}

#[tokio::test]
async fn goods_are_found_by_a_category_however_it_is_typed() {
    let shop = TestShop::open().await;
    let token = shop.member("르탄이").await;
    let rice = json!({
        "goodsId": 4, "name": "쌀", "thumbnailUrl": "/rice.svg",
        "category": "\u{110a}\u{1161}\u{11af}", "price": 900,
    });
    assert_eq!(shop.post("/api/goods", &token, rice).await.0, 201);
    for typed in ["쌀", "\u{110a}\u{1161}\u{11af}"] {
        let path = format!("/api/goods?category={typed}");
        let (_, found) = shop.get(&path, &token).await;
        assert_eq!(found["goods"][0]["goodsId"], 4, "{typed}");
    }
}

#[tokio::test]
async fn invisible_names_and_those_that_change_the_text_direction_are_refused() {
    let shop = TestShop::open().await;
    let invisible = "nickname: 눈에 보이는 글자가 있어야 합니다.";
    let bidi = "nickname: 글자 방향을 바꾸는 문자는 쓸 수 없습니다.";
    for (nickname, message) in [
        ("\u{200b}", invisible),
        ("\u{2060}\u{200d}", invisible),
        ("\u{3164}", invisible),
        ("\u{2800} \u{2800}", invisible),
        ("\u{e0041}", invisible),
        ("\u{301}", invisible),
        ("르\u{2028}탄이", "nickname: 제어 문자는 쓸 수 없습니다."),
        ("르\u{202e}탄이", bidi),
        ("르탄이\u{2066}", bidi),
        ("\u{200f}르탄이", bidi),
    ] {
        let answer = shop.post("/api/users", "", named(nickname, "a")).await;
        assert_eq!(answer, refusal(400, message), "{nickname:?}");
    }
    let family = named("👨‍👩‍👧 가족", "family");
    assert_eq!(shop.post("/api/users", "", family).await.0, 201);
}

#[tokio::test]
async fn goods_are_named_by_the_same_rules() {
    let shop = TestShop::open().await;
    let token = shop.member("르탄이").await;
    for (field, value, message) in [
        (
            "name",
            "\u{200b}",
            "name: 눈에 보이는 글자가 있어야 합니다.",
        ),
        (
            "category",
            "dr\u{202e}ink",
            "category: 글자 방향을 바꾸는 문자는 쓸 수 없습니다.",
        ),
    ] {
        let mut goods = json!({
            "goodsId": 4, "name": "우유", "thumbnailUrl": "/milk.svg",
            "category": "drink", "price": 900,
        });
        goods[field] = value.into();
        let answer = shop.post("/api/goods", &token, goods).await;
        assert_eq!(answer, refusal(400, message));
    }
}

#[tokio::test]
async fn an_address_is_one_account_however_it_is_written() {
    let shop = TestShop::open().await;
    let mut first = account("first");
    first["email"] = "\u{e4}pfel@example.com".into();
    assert_eq!(shop.post("/api/users", "", first).await.0, 201);
    for email in ["a\u{308}pfel@example.com", "\u{c4}PFEL@Example.com"] {
        let mut second = account("second");
        second["email"] = email.into();
        assert_eq!(
            shop.post("/api/users", "", second).await,
            taken(),
            "{email}"
        );
        let login = json!({"email": email, "password": "first"});
        assert_eq!(shop.post("/api/auth", "", login).await.0, 200, "{email}");
    }
    let mut hidden = account("second");
    hidden["email"] = "second\u{200b}@example.com".into();
    assert_eq!(
        shop.post("/api/users", "", hidden).await,
        refusal(400, "email: 이메일 형식이 아닙니다.")
    );
}

/// A database from before there were looks, with two accounts that look alike.
#[tokio::test]
async fn existing_accounts_stay() {
    let folder = TempDir::new().unwrap();
    let url = format!("sqlite://{}", folder.path().join("shop.db").display());
    let flags = [
        "shop",
        "--database-url",
        &url,
        "--jwt-secret",
        &"s".repeat(32),
    ];
    let config = <Config as clap::Parser>::try_parse_from(flags).unwrap();
    Shop::open(&config).await.unwrap().close().await;

    let mut old = SqliteConnection::connect(&url).await.unwrap();
    sqlx::raw_sql(
        "insert into users (email, nickname, password_hash, created_at, updated_at) values
         ('a@example.com', '김민수', 'x', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z'),
         ('A@EXAMPLE.COM', 'ad\u{200b}min', 'x', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z'),
         ('b@example.com', '김민수\u{200b}', 'x', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z')",
    )
    .execute(&mut old)
    .await
    .unwrap();
    old.close().await.unwrap();

    let shop = TestShop::open_at(folder, &["--jwt-secret", &"s".repeat(32)]).await;
    for (user_id, nickname) in
        [(1, "김민수"), (2, "ad\u{200b}min"), (3, "김민수\u{200b}")]
    {
        let (status, me) = shop
            .get("/api/users/me", &shop.token_for(user_id, 60))
            .await;
        assert_eq!((status, &me["user"]["nickname"]), (200, &nickname.into()));
    }
    for (nickname, email) in [("김민수", "c"), ("admin", "d")] {
        assert_eq!(
            shop.post("/api/users", "", named(nickname, email)).await,
            taken()
        );
    }
    let third = json!({
        "nickname": "new", "email": "a@Example.com", "password": "1", "confirmPassword": "1",
    });
    assert_eq!(shop.post("/api/users", "", third).await, taken());
}
