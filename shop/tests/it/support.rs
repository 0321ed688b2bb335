//! A shop on a free port, with its own database, for one test.

use std::future::{pending, ready};
use std::sync::Arc;

use clap::Parser;
use reqwest::{Client, Method, RequestBuilder};
use serde_json::{Value, json};
use shop::{Config, Shop, app, serve};
use sqlx::{Connection, PgConnection, SqliteConnection};
use tempfile::TempDir;
use tokio::net::TcpListener;
use transcript::{Handshake, Light, Postgres};

pub const NOT_LOGGED_IN: &str = "로그인 후 이용 가능한 기능입니다.";

/// These tests are built twice, once for each kind of database.
pub const ON_POSTGRES: bool = matches!(env!("CARGO_CRATE_NAME").as_bytes(), b"postgres");

pub struct TestShop {
    pub url: String,
    pub http: Client,
    database: Arc<Database>,
}

/// A new database; gone with the last shop on it.
enum Database {
    Sqlite(TempDir),
    Postgres { url: String, _server: Arc<Postgres> },
}

impl Database {
    fn new() -> Self {
        match ON_POSTGRES {
            false => Self::Sqlite(TempDir::new().unwrap()),
            true => {
                let server = Postgres::shared();
                let url = server.new_database();
                Self::Postgres {
                    url,
                    _server: server,
                }
            }
        }
    }

    fn url(&self) -> String {
        match self {
            Self::Sqlite(folder) => {
                format!("sqlite://{}", folder.path().join("shop.db").display())
            }
            Self::Postgres { url, .. } => url.clone(),
        }
    }
}

impl TestShop {
    pub async fn open() -> Self {
        Self::open_with(&[]).await
    }

    pub async fn open_with(flags: &[&str]) -> Self {
        Self::serve(Arc::new(Database::new()), flags).await
    }

    /// With the SQLite database in this folder, which is deleted with the shop.
    pub async fn open_at(folder: TempDir, flags: &[&str]) -> Self {
        Self::serve(Arc::new(Database::Sqlite(folder)), flags).await
    }

    /// Another server with the same database.
    pub async fn open_beside(&self) -> Self {
        Self::serve(Arc::clone(&self.database), &[]).await
    }

    async fn serve(database: Arc<Database>, flags: &[&str]) -> Self {
        let url = database.url();
        let flags = ["shop", "--database-url", &url]
            .into_iter()
            .chain(flags.iter().copied());
        let config = Config::try_parse_from(flags).unwrap();

        let shop = Shop::open(&config).await.unwrap();
        let (app, _) = app(&shop, &config);
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(serve(
            listener,
            app,
            config.trusted_proxies.clone(),
            pending(),
            ready(()),
        ));
        Self {
            url,
            http: Client::new(),
            database,
        }
    }

    /// Runs a statement directly on its database, behind its back.
    pub async fn execute(&self, sql: &'static str) {
        let url = self.database.url();
        match &*self.database {
            Database::Sqlite(_) => {
                let mut connection = SqliteConnection::connect(&url).await.unwrap();
                sqlx::query(sql).execute(&mut connection).await.unwrap();
            }
            Database::Postgres { .. } => {
                let mut connection = PgConnection::connect(&url).await.unwrap();
                sqlx::query(sql).execute(&mut connection).await.unwrap();
            }
        }
    }

    pub fn request(&self, method: Method, path: &str, token: &str) -> RequestBuilder {
        let request = self.http.request(method, format!("{}{path}", self.url));
        match token {
            "" => request,
            token => request.bearer_auth(token),
        }
    }

    pub async fn get(&self, path: &str, token: &str) -> (u16, Value) {
        answer(self.request(Method::GET, path, token)).await
    }

    pub async fn post(&self, path: &str, token: &str, body: Value) -> (u16, Value) {
        answer(self.request(Method::POST, path, token).json(&body)).await
    }

    pub async fn put(&self, path: &str, token: &str, body: Value) -> (u16, Value) {
        answer(self.request(Method::PUT, path, token).json(&body)).await
    }

    pub async fn delete(&self, path: &str, token: &str) -> (u16, Value) {
        answer(self.request(Method::DELETE, path, token)).await
    }

    /// Signs up and logs in, with the nickname as the password; returns the token.
    pub async fn member(&self, nickname: &str) -> String {
        let signed_up = self.post("/api/users", "", account(nickname)).await;
        assert_eq!(signed_up.0, 201, "{}", signed_up.1);
        let (_, answer) = self.post("/api/auth", "", account(nickname)).await;
        answer["token"].as_str().unwrap().to_owned()
    }

    /// A token like the shop's own, signed with the secret `sss…`, valid for this long.
    pub fn token_for(&self, user_id: i64, seconds: u64) -> String {
        let exp = jsonwebtoken::get_current_timestamp() + seconds;
        let key = jsonwebtoken::EncodingKey::from_secret("s".repeat(32).as_bytes());
        let claims = json!({"userId": user_id, "exp": exp});
        jsonwebtoken::encode(&jsonwebtoken::Header::default(), &claims, &key).unwrap()
    }

