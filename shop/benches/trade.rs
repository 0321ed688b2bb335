//! What the shop can carry: purchases that are on the disk, and what everyone hears of
//! them.
//!
//! `cargo bench -p shop --bench trade` starts a release build of the shop on a free port,
//! with a database in a temporary folder, and loads it from the same machine: so half of
//! what the processors do here is the load. CPU is the shop's, in microseconds for each
//! delivery, and memory in kB; these two on Linux alone.

#![allow(clippy::unwrap_used)]

use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::Barrier;
use tokio::task::JoinSet;
use tokio::time::{MissedTickBehavior, interval, timeout};

const SECONDS: u32 = 10;
const LISTENERS: usize = 1000;
const BUYERS: usize = 64;
const IDLE: usize = 2000;
/// One socket's orders are handled one after another.
const FEW: u32 = 10;

#[tokio::main]
async fn main() {
    let folder = TempDir::new().unwrap();
    println!(
        "fdatasync of this disk: {:.0} a second",
        syncs(folder.path())
    );

    let shop = Shop::start(&folder).await;
    shop.idle().await;
    let acknowledged = shop.buy_as_fast_as_possible().await;
    println!(
        "{BUYERS} buyers: {acknowledged:.0} purchases a second, acknowledged and on the disk"
    );
    for rate in [20, 500] {
        shop.announce(rate).await;
    }
}

/// How often a page can be written and be known to be on the disk.
fn syncs(folder: &Path) -> f64 {
    let mut file = File::create(folder.join("syncs")).unwrap();
    let (began, mut count) = (Instant::now(), 0);
    while began.elapsed() < Duration::from_secs(2) {
        file.write_all(&[0; 4096]).unwrap();
        file.sync_data().unwrap();
        count += 1;
    }
    f64::from(count) / began.elapsed().as_secs_f64()
}

struct Shop {
    process: Child,
    address: String,
    token: String,
}

