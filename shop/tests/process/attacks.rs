//! Attacks from outside, and what they may cost everyone else.

use std::time::{Duration, Instant};

use futures_util::{SinkExt, StreamExt};
use serde_json::json;
use tempfile::TempDir;
use tokio::time::{sleep, timeout};
use tokio_tungstenite::tungstenite::Message;
use transcript::Light;

use crate::support::{Process, start, status};
use crate::trust::{connect, order};
use crate::{Raw, raw};

/// Sends until the shop closes the connection, or everything is sent.
async fn sends(mut socket: Raw, packets: impl Iterator<Item = Message>) {
    for packet in packets {
        if socket.feed(packet).await.is_err() {
            return;
        }
    }
    // Closed with an error counts as closed too.
    drop(socket.flush().await);
}

/// How much memory the shop takes until `attack` is over, in kB; a buyer is served
/// meanwhile.
async fn costs(shop: &Process, attack: impl Future<Output = ()>) -> u64 {
    let token = shop.login("르탄이").await;
    let mut buyer = connect(shop, &token, 0).await;
    let before = status(shop, "VmRSS");
    let mut most = before;
    let mut attack = std::pin::pin!(attack);
    for number in 0.. {
        let over = timeout(Duration::from_millis(20), &mut attack)
            .await
            .is_ok();
        let asked = Instant::now();
        let answer = buyer
            .emit_with_ack("BUY", order(&format!("b{number}")))
            .await;
        assert_eq!(answer["ok"], true, "{answer}");
        let late = asked.elapsed();
        assert!(late < Duration::from_secs(6), "acknowledged after {late:?}");
        most = most.max(status(shop, "VmRSS"));
        if over {
            break;
        }
    }
    most - before
}

#[tokio::test]
async fn attachments_that_never_end() {
    let folder = TempDir::new().unwrap();
    let shop = start(&folder);
    let more = costs(&shop, async {
        let mut guests = Vec::new();
        for announced in ["452-", "454-", "455-", "45999999-"]
            .iter()
            .cycle()
            .take(200)
        {
            let announced =
                format!(r#"{announced}["BUY",{{"_placeholder":true,"num":0}}]"#);
            let socket = raw(&shop).await;
            let head = [Message::text("40"), Message::text(announced)];
            let endless = (0..200).map(|_| Message::binary(vec![0_u8; 60_000]));
            guests.push(sends(socket, head.into_iter().chain(endless)));
        }
        futures_util::future::join_all(guests).await;
    })
    .await;
    assert!(more < 80 * 1024, "{more} kB more");
}

#[tokio::test]
async fn a_client_that_connects_again_and_again_on_one_socket() {
    let folder = TempDir::new().unwrap();
    let shop = start(&folder);
    let more = costs(&shop, async {
        let socket = raw(&shop).await;
        sends(socket, (0..300_000).map(|_| Message::text("40"))).await;
    })
    .await;
    assert!(more < 50 * 1024, "{more} kB more");
}

#[tokio::test]
async fn thousands_of_handshakes_with_large_headers() {
    let folder = TempDir::new().unwrap();
    let shop = start(&folder);
    let more = costs(&shop, async {
        let http = reqwest::Client::new();
        for _ in 0..3000 {
            let url = format!("{}/socket.io/?EIO=4&transport=polling", shop.url);
            let large = http.get(url).header("x-large", "x".repeat(12_000));
            assert_eq!(large.send().await.unwrap().status(), 200);
        }
    })
    .await;
    // Kept, the headers alone would be 36 MB.
    assert!(more < 25 * 1024, "{more} kB more");
}

/// How many connections a shop has. Its database's files, which come and go, don't count.
fn sockets(shop: &Process) -> usize {
    let files = std::fs::read_dir(format!("/proc/{}/fd", shop.child.id())).unwrap();
    let targets = files.filter_map(|file| std::fs::read_link(file.unwrap().path()).ok());
    targets
        .filter(|target| target.to_string_lossy().starts_with("socket:"))
        .count()
}

/// The shop pings every 25 seconds and waits 20 for the answer.
#[tokio::test]
async fn a_client_that_reads_nothing_is_dropped_within_45_seconds() {
    let folder = TempDir::new().unwrap();
    let shop = start(&folder);
    let before = sockets(&shop);
    let mut silent = Vec::new();
    for _ in 0..50 {
        let mut socket = raw(&shop).await;
        socket.send(Message::text("40")).await.unwrap();
        silent.push(socket);
    }
    let began = Instant::now();
    assert!(sockets(&shop) >= before + 50);
    while sockets(&shop) > before {
        let left = sockets(&shop) - before;
        let waited = began.elapsed();
        assert!(waited < Duration::from_secs(60), "{left} are left");
        sleep(Duration::from_millis(200)).await;
    }
    drop(silent);
}

/// Numbers that are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides as u64) as usize
    }

    /// A packet that a client might send, with some of its bytes changed.
    fn packet(&mut self) -> Vec<u8> {
        const PACKETS: [&str; 12] = [
            "40",
            r#"40{"token":"x","after":1}"#,
            "40/admin,",
            "41",
            r#"42["BUY",{"goodsId":1,"goodsName":"시원한 콜라","orderId":"a"}]"#,
            r#"4217["BUY",{"goodsId":1,"items":[{"goodsId":1,"quantity":2}]}]"#,
            r#"42["CHANGED_PAGE","/detail.html?goodsId=1"]"#,
            r#"430[{"ok":true}]"#,
            r#"452-["BUY",{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}]"#,
            "3probe",
            "2",
            "6",
        ];
        let mut packet = PACKETS[self.roll(PACKETS.len())].as_bytes().to_vec();
        for _ in 0..self.roll(4) {
            let at = self.roll(packet.len());
            match self.roll(4) {
                0 => packet[at] = self.roll(256) as u8,
                1 => packet.insert(at, b"0123456789[]{}\",:-\\/"[self.roll(20)]),
                2 => drop(packet.splice(at..at, "[".repeat(self.roll(200)).into_bytes())),
                _ if packet.len() > 1 => drop(packet.remove(at)),
                _ => {}
            }
        }
        packet
    }
}