    /// A socket with this token that has been told who and where it is; without a
    /// token, a guest's.
    pub async fn socket(&self, token: &str) -> Light {
        let token = (!token.is_empty()).then_some(token);
        let handshake = Handshake {
            auth: Some(json!({"token": token})),
            ..Handshake::default()
        };
        let mut socket = Light::connect(&self.url, handshake).await.unwrap();
        socket.expect("WHO").await;
        socket.expect("SINCE").await;
        socket
    }
}

pub fn account(nickname: &str) -> Value {
    json!({
        "nickname": nickname,
        "email": format!("{nickname}@example.com"),
        "password": nickname,
        "confirmPassword": nickname,
    })
}

pub async fn answer(request: RequestBuilder) -> (u16, Value) {
    let response = request.send().await.unwrap();
    let status = response.status().as_u16();
    let text = response.text().await.unwrap();
    let body = serde_json::from_str(&text).unwrap_or_else(|_| text.into());
    (status, body)
}

/// A refusal over REST: this sentence, with its code.
pub fn refusal(status: u16, message: &str) -> (u16, Value) {
    (status, refused(message))
}

/// The same refusal as an acknowledgement, or as `BUY_REFUSED`.
pub fn refused(message: &str) -> Value {
    json!({"errorMessage": message, "code": code_of(message)})
}

/// Programs rely on these codes, so they are repeated here.
const CODES: &[(&str, &str)] = &[
    (NOT_LOGGED_IN, "not_logged_in"),
    (
        "패스워드가 패스워드 확인란과 동일하지 않습니다.",
        "passwords_differ",
    ),
    (
        "이미 가입된 이메일 또는 닉네임이 있습니다.",
        "already_signed_up",
    ),
    ("이메일 또는 패스워드가 잘못됐습니다.", "bad_login"),
    ("이미 있는 데이터입니다.", "goods_exist"),
    ("존재하지 않는 상품입니다.", "unknown_goods"),
    ("요청 본문이 올바른 JSON이 아닙니다.", "not_json"),
    ("요청 본문은 객체여야 합니다.", "not_an_object"),
    ("UTF-8이 아닌 글자가 들어 있습니다.", "not_utf8"),
    ("요청 본문이 너무 큽니다.", "too_large"),
    ("없는 API입니다.", "no_such_api"),
    ("허용되지 않은 출처(Origin)입니다.", "foreign_origin"),
    ("이 쇼핑몰의 주소가 아닙니다.", "unknown_host"),
    ("관리자만 상품을 등록할 수 있습니다.", "not_an_admin"),
    ("개까지만 등록할 수 있습니다.", "too_many_goods"),
    ("BUY의 내용은 객체여야 합니다.", "not_an_order"),
    (
        "goodsId: items의 첫 번째 상품과 같아야 합니다.",
        "other_goods",
    ),
    ("items: 같은 상품이 두 번 들어 있습니다.", "twice_the_same"),
    (
        "orderId: 내용이 다른 주문에 이미 쓰인 번호입니다.",
        "order_id_taken",
    ),
    ("합계가 너무 큽니다.", "total_too_large"),
    (
        "주문을 너무 많이 보냈습니다. 잠시 후 다시 시도해 주세요.",
        "too_many_orders",
    ),
    (": 필수 항목입니다.", "required"),
    (": 한 번만 쓸 수 있습니다.", "only_once"),
    (": 문자열이어야 합니다.", "not_text"),
    ("자 이하여야 합니다.", "too_long"),
    (": 제어 문자는 쓸 수 없습니다.", "control_characters"),
    (": 눈에 보이는 글자가 있어야 합니다.", "invisible"),
    (
        ": 글자 방향을 바꾸는 문자는 쓸 수 없습니다.",
        "bidi_controls",
    ),
    (": 이메일 형식이 아닙니다.", "not_an_email"),
    ("로 시작하는 경로여야 합니다.", "not_an_address"),
    (" 이하의 정수여야 합니다.", "out_of_range"),
    (": true 또는 false여야 합니다.", "not_a_boolean"),
    ("개 이하의 목록이어야 합니다.", "not_a_list"),
];

fn code_of(message: &str) -> &'static str {
    CODES
        .iter()
        .find_map(|(ending, code)| message.ends_with(ending).then_some(*code))
        .unwrap_or_else(|| panic!("no code for {message}"))
}

/// Removes a date from an answer, after checking its format: `2022-07-07T00:10:32.000Z`.
pub fn take_date(value: &mut Value, field: &str) {
    let date = value.as_object_mut().unwrap().shift_remove(field);
    let date = date.unwrap_or_else(|| panic!("no {field}"));
    let date = date.as_str().unwrap();
    let form: String = date
        .chars()
        .map(|c| if c.is_ascii_digit() { '0' } else { c })
        .collect();
    assert_eq!(form, "0000-00-00T00:00:00.000Z", "{date}");
}
