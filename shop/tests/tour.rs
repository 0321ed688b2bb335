//! The book's tour of the REST API: the commands that the chapter prints, run against
//! the shop.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use reqwest::header::{CONTENT_TYPE, SET_COOKIE};
use reqwest::{Client, Method};
use serde_json::Value;
use transcript::as_printed;

const CARGO_RUN: &str = "cargo run -p shop --";
const ARGUMENTS: &str = "--no-seed --database-url sqlite::memory:";

const COLA: &str = r#"{"goodsId":1,"name":"시원한 콜라","thumbnailUrl":"/images/cola.svg","category":"drink","price":3000}"#;
const ZERO: &str = r#"{"goodsId":2,"name":"시원한 콜라 제로","thumbnailUrl":"/images/cola-zero.svg","category":"drink","price":1200}"#;
const CIDER: &str = r#"{"goodsId":3,"name":"시원한 사이다","thumbnailUrl":"/images/cider.svg","category":"drink","price":4500}"#;
const MEMBER: &str = r#"{"nickname":"르탄이","email":"rtan@example.com","password":"1234","confirmPassword":"1234"}"#;
const LOGIN: &str = r#"{"email":"rtan@example.com","password":"1234"}"#;

/// A running shop; killed when it is dropped.
struct Shop {
    child: Child,
    url: String,
    welcome: String,
}

impl Shop {
    fn start() -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_shop"))
            .args(ARGUMENTS.split(' '))
            .env("PORT", "0")
            .env("RUST_LOG", "warn")
            .env_remove("HOST")
            .env_remove("JWT_SECRET")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let console = BufReader::new(child.stdout.take().unwrap());
        let welcome: Vec<String> = console.lines().map(Result::unwrap).take(4).collect();
        let address = welcome[3].split(' ').next().unwrap();
        Self {
            url: address.replace("localhost", "127.0.0.1"),
            // With a reader's port, and as if npm were there.
            welcome: welcome
                .join("\n")
                .replace(address, "http://localhost:8080")
                .replace(
                    assets::CLIENT_FROM,
                    "socket.io-client 4.8.4, embedded (works offline)",
                ),
            child,
        }
    }
}

