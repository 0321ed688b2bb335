//! A shop in its own process, for a test or a benchmark.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;
use transcript::{Handshake, Light};

/// A running shop; killed when it is dropped.
pub struct Process {
    pub child: Child,
    pub url: String,
}

pub fn command(folder: &Path) -> Command {
    let database = format!("sqlite://{}", folder.join("data/shop.db").display());
    let mut command = Command::new(env!("CARGO_BIN_EXE_shop"));
    command
        .env("PORT", "0")
        .env("DATABASE_URL", database)
        .env_remove("HOST")
        .env_remove("JWT_SECRET")
        .env("RUST_LOG", "warn")
        .stdin(Stdio::null());
    command
}

pub fn start(folder: &TempDir) -> Process {
    start_in(folder.path())
}

pub fn start_in(folder: &Path) -> Process {
    started(command(folder).stdout(Stdio::piped()).spawn().unwrap())
}

pub fn started(mut child: Child) -> Process {
    let console = BufReader::new(child.stdout.take().unwrap());
    let lines = console.lines().map(Result::unwrap).take(4);
    let lines: Vec<String> = lines.collect();
    let address = lines
        .iter()
        .find_map(|line| line.strip_prefix("http://localhost:"));
    let port = address.expect("an address").split(' ').next().unwrap();
    Process {
        url: format!("http://127.0.0.1:{port}"),
        child,
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended already.
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

impl Process {
    pub async fn post(&self, path: &str, body: &Value) -> (u16, Value) {
        let request = reqwest::Client::new().post(format!("{}{path}", self.url));
        let answer = request.json(body).send().await.unwrap();
        (answer.status().as_u16(), answer.json().await.unwrap())
    }

    /// Signs someone up, and logs them in.
    pub async fn login(&self, nickname: &str) -> String {
        let account = account(nickname);
        self.post("/api/users", &account).await;
        let (_, login) = self.post("/api/auth", &account).await;
        login["token"].as_str().unwrap().to_owned()
    }

    pub async fn nickname_of(&self, token: &str) -> Value {
        let handshake = Handshake {
            auth: Some(json!({"token": token})),
            ..Handshake::default()
        };
        let mut socket = Light::connect(&self.url, handshake).await.unwrap();
        socket.expect("WHO").await["nickname"].clone()
    }
}

pub fn member() -> Value {
    account("르탄이")
}

fn account(nickname: &str) -> Value {
    json!({
        "nickname": nickname,
        "email": format!("{}@example.com", nickname.len()),
        "password": "1234",
        "confirmPassword": "1234",
    })
}

/// What the system says about a process in `/proc/PID/status`: a number, in kB for
/// memory.
#[cfg(target_os = "linux")]
pub fn status(shop: &Process, field: &str) -> u64 {
    let file = format!("/proc/{}/status", shop.child.id());
    let status = std::fs::read_to_string(file).unwrap();
    let line = status.lines().find(|line| line.starts_with(field)).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}
