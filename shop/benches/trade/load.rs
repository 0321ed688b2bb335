//! What a server is asked to do, and how it does.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use serde_json::{Map, Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::{JoinSet, spawn_blocking};
use tokio::time::sleep;

use crate::client::Client;
use crate::crowd::{Heard, hear_all};
use crate::server::Server;

/// A socket's orders are handled one after another, so there are several buyers, each
/// of which makes at most this many a second.
const FEW: u32 = 10;
const MOST_BY_ONE: u32 = 50;
const REST_CONNECTIONS: usize = 32;

/// How much memory an idle client takes, in kB.
pub async fn idle(server: &Server, clients: usize) -> Value {
    let Some(before) = server.resident() else {
        return Value::Null;
    };
    let mut idle = Vec::new();
    for _ in 0..clients {
        idle.push(server.guest().await);
    }
    let more = server.resident().unwrap_or(before).saturating_sub(before);
    json!({"clients": clients, "kB each": rounded(more as f64 / clients as f64)})
}

/// How many purchases a second are acknowledged, with each buyer making one at a time.
pub async fn acknowledgements(server: &Server, buyers: usize, seconds: u64) -> Value {
    let mut buying = JoinSet::new();
    for _ in 0..buyers {
        let mut buyer = server.buyer().await;
        buying.spawn(async move {
            let (began, mut count) = (Instant::now(), 0);
            while began.elapsed() < Duration::from_secs(seconds) {
                buyer.buy_and_wait(count).await;
                count += 1;
            }
            count
        });
    }
    let count: u64 = buying.join_all().await.into_iter().sum();
    json!({"buyers": buyers, "a second": count / seconds})
}

/// How many listeners there are, and whether they take groups.
#[derive(Clone, Copy)]
pub struct Listeners {
    pub count: usize,
    pub grouped: bool,
}

/// Makes `rate` purchases a second, evenly spread, each of which everyone is told about,
/// by the same server or by another one.
pub async fn announce(
    [sells, tells]: [&Server; 2],
    listeners: Listeners,
    rate: u32,
    seconds: u32,
) -> Value {
    let (total, few) = (rate * seconds, FEW.max(rate / MOST_BY_ONE));
    let (mut buyers, mut guests) = (Vec::new(), Vec::new());
    for _ in 0..few {
        buyers.push(sells.buyer().await);
    }
    for _ in 0..listeners.count {
        guests.push(match listeners.grouped {
            true => tells.grouped_guest().await,
            false => tells.guest().await,
        });
    }
    let (before, began) = (tells.cpu(), Instant::now());
    let time = (began, began + Duration::from_secs((seconds * 3 / 2).into()));
    let hearing = spawn_blocking(move || hear_all(guests, total as usize, time));
    let mut buying = JoinSet::new();
    let mut first = (began, 0);
    for buyer in buyers {
        let numbers = first.1..first.1 + u64::from(total / few);
        buying.spawn(buyer.buy_at(rate / few, numbers, first.0, time));
        first = (first.0 + Duration::from_secs(1) / rate, first.1 + 1_000_000);
    }
    let heard = hearing.await.unwrap();
    let (took, cpu) = (began.elapsed(), tells.cpu() - before);
    let sent: HashMap<u64, u32> = buying.join_all().await.into_iter().flatten().collect();
    let expected = total as usize * listeners.count;
    let mut figures = report(&sent, &heard, (took, cpu), expected);
    // Only the shop numbers its purchases, and sends several at once.
    if tells.name == "shop" {
        let more = more_about(&heard);
        figures.as_object_mut().unwrap().extend(more);
    }
    figures
}

fn more_about(heard: &[Heard]) -> Map<String, Value> {
    let sum = |count: fn(&Heard) -> usize| heard.iter().map(count).sum::<usize>();
    let deliveries = sum(|it| it.at.len()) as f64;
    let mut figures = Map::new();
    figures.insert("out of order".into(), sum(|it| it.out_of_order).into());
    for (name, figure) in [
        ("bytes each", sum(|it| it.bytes) as f64 / deliveries),
        ("in a packet", deliveries / sum(|it| it.packets) as f64),
        ("at once", deliveries / sum(|it| it.looks) as f64),
    ] {
        figures.insert(name.into(), rounded(figure).into());
    }
    figures
}