async fn random_packets(packets: usize) {
    let folder = TempDir::new().unwrap();
    let shop = start(&folder);
    let more = costs(&shop, async {
        let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
        let mut sent = 0;
        while sent < packets {
            let batch: Vec<Message> = (0..50).map(|_| dice.message()).collect();
            sent += batch.len();
            let mut socket = raw(&shop).await;
            drop(socket.send(Message::text("40")).await);
            let (out, mut back) = socket.split();
            let mut out = out;
            let send = async {
                for message in batch {
                    if out.send(message).await.is_err() {
                        return;
                    }
                }
                drop(out.close().await);
            };
            let read = async { while let Some(Ok(_)) = back.next().await {} };
            let both = futures_util::future::join(send, read);
            timeout(Duration::from_secs(10), both)
                .await
                .expect("closed in time");
        }
    })
    .await;
    assert!(more < 80 * 1024, "{more} kB more");
    poll_with(&shop, packets / 10).await;
    assert!(still_sells(&shop).await);
}

impl Dice {
    fn message(&mut self) -> Message {
        let packet = self.packet();
        match String::from_utf8(packet) {
            Ok(text) => Message::text(text),
            Err(bytes) => Message::binary(bytes.into_bytes()),
        }
    }
}

/// The same over long polling, several packets to a request.
async fn poll_with(shop: &Process, requests: usize) {
    let http = reqwest::Client::new();
    let mut dice = Dice(0xD1B5_4A32_D192_ED03);
    let address = format!("{}/socket.io/?EIO=4&transport=polling", shop.url);
    let mut session = String::new();
    for number in 0..requests {
        if number % 20 == 0 {
            let opened = http
                .get(&address)
                .send()
                .await
                .unwrap()
                .text()
                .await
                .unwrap();
            let opened: serde_json::Value = serde_json::from_str(&opened[1..]).unwrap();
            session = format!("{address}&sid={}", opened["sid"].as_str().unwrap());
        }
        let packets: Vec<Vec<u8>> = (0..10).map(|_| dice.packet()).collect();
        let answer = http
            .post(&session)
            .body(packets.join(&0x1e))
            .send()
            .await
            .unwrap();
        assert!(answer.status() != 500, "{}", answer.status());
    }
}

async fn still_sells(shop: &Process) -> bool {
    let token = shop.login("항해입니다").await;
    let mut buyer: Light = connect(shop, &token, 0).await;
    let answer = buyer
        .emit_with_ack("BUY", json!({"goodsId": 1, "goodsName": "x"}))
        .await;
    answer["ok"] == true
}

#[tokio::test]
async fn twenty_thousand_random_packets() {
    random_packets(20_000).await;
}

/// `cargo test -p shop --test process -- --ignored`
#[ignore = "takes minutes; twenty thousand always run"]
#[tokio::test]
async fn a_million_random_packets() {
    random_packets(1_000_000).await;
}
