//! Two shops on one PostgreSQL: how much they sell together, and how soon the other
//! server's clients hear of it.
//!
//! `cargo bench -p shop --bench servers` starts a PostgreSQL of its own, which waits for
//! the disk, and release builds of the shop. Buyers, listeners and servers are all on this
//! machine. Latency is from the moment a buyer sends an order to the moment a listener on
//! the other server has the notice.

#![allow(clippy::unwrap_used)]

#[allow(dead_code, reason = "some of it is only for tests")]
#[path = "../tests/process/support.rs"]
mod process;

use std::collections::HashMap;
use std::path::Path;
use std::process::Stdio;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use serde_json::json;
use tokio::task::JoinSet;
use tokio::time::{MissedTickBehavior, interval};
use transcript::{Handshake, Light, Postgres};

use process::{Process, command, started};

const BUYERS: usize = 64;
const LISTENERS: usize = 100;
/// Purchases a second, for the latency.
const RATE: u32 = 200;
const TIME: Duration = Duration::from_secs(10);

fn start(database: &str) -> Process {
    let mut shop = command(Path::new("/"));
    shop.env("DATABASE_URL", database)
        .env("BUYS_PER_SECOND", "100000")
        .stdout(Stdio::piped());
    started(shop.spawn().unwrap())
}

/// A socket that has been told who and where it is.
async fn connect(shop: &Process, token: Option<&str>) -> Light {
    let handshake = Handshake {
        auth: Some(json!({ "token": token })),
        ..Handshake::default()
    };
    let mut socket = Light::connect(&shop.url, handshake).await.unwrap();
    socket.expect("WHO").await;
    socket.expect("SINCE").await;
    socket
}

#[tokio::main]
async fn main() {
    let postgres = Postgres::durable();
    for servers in [1, 2] {
        let database = postgres.new_database();
        let shops: Vec<Process> = (0..servers).map(|_| start(&database)).collect();
        let sold = acknowledged(&shops).await;
        println!("{servers} server(s): {sold:.0} acknowledged a second, {BUYERS} buyers");
    }
    let database = postgres.new_database();
    let shops = [start(&database), start(&database)];
    let mut late = latencies(&shops).await;
    late.sort_unstable();
    let at = |part: f64| late[((late.len() - 1) as f64 * part) as usize];
    println!(
        "{RATE} purchases a second, {LISTENERS} clients on the other server: \
         {} notices, p50 {:.1?}, p99 {:.1?}, p99.9 {:.1?}",
        late.len(),
        at(0.5),
        at(0.99),
        at(0.999),
    );
}

/// Every buyer waits for each answer; half of them at each server.
async fn acknowledged(shops: &[Process]) -> f64 {
    let token = shops[0].login("르탄이").await;
    let mut buyers = JoinSet::new();
    let end = Instant::now() + TIME;
    for buyer in 0..BUYERS {
        let shop = &shops[buyer % shops.len()];
        let mut socket = connect(shop, Some(&token)).await;
        buyers.spawn(async move {
            let mut sold = 0;
            while Instant::now() < end {
                let order = json!({"goodsId": 1, "orderId": format!("{buyer}.{sold}")});
                let answer = socket.emit_with_ack("BUY", order).await;
                assert_eq!(answer["ok"], true, "{answer}");
                sold += 1;
            }
            sold
        });
    }
    let sold: i32 = buyers.join_all().await.into_iter().sum();
    f64::from(sold) / TIME.as_secs_f64()
}

/// Bought at the first server, heard at the second.
async fn latencies([here, there]: &[Process; 2]) -> Vec<Duration> {
    let token = here.login("르탄이").await;
    let count = RATE * TIME.as_secs() as u32;
    let sent: Arc<Mutex<HashMap<i64, Instant>>> = Arc::default();
    let mut listeners = JoinSet::new();
    for _ in 0..LISTENERS {
        let mut socket = connect(there, None).await;
        let sent = Arc::clone(&sent);
        listeners.spawn(async move {
            let mut late = Vec::new();
            for number in 1..=i64::from(count) {
                let told = socket.expect("BUY_GOODS").await;
                assert_eq!(told["purchaseId"], number, "in order, each once");
                late.push(sent.lock().unwrap()[&number].elapsed());
            }
            late
        });
    }
    // One socket sends all of them, so their numbers are known beforehand.
    let buyer = connect(here, Some(&token)).await;
    let mut tick = interval(Duration::from_secs(1) / RATE);
    tick.set_missed_tick_behavior(MissedTickBehavior::Burst);
    for number in 1..=i64::from(count) {
        tick.tick().await;
        sent.lock().unwrap().insert(number, Instant::now());
        buyer.emit("BUY", json!({"goodsId": 1, "orderId": number.to_string()}));
    }
    listeners.join_all().await.concat()
}