fn report(
    sent: &HashMap<u64, u32>,
    heard: &[Heard],
    (took, cpu): (Duration, Duration),
    expected: usize,
) -> Value {
    let all = heard.iter().flat_map(|heard| &heard.at);
    let mut late: Vec<u32> = all
        .filter_map(|(number, at)| Some(at.saturating_sub(*sent.get(number)?)))
        .collect();
    late.sort_unstable();
    let deliveries = late.len();
    let milliseconds = |share: f64| {
        let at = (deliveries as f64 * share) as usize;
        rounded(
            late.get(at)
                .map_or(0.0, |micros| f64::from(*micros) / 1000.0),
        )
    };
    json!({
        "deliveries a second": (deliveries as f64 / took.as_secs_f64()).round(),
        "µs of CPU each": rounded(cpu.as_micros() as f64 / deliveries as f64),
        "p50 ms": milliseconds(0.5),
        "p99 ms": milliseconds(0.99),
        "p99.9 ms": milliseconds(0.999),
        "not in time": expected - deliveries,
    })
}

/// Makes one purchase, and measures how long it takes to reach the last client.
pub async fn wave(server: &Server, clients: usize) -> Value {
    let mut hearing = JoinSet::new();
    for _ in 0..clients {
        let mut listener = server.guest().await;
        hearing.spawn(async move { listener.until(r#"42["BUY_GOODS""#).await });
    }
    let mut buyer = server.buyer().await;
    let asked = Instant::now();
    buyer.buy(0).await;
    hearing.join_all().await;
    json!({"clients": clients, "ms until the last": asked.elapsed().as_millis()})
}

/// `GET /api/goods` with a token: how many a second.
pub async fn goods(server: &Server, seconds: u64) -> Value {
    let mut asking = JoinSet::new();
    let head = format!(
        "GET /api/goods HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer {}\r\n\r\n",
        server.address, server.token
    );
    for _ in 0..REST_CONNECTIONS {
        let mut stream = TcpStream::connect(&server.address).await.unwrap();
        stream.set_nodelay(true).unwrap();
        let head = head.clone();
        asking.spawn(async move {
            let (began, mut count, mut came) = (Instant::now(), 0_u64, Vec::new());
            while began.elapsed() < Duration::from_secs(seconds) {
                stream.write_all(head.as_bytes()).await.unwrap();
                came.clear();
                while !whole(&came) {
                    assert_ne!(stream.read_buf(&mut came).await.unwrap(), 0);
                }
                assert!(came.starts_with(b"HTTP/1.1 200 "));
                count += 1;
            }
            count
        });
    }
    let count: u64 = asking.join_all().await.into_iter().sum();
    json!({"connections": REST_CONNECTIONS, "a second": count / seconds})
}

/// Whether the answer is complete.
fn whole(came: &[u8]) -> bool {
    let text = String::from_utf8_lossy(came).to_ascii_lowercase();
    let Some((head, _)) = text.split_once("\r\n\r\n") else {
        return false;
    };
    let length = head.split("content-length: ").nth(1).unwrap();
    let length: usize = length.split("\r\n").next().unwrap().parse().unwrap();
    came.len() == head.len() + 4 + length
}

/// How long a quiet buyer waits, alone and next to one who floods the shop.
pub async fn flood(server: &Server) -> Value {
    let mut quiet = server.buyer().await;
    let alone = waits(&mut quiet).await;
    let other = server.member("홍수").await;
    let mut floods = server.as_member(&other).await;
    let flooding = tokio::spawn(async move {
        for number in 0.. {
            floods.buy(number).await;
        }
    });
    let beside = waits(&mut quiet).await;
    flooding.abort();
    json!({"p99 ms alone": alone, "p99 ms beside a flood": beside})
}

/// Buys more slowly than the shop's limit for one buyer.
async fn waits(buyer: &mut Client) -> f64 {
    let mut waits = Vec::new();
    for number in 0..400 {
        let asked = Instant::now();
        buyer.buy_and_wait(number).await;
        waits.push(asked.elapsed().as_micros());
        sleep(Duration::from_millis(15)).await;
    }
    waits.sort_unstable();
    rounded(waits[396] as f64 / 1000.0)
}

fn rounded(figure: f64) -> f64 {
    (figure * 100.0).round() / 100.0
}

/// A row, for people.
pub fn line(row: &Value) -> String {
    let figures = row.as_object().into_iter().flatten();
    let figures: Vec<String> =
        figures.map(|(name, it)| format!("{name}: {it}")).collect();
    figures.join(", ")
}
