//! What was acknowledged is never lost, and nobody suffers for what others do.

use std::collections::BTreeMap;
#[cfg(target_os = "linux")]
use std::io::{BufRead, BufReader};
#[cfg(target_os = "linux")]
use std::process::Stdio;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::task::JoinSet;
use tokio::time::sleep;
use transcript::{Handshake, Light};

use crate::support::{Process, start};
#[cfg(target_os = "linux")]
use crate::support::{command, started, status};

pub async fn connect(shop: &Process, token: &str, after: i64) -> Light {
    let handshake = Handshake {
        auth: Some(match token {
            "" => json!({"after": after}),
            token => json!({"token": token, "after": after}),
        }),
        ..Handshake::default()
    };
    let mut socket = Light::connect(&shop.url, handshake).await.unwrap();
    socket.expect("WHO").await;
    socket
}

pub fn order(id: &str) -> Value {
    json!({"goodsId": 1, "goodsName": "시원한 콜라", "orderId": id})
}

/// A buyer that continues until the shop is gone.
struct Buyer {
    name: usize,
    /// The number of each order that was acknowledged.
    bought: BTreeMap<String, i64>,
}

impl Buyer {
    async fn shop_until_it_is_gone(mut self, mut socket: Light) -> Self {
        loop {
            // After a restart, this is the order that got no answer.
            let id = format!("{}.{}", self.name, self.bought.len());
            let Some(answer) = socket.ask("BUY", order(&id)).await else {
                return self;
            };
            let number = answer["purchaseId"].as_i64();
            self.bought.insert(id, number.expect("sold"));
        }
    }
}

/// The numbers that a listener receives until the shop is gone, without gaps.
async fn hear(mut socket: Light, mut heard: Vec<i64>) -> Vec<i64> {
    while let Some(event) = socket.next().await {
        match event.name.as_str() {
            "SINCE" => assert_eq!(event.args[0]["missed"], 0),
            "BUY_GOODS" => heard.push(event.args[0]["purchaseId"].as_i64().unwrap()),
            other => panic!("{other}"),
        }
    }
    heard
}

pub async fn last_purchase(shop: &Process, token: &str) -> i64 {
    let url = format!("{}/api/purchases?limit=1", shop.url);
    let request = reqwest::Client::new().get(url).bearer_auth(token);
    let answer: Value = request.send().await.unwrap().json().await.unwrap();
    answer["last"].as_i64().unwrap()
}

/// Kills the shop this many times while eight buyers buy, and checks what is left.
async fn killed_while_it_sells(times: u64) {
    let folder = TempDir::new().unwrap();
    let mut buyers: Vec<Buyer> = (0..8)
        .map(|name| Buyer {
            name,
            bought: BTreeMap::new(),
        })
        .collect();
    let mut heard = Vec::new();
    for time in 1..=times {
        let mut shop = start(&folder);
        let token = shop.login("르탄이").await;
        let listener = connect(&shop, "", heard.last().copied().unwrap_or(0)).await;
        let listener = tokio::spawn(hear(listener, heard));
        let mut shopping = JoinSet::new();
        for buyer in buyers {
            let socket = connect(&shop, &token, 0).await;
            shopping.spawn(buyer.shop_until_it_is_gone(socket));
        }
        sleep(Duration::from_millis(40 + 37 * time % 200)).await;
        shop.child.kill().unwrap();
        buyers = shopping.join_all().await;
        heard = listener.await.unwrap();
    }

    let shop = start(&folder);
    let token = shop.login("르탄이").await;
    let mut bought = BTreeMap::new();
    for buyer in buyers {
        bought.extend(buyer.bought);
    }
    assert!(bought.len() as u64 > times, "{} orders", bought.len());
    // All orders again: each gets the number it had before.
    let mut socket = connect(&shop, &token, 0).await;
    for (id, number) in &bought {
        let answer = socket.emit_with_ack("BUY", order(id)).await;
        assert_eq!(answer["purchaseId"], *number, "{id}");
    }
    // And everyone was told about all of them, once, in order.
    let last = last_purchase(&shop, &token).await;
    assert!(
        last >= bought.len() as i64 && last <= bought.len() as i64 + 8 * times as i64
    );
    let mut listener = connect(&shop, "", heard.last().copied().unwrap_or(0)).await;
    assert_eq!(listener.expect("SINCE").await["missed"], 0);
    while heard.last() != Some(&last) {
        let purchase = listener.expect("BUY_GOODS").await;
        heard.push(purchase["purchaseId"].as_i64().unwrap());
    }
    assert_eq!(heard, (1..=last).collect::<Vec<_>>());
}

#[tokio::test]
async fn killed_while_selling_it_loses_and_duplicates_nothing() {
    killed_while_it_sells(3).await;
}

/// `cargo test -p shop --test process -- --ignored`
#[ignore = "takes minutes; the same with three kills always runs"]
#[tokio::test]
async fn killed_fifty_times_it_loses_and_duplicates_nothing() {
    killed_while_it_sells(50).await;
}

/// How long each of these orders took, one after another.
async fn times(socket: &mut Light, name: &str, orders: usize) -> Vec<Duration> {
    let mut times = Vec::new();
    for number in 0..orders {
        let asked = Instant::now();
        let id = format!("{name}{number}");
        let answer = socket.emit_with_ack("BUY", order(&id)).await;
        assert_eq!(answer["ok"], true, "{answer}");
        times.push(asked.elapsed());
    }
    times.sort();
    times
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_client_that_floods_costs_the_others_nothing() {
    let folder = TempDir::new().unwrap();
    let mut command = command(folder.path());
    command.env("RUST_LOG", "info").stderr(Stdio::piped());
    let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
    let log = BufReader::new(child.stderr.take().unwrap());
    let log = std::thread::spawn(move || log.lines().map(Result::unwrap).count());
    let mut shop = started(child);
    let before = status(&shop, "VmRSS");
    let (floods, buys) = (shop.login("홍수").await, shop.login("르탄이").await);
    let mut buyer = connect(&shop, &buys, 0).await;
    let quiet = times(&mut buyer, "quiet", 100).await;

    let flood = connect(&shop, &floods, 0).await;
    let items: Vec<Value> = (1..=3)
        .map(|id| json!({"goodsId": id, "quantity": 1}))
        .collect();
    let large = json!({"goodsId": 1, "goodsName": "x".repeat(400), "items": items});
    for _ in 0..100_000 {
        flood.send_packet(r#"42["BUY",{"goodsId":1,"goodsName":"x"}]"#);
        flood.send_packet(&format!("42{}", json!(["BUY", large])));
    }
    let flooded = times(&mut buyer, "flooded", 100).await;
    let more = status(&shop, "VmRSS").saturating_sub(before);
    drop(flood);
    shop.child.kill().unwrap();
    let lines = log.join().unwrap();
    println!(
        "median {:?}, then {:?}; {more} kB more; {lines} lines",
        quiet[50], flooded[50]
    );
    assert!(more < 50 * 1024, "{more} kB more");
    assert!(flooded[98] < Duration::from_secs(1), "{flooded:?}");
    assert!(lines < 30, "{lines} lines in the log");
}
