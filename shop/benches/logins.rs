//! How long a buyer waits for the acknowledgement of a `BUY`: on a quiet shop, and
//! while 50 people a second log in. Each login takes about 20 to 40 ms of CPU time.
//!
//! `cargo bench -p shop --bench logins` starts a release build of the shop on a free
//! port, with a database in a temporary folder. Latencies are in milliseconds.

#![allow(clippy::unwrap_used)]

#[allow(dead_code, reason = "some of it is only for tests")]
#[path = "../tests/process/support.rs"]
mod process;

use std::process::Stdio;
use std::time::{Duration, Instant};

use reqwest::Client;
use serde_json::json;
use tempfile::TempDir;
use tokio::task::JoinSet;
use tokio::time::{MissedTickBehavior, interval};
use transcript::{Handshake, Light};

use process::{command, member, started};

const SECONDS: u32 = 20;
const BUYS_A_SECOND: u32 = 100;
const LOGINS_A_SECOND: u32 = 50;

#[tokio::main]
async fn main() {
    let folder = TempDir::new().unwrap();
    let mut shop = command(folder.path());
    shop.env("BUYS_PER_SECOND", "1000").stdout(Stdio::piped());
    let shop = started(shop.spawn().unwrap());
    let token = shop.login("르탄이").await;
    let handshake = Handshake {
        auth: Some(json!({"token": token})),
        ..Handshake::default()
    };
    let mut buyer = Light::connect(&shop.url, handshake).await.unwrap();
    buyer.expect("WHO").await;
    buyer.expect("SINCE").await;

    println!("{:28} {:>8} {:>8} {:>8}", "", "p50", "p99", "most");
    buy_for(&mut buyer, 2).await;
    print_row("BUY, quiet", buy_for(&mut buyer, SECONDS).await);

    let logins = tokio::spawn(log_in_for(format!("{}/api/auth", shop.url)));
    let while_logging_in = buy_for(&mut buyer, SECONDS).await;
    print_row("BUY, 50 logins a second", while_logging_in);
    print_row("the logins themselves", logins.await.unwrap());
    #[cfg(target_os = "linux")]
    println!("memory afterwards: {} kB", process::status(&shop, "VmRSS"));
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

async fn log_in_for(auth: String) -> Vec<Duration> {
    // A single client for all: creating one costs more than the shop's answer.
    let http = Client::new();
    let mut due = interval(Duration::from_secs(1) / LOGINS_A_SECOND);
    let mut logins = JoinSet::new();
    for _ in 0..SECONDS * LOGINS_A_SECOND {
        due.tick().await;
        let login = http.post(&auth).json(&member());
        logins.spawn(async move {
            let asked = Instant::now();
            let answer = login.send().await.unwrap();
            assert!(answer.status().is_success(), "{}", answer.status());
            answer.bytes().await.unwrap();
            asked.elapsed()
        });
    }
    logins.join_all().await
}

fn print_row(what: &str, mut waits: Vec<Duration>) {
    waits.sort();
    let at = |part: usize| waits[(waits.len() - 1) * part / 100].as_secs_f64() * 1000.0;
    println!("{what:28} {:8.2} {:8.2} {:8.2}", at(50), at(99), at(100));
}
