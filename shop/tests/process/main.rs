//! The shop as a process: how it keeps its data, and how it ends.

#![allow(clippy::unwrap_used)]

#[cfg(target_os = "linux")]
mod attacks;
mod bounds;
mod crowd;
#[cfg(target_os = "linux")]
mod disk;
mod support;
mod trust;

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use futures_util::SinkExt;
use tempfile::TempDir;
use tokio::net::TcpStream;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};
use transcript::{Handshake, Light};

#[cfg(target_os = "linux")]
use support::status;
use support::{Process, command, member, start, start_in, started};

type Raw = WebSocketStream<MaybeTlsStream<TcpStream>>;

/// A WebSocket that can send anything.
async fn raw(shop: &Process) -> Raw {
    let address = shop.url.replacen("http", "ws", 1);
    let address = format!("{address}/socket.io/?EIO=4&transport=websocket");
    connect_async(address).await.unwrap().0
}

#[tokio::test]
async fn accounts_and_logins_outlive_it() {
    let folder = TempDir::new().unwrap();
    let shop = start(&folder);
    assert_eq!(shop.post("/api/users", &member()).await.0, 201);
    let (_, login) = shop.post("/api/auth", &member()).await;
    drop(shop); // Killed, as if the power failed.

    let token = login["token"].as_str().unwrap();
    let again = start(&folder);
    assert_eq!(again.nickname_of(token).await, "르탄이");
    assert_eq!(again.post("/api/auth", &member()).await.0, 200);
}

#[test]
fn servers_that_start_at_once_share_a_new_database() {
    for _ in 0..5 {
        let folder = TempDir::new().unwrap();
        let shops = [0; 4].map(|_| {
            let folder = folder.path().to_owned();
            std::thread::spawn(move || start_in(&folder))
        });
        for shop in shops {
            shop.join().expect("started");
        }
    }
}

#[cfg(unix)]
#[tokio::test]
async fn asked_to_stop_it_tells_its_clients_and_ends_in_time() {
    for signal in ["-TERM", "-INT"] {
        let folder = TempDir::new().unwrap();
        let mut shop = start(&folder);
        let mut socket = Light::connect(&shop.url, Handshake::default())
            .await
            .unwrap();
        socket.expect("WHO").await;
        socket.expect("SINCE").await;

        let asked = Instant::now();
        let pid = shop.child.id().to_string();
        let kill = Command::new("kill").args([signal, &pid]).status();
        assert!(kill.unwrap().success());
        assert_eq!(socket.next().await, None, "the socket is told");
        assert!(shop.child.wait().unwrap().success());
        // Nothing was running, so it doesn't need all the time that it may take.
        assert!(asked.elapsed() < Duration::from_secs(3));
    }
}

#[cfg(unix)]
#[test]
fn only_the_owner_can_read_its_secret() {
    use std::os::unix::fs::PermissionsExt;
    let folder = TempDir::new().unwrap();
    drop(start(&folder));
    let secret = folder.path().join("data/shop.secret");
    let mode = secret.metadata().unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    assert_eq!(std::fs::read_to_string(secret).unwrap().len(), 64);
}

#[tokio::test]
async fn a_page_of_another_site_is_logged_in_one_line_with_both_values() {
    let folder = TempDir::new().unwrap();
    let mut shop = command(folder.path());
    let mut shop = shop
        .stderr(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let log = shop.stderr.take().unwrap();
    let shop = started(shop);
    let foreign = Handshake {
        headers: vec![("origin", "https://evil.example".to_owned())],
        ..Handshake::default()
    };
    assert!(Light::connect(&shop.url, foreign).await.is_err());
    let host = shop.url.strip_prefix("http://").unwrap().to_owned();
    drop(shop);
    let lines = BufReader::new(log).lines().map(Result::unwrap);
    let about = |line: &String| line.contains("https://evil.example");
    let lines: Vec<String> = lines.filter(about).collect();
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert!(lines[0].contains(&host), "{lines:?}");
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn hashing_frees_its_memory() {
    let folder = TempDir::new().unwrap();
    let shop = start(&folder);
    assert_eq!(shop.post("/api/users", &member()).await.0, 201);
    let before = status(&shop, "VmRSS");
    for _ in 0..20 {
        assert_eq!(shop.post("/api/auth", &member()).await.0, 200);
    }
    let member = member();
    let at_once = (0..52).map(|_| shop.post("/api/auth", &member));
    for (status, _) in futures_util::future::join_all(at_once).await {
        assert_eq!(status, 200);
    }
    // Its threads free it after they have been idle for a second.
    let given_back = async {
        while status(&shop, "VmRSS") > before + 16 * 1024 {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    let given_back = tokio::time::timeout(Duration::from_secs(10), given_back).await;
    assert!(
        given_back.is_ok(),
        "{before} kB, then {} kB",
        status(&shop, "VmRSS")
    );
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn clients_that_left_take_no_more_threads_than_there_are_processors() {
    let folder = TempDir::new().unwrap();
    let shop = start(&folder);
    assert_eq!(shop.post("/api/users", &member()).await.0, 201);
    let before = status(&shop, "Threads");
    for _ in 0..60 {
        let url = format!("{}/api/auth", shop.url);
        let login = reqwest::Client::new().post(url).json(&member());
        let left = tokio::time::timeout(Duration::from_millis(5), login.send()).await;
        assert!(left.is_err(), "hashing takes longer than that");
    }
    let processors = std::thread::available_parallelism().unwrap().get();
    let threads = status(&shop, "Threads") - before;
    assert!(threads <= processors as u64, "{threads} more threads");
}

#[tokio::test]
async fn its_metrics_are_on_a_separate_address() {
    let folder = TempDir::new().unwrap();
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = free.local_addr().unwrap();
    drop(free);
    let mut command = command(folder.path());
    command.env("METRICS", address.to_string());
    let shop = started(command.stdout(Stdio::piped()).spawn().unwrap());
    let token = shop.login("르탄이").await;
    let mut buyer = trust::connect(&shop, &token, 0).await;
    let mut guest = trust::connect(&shop, "", 0).await;
    for _ in 0..200 {
        // One that leaves while it is let in.
        raw(&shop).await.send("40".into()).await.unwrap();
    }
    for _ in 0..2 {
        buyer.emit_with_ack("BUY", trust::order("once")).await;
    }
    guest.emit_with_ack("BUY", trust::order("never")).await;
    assert_eq!(shop.post("/api/auth", &serde_json::json!({})).await.0, 400);

    let metrics = async || {
        let figures = reqwest::get(format!("http://{address}/metrics")).await;
        figures.unwrap().text().await.unwrap()
    };
    let gone = async { while !metrics().await.contains("shop_sockets 2\n") {} };
    drop(tokio::time::timeout(Duration::from_secs(5), gone).await);
    let figures = metrics().await;
    for figure in [
        "shop_sockets 2",
        "shop_purchases_total 1",
        "shop_till_batch_orders_count 2",
        "shop_till_wait_seconds_count 2",
        r#"shop_refusals_total{code="not_logged_in"} 1"#,
        r#"shop_refusals_total{code="required"} 1"#,
        "shop_hashing_seconds_count 2",
        "# HELP shop_purchases_total Purchases that are on the disk",
    ] {
        let found = figures.lines().any(|line| line == figure);
        assert!(found, "{figure} is missing:\n{figures}");
    }
    // Strangers see nothing of it on the shop's own address.
    let outside = reqwest::get(format!("{}/metrics", shop.url)).await.unwrap();
    assert_eq!(outside.status(), 404);
}