impl Drop for Shop {
    fn drop(&mut self) {
        // It may have ended already.
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// One command of the chapter.
#[derive(Clone, Copy)]
struct Step {
    method: &'static str,
    path: &'static str,
    logged_in: bool,
    body: Option<&'static str>,
}

const fn step(method: &'static str, path: &'static str) -> Step {
    Step {
        method,
        path,
        logged_in: true,
        body: None,
    }
}

impl Step {
    const fn as_a_stranger(mut self) -> Self {
        self.logged_in = false;
        self
    }

    const fn with(mut self, body: &'static str) -> Self {
        self.body = Some(body);
        self
    }

    fn for_bash(self) -> String {
        let mut command = "curl -i".to_owned();
        if !matches!((self.method, self.body), ("GET", None) | ("POST", Some(_))) {
            command += &format!(" -X {}", self.method);
        }
        command += &format!(r#" "http://localhost:8080{}""#, self.path);
        if self.logged_in {
            command += r#" -H "Authorization: Bearer $TOKEN""#;
        }
        if let Some(body) = self.body {
            command += &format!(r#" -H "Content-Type: application/json" -d '{body}'"#);
        }
        command
    }

    fn for_powershell(self) -> String {
        let mut command = "Invoke-RestMethod".to_owned();
        if self.method != "GET" {
            command += &format!(" -Method {}", self.method);
        }
        command += &format!(r#" "http://localhost:8080{}""#, self.path);
        if self.logged_in {
            command += r#" -Headers @{ Authorization = "Bearer $TOKEN" }"#;
        }
        if let Some(body) = self.body {
            // Without the charset, Windows PowerShell 5.1 sends Hangul as `?`.
            let json = "application/json; charset=utf-8";
            command += &format!(r#" -ContentType "{json}" -Body '{body}'"#);
        }
        command + " | ConvertTo-Json -Depth 4"
    }

    /// The answer, with the two headers that the chapter talks about.
    async fn take(self, shop: &Shop, token: &mut String) -> String {
        let method = Method::from_bytes(self.method.as_bytes()).unwrap();
        let mut request = Client::new().request(method, shop.url.clone() + self.path);
        if self.logged_in {
            request = request.bearer_auth(&*token);
        }
        if let Some(body) = self.body {
            request = request.header(CONTENT_TYPE, "application/json").body(body);
        }
        let answer = request.send().await.unwrap();
        let mut text = format!(
            "{} {}\n{:?} {}\n",
            self.method,
            self.path,
            answer.version(),
            answer.status()
        );
        for name in [CONTENT_TYPE, SET_COOKIE] {
            if let Some(value) = answer.headers().get(&name) {
                text += &format!("{name}: {}\n", value.to_str().unwrap());
            }
        }
        let body = answer.text().await.unwrap();
        let fields: Value = serde_json::from_str(&body).unwrap();
        if let Some(new) = fields["token"].as_str() {
            new.clone_into(token);
        }
        text += &format!("\n{body}\n");
        match token.as_str() {
            "" => text,
            token => text.replace(token, "[token]"),
        }
    }
}

const STRANGER: &[Step] = &[step("GET", "/api/goods").as_a_stranger()];
const ACCOUNT: &[Step] = &[
    step("POST", "/api/users").as_a_stranger().with(MEMBER),
    step("POST", "/api/auth").as_a_stranger().with(LOGIN),
];
const ME: &[Step] = &[step("GET", "/api/users/me"), step("GET", "/api/goods")];
const REGISTER: &[Step] = &[
    step("POST", "/api/goods").with(COLA),
    step("POST", "/api/goods").with(ZERO),
    step("POST", "/api/goods").with(CIDER),
];
const TWICE: &[Step] = &[
    step("POST", "/api/goods").with(COLA),
    step("POST", "/api/goods").with(r#"{"goodsId":4}"#),
];
const LIST: &[Step] = &[
    step("GET", "/api/goods?category=drink"),
    step("GET", "/api/goods/4"),
];
const CART: &[Step] = &[
    step("PUT", "/api/goods/1/cart").with(r#"{"quantity":2}"#),
    step("PUT", "/api/goods/1/cart").with(r#"{"quantity":3}"#),
    step("GET", "/api/goods/cart"),
    step("DELETE", "/api/goods/1/cart"),
];
const BAD_CART: &[Step] = &[
    step("PUT", "/api/goods/1/cart").with(r#"{"quantity":0}"#),
    step("PUT", "/api/goods/4/cart").with(r#"{"quantity":1}"#),
];
const TOUR: [(&str, &[Step]); 8] = [
    ("tour-stranger", STRANGER),
    ("tour-account", ACCOUNT),
    ("tour-me", ME),
    ("tour-register", REGISTER),
    ("tour-twice", TWICE),
    ("tour-list", LIST),
    ("tour-cart", CART),
    ("tour-bad-cart", BAD_CART),
];

#[tokio::test]
async fn the_shop_answers_as_the_chapter_says() {
    let shop = Shop::start();
    as_printed().bind(|| insta::assert_snapshot!("tour-start", shop.welcome));
    let mut token = String::new();
    for (name, steps) in TOUR {
        let mut answers = Vec::new();
        for step in steps {
            answers.push(without_dates(&step.take(&shop, &mut token).await));
        }
        let answers = answers.join("\n");
        as_printed().bind(|| insta::assert_snapshot!(name, answers));
    }
}

#[test]
fn both_languages_print_the_commands_that_are_tested() {
    let steps = || TOUR.iter().flat_map(|(_, steps)| steps.iter());
    let bash: Vec<String> = steps().map(|step| step.for_bash()).collect();
    let powershell: Vec<String> = steps().map(|step| step.for_powershell()).collect();
    for language in ["en", "ko"] {
        let page = format!("../book/{language}/tour.md");
        let page = Path::new(env!("CARGO_MANIFEST_DIR")).join(page);
        let page = fs::read_to_string(page).unwrap();
        let lines = |command: &str| {
            let lines = page.lines().filter(|line| line.starts_with(command));
            lines.map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(lines("curl"), bash, "{language}");
        assert_eq!(lines("Invoke-RestMethod"), powershell, "{language}");
        assert_eq!(lines(CARGO_RUN), [format!("{CARGO_RUN} {ARGUMENTS}")]);
    }
}

/// A date is a whole JSON string: `"2022-07-07T00:10:32.000Z"`.
fn without_dates(text: &str) -> String {
    let is_date = |part: &&str| {
        part.len() == 24 && part.ends_with('Z') && part.as_bytes()[10] == b'T'
    };
    let parts = text.split('"').map(|part| match part {
        date if is_date(&date) => "[date]",
        part => part,
    });
    parts.collect::<Vec<_>>().join("\"")
}