impl Drop for Shop {
    fn drop(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

impl Shop {
    async fn start(folder: &TempDir) -> Self {
        let database = format!("sqlite://{}", folder.path().join("shop.db").display());
        let mut process = Command::new(env!("CARGO_BIN_EXE_shop"))
            .args(["0", "--database-url", &database, "--log", "warn"])
            .args(["--buys-per-second", "100000"])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let console = BufReader::new(process.stdout.take().unwrap());
        let mut lines = console.lines().map(Result::unwrap);
        let address = lines.find(|line| line.starts_with("http")).unwrap();
        let address = address.split(' ').next().unwrap();
        let port = address.rsplit(':').next().unwrap();
        let address = format!("127.0.0.1:{port}");
        let account = json!({
            "nickname": "르탄이", "email": "rtan@example.com",
            "password": "1234", "confirmPassword": "1234",
        });
        let http = reqwest::Client::new();
        let post = async |path: &str| -> Value {
            let request = http.post(format!("http://{address}{path}")).json(&account);
            request.send().await.unwrap().json().await.unwrap()
        };
        post("/api/users").await;
        let token = post("/api/auth").await["token"]
            .as_str()
            .unwrap()
            .to_owned();
        Self {
            process,
            address,
            token,
        }
    }

    async fn buy_as_fast_as_possible(&self) -> f64 {
        let mut buyers = JoinSet::new();
        for _ in 0..BUYERS {
            let mut buyer = Client::connect(&self.address, &self.token).await;
            buyers.spawn(async move {
                let (began, mut count) = (Instant::now(), 0_u32);
                while began.elapsed() < Duration::from_secs(SECONDS.into()) {
                    buyer.buy(count).await;
                    while !buyer.next().await.starts_with(b"43") {}
                    count += 1;
                }
                count
            });
        }
        let counts = buyers.join_all().await;
        f64::from(counts.into_iter().sum::<u32>()) / f64::from(SECONDS)
    }

    /// So many purchases a second, and everyone hears of each.
    async fn announce(&self, rate: u32) {
        let total = rate * SECONDS;
        let ready = Arc::new(Barrier::new(LISTENERS + 1));
        let mut listeners = JoinSet::new();
        for _ in 0..LISTENERS {
            let listener = Client::connect(&self.address, "").await;
            let ready = Arc::clone(&ready);
            listeners.spawn(async move {
                ready.wait().await;
                listener.hear(total as usize).await
            });
        }
        let mut buyers = Vec::new();
        for _ in 0..FEW {
            buyers.push(Client::connect(&self.address, &self.token).await);
        }
        ready.wait().await;
        let (before, began) = (self.cpu(), Instant::now());
        for mut buyer in buyers {
            tokio::spawn(async move { buyer.buy_at(rate / FEW, total / FEW).await });
        }
        let heard = listeners.join_all().await;
        let (took, cpu) = (began.elapsed().as_secs_f64(), self.cpu() - before);
        let deliveries: usize = heard.iter().map(|it| it.count).sum();
        let out_of_order: usize = heard.iter().map(|it| it.out_of_order).sum();
        println!(
            "{LISTENERS} clients, {rate} purchases a second: {:.0} deliveries a second; \
             {:.2} µs of CPU each; {} lost, {out_of_order} out of order",
            deliveries as f64 / took,
            cpu.as_micros() as f64 / deliveries as f64,
            total as usize * LISTENERS - deliveries,
        );
    }

    async fn idle(&self) {
        let Some(before) = self.resident() else {
            return;
        };
        let mut clients = Vec::new();
        for _ in 0..IDLE {
            clients.push(Client::connect(&self.address, "").await);
        }
        let more = self.resident().unwrap_or(before).saturating_sub(before);
        println!(
            "{IDLE} idle clients: {:.1} kB each",
            more as f64 / IDLE as f64
        );
    }

    /// Of the process so far; on Linux alone, in hundredths of a second.
    fn cpu(&self) -> Duration {
        let stat = format!("/proc/{}/stat", self.process.id());
        let Ok(stat) = std::fs::read_to_string(stat) else {
            return Duration::ZERO;
        };
        let after_name = stat.rsplit(')').next().unwrap();
        let ticks = after_name.split_whitespace().skip(11).take(2);
        let ticks: u64 = ticks.map(|ticks| ticks.parse::<u64>().unwrap()).sum();
        Duration::from_millis(ticks * 10)
    }

    /// In kB; on Linux alone.
    fn resident(&self) -> Option<u64> {
        let status = format!("/proc/{}/status", self.process.id());
        let status = std::fs::read_to_string(status).ok()?;
        let line = status.lines().find(|line| line.starts_with("VmRSS"))?;
        line.split_whitespace().nth(1)?.parse().ok()
    }
}

/// What a listener heard.
struct Heard {
    count: usize,
    out_of_order: usize,
}

/// A WebSocket that does no more than it has to, so that the load costs little.
struct Client {
    stream: TcpStream,
    came: Vec<u8>,
    read: usize,
}

impl Client {
    async fn connect(address: &str, token: &str) -> Self {
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.set_nodelay(true).unwrap();
        let head = format!(
            "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: {address}\r\n\
             Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n\
             Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
        );
        stream.write_all(head.as_bytes()).await.unwrap();
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            head.push(stream.read_u8().await.unwrap());
        }
        let (came, read) = (Vec::new(), 0);
        let mut client = Self { stream, came, read };
        client
            .send(&match token {
                "" => "40".to_owned(),
                token => format!("40{}", json!({"token": token})),
            })
            .await;
        while !client.next().await.starts_with(br#"42["SINCE""#) {}
        client
    }

    async fn buy(&mut self, number: u32) {
        let order = json!({"goodsId": number % 3 + 1, "goodsName": "x"});
        self.send(&format!("420{}", json!(["BUY", order]))).await;
    }

    /// Masked with zeros, which changes nothing.
    async fn send(&mut self, packet: &str) {
        let mut frame = vec![0x81];
        match u8::try_from(packet.len()) {
            Ok(length @ ..126) => frame.push(0x80 | length),
            _ => {
                frame.push(0x80 | 126);
                frame.extend(u16::try_from(packet.len()).unwrap().to_be_bytes());
            }
        }
        frame.extend([0; 4]);
        frame.extend(packet.as_bytes());
        self.stream.write_all(&frame).await.unwrap();
    }

    /// The next packet, heartbeats aside.
    async fn next(&mut self) -> Vec<u8> {
        loop {
            if let Some(packet) = self.packet() {
                match packet.as_slice() {
                    b"2" => self.send("3").await,
                    _ => return packet,
                }
            } else {
                self.came.drain(..self.read);
                self.read = 0;
                assert_ne!(self.stream.read_buf(&mut self.came).await.unwrap(), 0);
            }
        }
    }

    /// One that is there already.
    fn packet(&mut self) -> Option<Vec<u8>> {
        let came = &self.came[self.read..];
        let (head, length) = match *came.get(1)? {
            126 => (4, u16::from_be_bytes([*came.get(2)?, *came.get(3)?]).into()),
            length => (2, usize::from(length)),
        };
        let packet = came.get(head..head + length)?.to_vec();
        self.read += head + length;
        Some(packet)
    }

    /// What comes meanwhile is thrown away.
    async fn buy_at(&mut self, rate: u32, total: u32) {
        let mut due = interval(Duration::from_secs(1) / rate);
        due.set_missed_tick_behavior(MissedTickBehavior::Burst);
        let mut thrown_away = [0; 4096];
        for number in 0..total {
            due.tick().await;
            self.buy(number).await;
            while self.stream.try_read(&mut thrown_away).is_ok() {}
        }
        // Who leaves at once takes along what has not been dealt with.
        tokio::time::sleep(Duration::from_secs(20)).await;
    }

    /// So many, as long as they come.
    async fn hear(mut self, total: usize) -> Heard {
        let (mut last, mut count, mut out_of_order) = (None, 0, 0);
        while count < total {
            let Ok(packet) = timeout(Duration::from_secs(10), self.next()).await else {
                break;
            };
            let Some(number) = number_in(&packet) else {
                continue;
            };
            count += 1;
            out_of_order += usize::from(last.is_some_and(|last| number != last + 1));
            last = Some(number);
        }
        Heard {
            count,
            out_of_order,
        }
    }
}

/// Of a `BUY_GOODS`.
fn number_in(packet: &[u8]) -> Option<u64> {
    let number = packet.strip_prefix(br#"42["BUY_GOODS",{"purchaseId":"#)?;
    let digits = number.iter().take_while(|digit| digit.is_ascii_digit());
    Some(digits.fold(0, |number, digit| number * 10 + u64::from(digit - b'0')))
}
