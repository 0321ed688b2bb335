//! A line between a shop and its database that goes silent: nothing arrives, and nobody
//! is told.

#[cfg(unix)]
use std::process::Command;
use std::time::{Duration, Instant};

use serde_json::json;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
#[cfg(unix)]
use tokio::task::JoinSet;
use tokio::task::block_in_place;
use tokio::time::sleep;
use transcript::Light;

use crate::news::count;
use crate::support::{Cluster, connect, open, order, start};

const PAGE: &str = "/detail.html?goodsId=3";

/// Passes everything on, while it is whole.
struct Line {
    port: u16,
    whole: watch::Sender<bool>,
}

impl Line {
    async fn to(port: u16) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let line = Self {
            port: listener.local_addr().unwrap().port(),
            whole: watch::Sender::new(true),
        };
        let whole = line.whole.subscribe();
        tokio::spawn(async move {
            while let Ok((near, _)) = listener.accept().await {
                let mut whole = whole.clone();
                tokio::spawn(async move {
                    if whole.wait_for(|whole| *whole).await.is_err() {
                        return;
                    }
                    let Ok(far) = TcpStream::connect(("127.0.0.1", port)).await else {
                        return;
                    };
                    let (near, far) = (near.into_split(), far.into_split());
                    tokio::spawn(pass(near.0, far.1, whole.clone()));
                    tokio::spawn(pass(far.0, near.1, whole));
                });
            }
        });
        line
    }
}

async fn pass(
    mut from: OwnedReadHalf,
    mut to: OwnedWriteHalf,
    mut whole: watch::Receiver<bool>,
) {
    let mut bytes = [0; 4096];
    while let Ok(count @ 1..) = from.read(&mut bytes).await {
        if whole.wait_for(|whole| *whole).await.is_err() {
            return;
        }
        if to.write_all(&bytes[..count]).await.is_err() {
            return;
        }
    }
}

/// Two shops, of which the second has this line to the database.
async fn near_and_far() -> (Cluster, Line) {
    let mut cluster = Cluster::of(1);
    let line = Line::to(cluster.postgres.port()).await;
    let database = cluster
        .database
        .replace(&cluster.postgres.port().to_string(), &line.port.to_string());
    let far = block_in_place(|| start(&database, "0"));
    cluster.shops.push(far);
    (cluster, line)
}

/// It hears every purchase once, in order, and stays connected all the time.
async fn hears_all(socket: &mut Light, last: i64) {
    let mut heard = Vec::new();
    while heard.last() != Some(&last) {
        let event = socket.next().await.expect("it stays connected");
        if event.name == "BUY_GOODS" {
            heard.push(event.args[0]["purchaseId"].as_i64().unwrap());
        }
    }
    assert_eq!(heard, (1..=last).collect::<Vec<i64>>());
}

#[track_caller]
fn took_less(since: Instant, most: Duration) {
    let took = since.elapsed();
    assert!(took < most, "{took:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_is_cut_off_from_the_database_for_thirty_seconds() {
    let (cluster, line) = near_and_far().await;
    let token = cluster.shops[0].login("르탄이").await;
    let [here, far] = [&cluster.shops[0].url, &cluster.shops[1].url];
    let mut buyer = connect(here, Some(&token), None).await.unwrap();
    let mut cut_off = connect(far, Some(&token), None).await.unwrap();
    buyer.emit("CHANGED_PAGE", PAGE);
    assert_eq!(count(&mut buyer).await, 1);
    cut_off.emit("CHANGED_PAGE", PAGE);
    assert_eq!(count(&mut buyer).await, 2);
    assert_eq!(count(&mut cut_off).await, 2);

    line.whole.send_replace(false);
    let cut = Instant::now();
    let refusal = cut_off.emit_with_ack("BUY", order("far")).await;
    let code = refusal["code"].as_str().unwrap();
    assert!(["internal", "too_slow"].contains(&code), "{refusal}");
    took_less(cut, Duration::from_secs(5));
    for number in 1..=50 {
        let bought = buyer.emit_with_ack("BUY", order(&number.to_string())).await;
        assert_eq!(bought["ok"], true, "{bought}");
    }
    // The others forget those who are looking there.
    assert_eq!(count(&mut buyer).await, 1);
    took_less(cut, Duration::from_secs(10));
    // From the other server, with a number that this one doesn't know yet.
    let mut moved = open(far, None, Some(50)).await.unwrap();
    moved.expect("WHO").await;
    sleep(Duration::from_secs(30).saturating_sub(cut.elapsed())).await;

    line.whole.send_replace(true);
    let healed = Instant::now();
    let since = moved.expect("SINCE").await;
    assert_eq!(since, json!({"after": 50, "missed": 0}));
    assert_eq!(count(&mut buyer).await, 2);
    took_less(healed, Duration::from_secs(10));
    let bought = loop {
        let answer = cut_off.emit_with_ack("BUY", order("far")).await;
        if answer["ok"] == true {
            break answer;
        }
    };
    assert_eq!(bought["purchaseId"], 51);
    hears_all(&mut cut_off, 51).await;
    assert_eq!(moved.expect("BUY_GOODS").await["purchaseId"], 51);
}

/// It has the row with the last number, and can't give it back.
#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_vanishes_while_it_sells_does_not_stop_the_others_and_can_be_stopped()
 {
    let (mut cluster, line) = near_and_far().await;
    let token = cluster.shops[0].login("르탄이").await;
    let [here, far] = [&cluster.shops[0].url, &cluster.shops[1].url];
    let mut buyer = connect(here, Some(&token), None).await.unwrap();
    let mut busy = JoinSet::new();
    for number in 0..16 {
        let mut socket = connect(far, Some(&token), None).await.unwrap();
        busy.spawn(async move {
            for time in 0.. {
                let id = format!("far {number} {time}");
                socket.emit_with_ack("BUY", order(&id)).await;
            }
        });
    }
    sleep(Duration::from_secs(1)).await;

    line.whole.send_replace(false);
    let cut = Instant::now();
    busy.abort_all();
    let waiting = "select count(*) from pg_stat_activity \
                   where state = 'idle in transaction'";
    let vanished = block_in_place(|| cluster.sql(waiting));
    while buyer.emit_with_ack("BUY", order("here")).await["ok"] != true {
        let waited = cut.elapsed();
        assert!(
            waited < Duration::from_secs(8),
            "{vanished} open: {waited:?}"
        );
    }
    for number in 1..=50 {
        let bought = buyer.emit_with_ack("BUY", order(&number.to_string())).await;
        assert_eq!(bought["ok"], true, "{bought}");
    }

    let pid = cluster.shops[1].child.id().to_string();
    let asked = Instant::now();
    let stop = Command::new("kill").args(["-TERM", &pid]).status();
    assert!(stop.unwrap().success());
    let ended = loop {
        assert!(asked.elapsed() < Duration::from_secs(8), "it still runs");
        sleep(Duration::from_millis(50)).await;
        if let Some(ended) = cluster.shops[1].child.try_wait().unwrap() {
            break ended;
        }
    };
    assert!(ended.success());
}
