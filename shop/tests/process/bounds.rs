//! Clients that send nothing, too much, or too slowly are not kept.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use tempfile::TempDir;
use transcript::{Handshake, Light};

use crate::support::{Process, command, start, started};

fn connect(shop: &Process) -> TcpStream {
    let address = shop.url.strip_prefix("http://").unwrap();
    let stream = TcpStream::connect(address).unwrap();
    let patience = Some(Duration::from_secs(20));
    stream.set_read_timeout(patience).unwrap();
    stream
}

/// What arrives until the shop closes the connection, and how long that takes.
fn until_closed(mut stream: TcpStream) -> (String, Duration) {
    let asked = Instant::now();
    let mut came = Vec::new();
    // Closed with a reset counts as closed too.
    if let Err(error) = stream.read_to_end(&mut came) {
        assert_eq!(error.kind(), std::io::ErrorKind::ConnectionReset);
    }
    (String::from_utf8_lossy(&came).into_owned(), asked.elapsed())
}

#[test]
fn the_shop_does_not_wait_long_for_a_head_that_never_comes() {
    let folder = TempDir::new().unwrap();
    let shop = start(&folder);
    let silent = connect(&shop);
    let mut drips = connect(&shop);
    let mut again = drips.try_clone().unwrap();
    let dripping = std::thread::spawn(move || {
        for byte in b"GET / HTTP/1.1\r\nHost: localhost".iter().cycle() {
            if again.write_all(&[*byte]).is_err() {
                return;
            }
            std::thread::sleep(Duration::from_millis(500));
        }
    });
    drips.write_all(b"GET /healthz HTTP/1.1\r\n").unwrap();
    for stream in [silent, drips] {
        let (came, after) = until_closed(stream);
        assert!(after < Duration::from_secs(15), "{after:?}");
        assert!(came.is_empty() || came.starts_with("HTTP/1.1 4"), "{came}");
    }
    dripping.join().unwrap();
}

#[test]
fn a_head_that_is_too_large_is_refused() {
    let folder = TempDir::new().unwrap();
    let shop = start(&folder);
    for path in ["/healthz", "/socket.io/?EIO=4&transport=polling"] {
        let mut stream = connect(&shop);
        let large = "x".repeat(20_000);
        let head = format!("GET {path} HTTP/1.1\r\nHost: a\r\nX-Large: {large}\r\n\r\n");
        // It may be refused before all of it has been sent.
        stream.write_all(head.as_bytes()).ok();
        let (came, _) = until_closed(stream);
        assert!(
            came.is_empty() || came.starts_with("HTTP/1.1 431 "),
            "{came}"
        );
    }
    assert_eq!(answer(&shop, "GET /healthz HTTP/1.1"), "HTTP/1.1 200 OK");
}

fn answer(shop: &Process, line: &str) -> String {
    let mut stream = connect(shop);
    let head = format!("{line}\r\nHost: a\r\nConnection: close\r\n\r\n");
    stream.write_all(head.as_bytes()).unwrap();
    let (came, _) = until_closed(stream);
    came.lines().next().unwrap_or_default().to_owned()
}

#[test]
fn what_a_polling_client_posts_has_to_be_in_time_and_small_enough() {
    let folder = TempDir::new().unwrap();
    let shop = start(&folder);
    let mut stream = connect(&shop);
    let open = "GET /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: a\r\n\r\n";
    stream.write_all(open.as_bytes()).unwrap();
    let mut opened = [0; 1024];
    let read = stream.read(&mut opened).unwrap();
    let opened = String::from_utf8_lossy(&opened[..read]).into_owned();
    let sid = opened.split("\"sid\":\"").nth(1).unwrap();
    let sid = sid.split('"').next().unwrap();
    let large = "4".repeat(100_000);
    for (length, sent, status) in [
        (100, "40", "HTTP/1.1 503 "),
        (100_000, &large, "HTTP/1.1 413 "),
    ] {
        let mut stream = connect(&shop);
        let head = format!(
            "POST /socket.io/?EIO=4&transport=polling&sid={sid} HTTP/1.1\r\nHost: a\r\n\
             Content-Length: {length}\r\nConnection: close\r\n\r\n{sent}"
        );
        // It may be refused before all of it has been sent.
        stream.write_all(head.as_bytes()).ok();
        let (came, after) = until_closed(stream);
        assert!(came.starts_with(status), "{came}");
        assert!(after < Duration::from_secs(15), "{after:?}");
    }
}

#[tokio::test]
async fn many_silent_connections_keep_nobody_out() {
    let folder = TempDir::new().unwrap();
    let shop = start(&folder);
    let silent: Vec<TcpStream> = (0..500).map(|_| connect(&shop)).collect();
    let asked = Instant::now();
    let mut socket = Light::connect(&shop.url, Handshake::default())
        .await
        .unwrap();
    socket.expect("WHO").await;
    assert!(
        asked.elapsed() < Duration::from_secs(5),
        "{:?}",
        asked.elapsed()
    );
    drop(silent);
}

#[test]
fn a_host_name_that_no_setting_lists_is_logged_once() {
    let folder = TempDir::new().unwrap();
    let mut child = command(folder.path())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let log = child.stderr.take().unwrap();
    let mut shop = started(child);
    for host in ["localhost", "shop.example", "other.example", "127.0.0.1"] {
        let mut stream = connect(&shop);
        let head =
            format!("GET /healthz HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        stream.write_all(head.as_bytes()).unwrap();
        assert!(until_closed(stream).0.starts_with("HTTP/1.1 200 "));
    }
    shop.child.kill().unwrap();
    let log = std::io::read_to_string(log).unwrap();
    let told: Vec<&str> = log.lines().filter(|line| line.contains("HOSTS")).collect();
    assert_eq!(told.len(), 1, "{log}");
    assert!(told[0].contains("shop.example"), "{log}");
}
