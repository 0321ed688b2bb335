//! How long a buyer waits for the acknowledgement of a `BUY`: on a quiet shop, and
//! while people log in: 50 a second, or as many as the second argument says. Each login
//! takes about 20 to 40 ms of CPU time.
//!
//! `cargo bench -p shop --bench logins` starts a release build of the shop on a free
//! port, with a database in a temporary folder. Latencies are in milliseconds.

#![allow(clippy::unwrap_used)]

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use reqwest::Client;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::task::JoinSet;
use tokio::time::{MissedTickBehavior, interval};
use transcript::{Handshake, Light};

const SECONDS: u32 = 20;
const BUYS_A_SECOND: u32 = 100;
const LOGINS_A_SECOND: u32 = 50;

#[tokio::main]
async fn main() {
    let folder = TempDir::new().unwrap();
    let (mut shop, url) = start(&folder);
    let account = json!({
        "nickname": "르탄이", "email": "rtan@example.com",
        "password": "1234", "confirmPassword": "1234",
    });
    // A single client for all: creating one costs more than the shop's answer.
    let http = Client::new();
    let auth = format!("{url}/api/auth");
    post(&http, &format!("{url}/api/users"), &account).await;
    let token = post(&http, &auth, &account).await["token"].clone();
    let handshake = Handshake {
        auth: Some(json!({"token": token})),
        ..Handshake::default()
    };
    let mut buyer = Light::connect(&url, handshake).await.unwrap();
    buyer.expect("WHO").await;
    buyer.expect("SINCE").await;

    println!("{:28} {:>8} {:>8} {:>8}", "", "p50", "p99", "most");
    buy_for(&mut buyer, 2).await;
    print_row("BUY, quiet", buy_for(&mut buyer, SECONDS).await);

    let logins = tokio::spawn(log_in_for(http, auth, account));
    let while_logging_in = buy_for(&mut buyer, SECONDS).await;
    print_row("BUY, 50 logins a second", while_logging_in);
    print_row("the logins themselves", logins.await.unwrap());
    if let Some(memory) = resident(&shop) {
        println!("memory afterwards: {memory} kB");
    }
    shop.kill().unwrap();
    shop.wait().unwrap();
}

fn start(folder: &TempDir) -> (Child, String) {
    let database = format!("sqlite://{}", folder.path().join("shop.db").display());
    let mut shop = Command::new(env!("CARGO_BIN_EXE_shop"))
        .args(["0", "--database-url", &database, "--log", "warn"])
        .args(["--buys-per-second", "1000"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let console = BufReader::new(shop.stdout.take().unwrap());
    let mut lines = console.lines().map(Result::unwrap);
    let address = lines.find(|line| line.starts_with("http")).unwrap();
    let address = address.split(' ').next().unwrap();
    (shop, address.replace("localhost", "127.0.0.1"))
}

/// How long each acknowledgement took. Orders are sent when they are due, or as soon as
/// the previous one is answered.
async fn buy_for(buyer: &mut Light, seconds: u32) -> Vec<Duration> {
    let mut due = interval(Duration::from_secs(1) / BUYS_A_SECOND);
    due.set_missed_tick_behavior(MissedTickBehavior::Burst);
    let mut waits = Vec::new();
    for _ in 0..seconds * BUYS_A_SECOND {
        let asked = due.tick().await;
        let cola = json!({"goodsId": 1, "goodsName": "시원한 콜라"});
        let answer = buyer.emit_with_ack("BUY", cola).await;
        assert_eq!(answer["ok"], true, "{answer}");
        waits.push(asked.elapsed());
        buyer.expect("BUY_GOODS").await;
    }
    waits
}

async fn log_in_for(http: Client, auth: String, account: Value) -> Vec<Duration> {
    let mut due = interval(Duration::from_secs(1) / LOGINS_A_SECOND);
    let mut logins = JoinSet::new();
    for _ in 0..SECONDS * LOGINS_A_SECOND {
        due.tick().await;
        let (http, auth, account) = (http.clone(), auth.clone(), account.clone());
        logins.spawn(async move {
            let asked = Instant::now();
            post(&http, &auth, &account).await;
            asked.elapsed()
        });
    }
    logins.join_all().await
}

async fn post(http: &Client, url: &str, body: &Value) -> Value {
    let answer = http.post(url).json(body).send().await.unwrap();
    assert!(answer.status().is_success(), "{url}: {}", answer.status());
    answer.json().await.unwrap()
}

fn print_row(what: &str, mut waits: Vec<Duration>) {
    waits.sort();
    let at = |part: usize| waits[(waits.len() - 1) * part / 100].as_secs_f64() * 1000.0;
    println!("{what:28} {:8.2} {:8.2} {:8.2}", at(50), at(99), at(100));
}

/// In kB; only on Linux.
fn resident(shop: &Child) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{}/status", shop.id())).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
