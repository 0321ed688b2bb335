//! A WebSocket client that does no more than it has to, so that the load costs little.

use std::collections::HashMap;
use std::ops::Range;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::select;
use tokio::time::{MissedTickBehavior, interval_at, sleep_until};

use crate::packets::{Packets, frame};

/// A client that has connected.
pub struct Client {
    pub(crate) stream: TcpStream,
    pub(crate) packets: Packets,
}

impl Client {
    /// `auth` is what it says about itself, if anything. Returns once the server has
    /// said `until`.
    pub async fn connect(address: &str, auth: Option<Value>, until: &str) -> Self {
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
        let packets = Packets::default();
        let mut client = Self { stream, packets };
        let auth = auth.map_or(String::new(), |auth| auth.to_string());
        client.send(&format!("40{auth}")).await;
        client.until(until).await;
        client
    }

    /// Sends an order with this number. Servers that don't number purchases pass ours on.
    pub async fn buy(&mut self, number: u64) {
        let order = json!({
            "purchaseId": number, "nickname": "르탄이",
            "goodsId": number % 3 + 1, "goodsName": "시원한 콜라",
        });
        let packet = format!("42{number}{}", json!(["BUY", order]));
        self.send(&packet).await;
    }

    /// Buys, and waits for the acknowledgement.
    pub async fn buy_and_wait(&mut self, number: u64) {
        self.buy(number).await;
        self.until("43").await;
    }

    async fn send(&mut self, packet: &str) {
        self.stream.write_all(&frame(packet)).await.unwrap();
    }

    /// The next packet, except heartbeats.
    async fn next(&mut self) -> Vec<u8> {
        loop {
            match self.packets.next() {
                Some(b"2") => self.send("3").await,
                Some(packet) => return packet.to_vec(),
                None => self.read().await,
            }
        }
    }

    /// Reads up to a packet that starts with this.
    pub async fn until(&mut self, start: &str) {
        loop {
            match self.packets.next() {
                Some(packet) if packet.starts_with(start.as_bytes()) => return,
                Some(b"2") => self.send("3").await,
                Some(_) => {}
                None => self.read().await,
            }
        }
    }

    async fn read(&mut self) {
        let room = self.packets.room();
        let read = self.stream.read_buf(room).await.unwrap();
        assert_ne!(read, 0, "the server is gone");
    }

    /// Sends `rate` orders a second, with these numbers, starting at `first`. Returns
    /// when each purchase was sent, by the number it got.
    pub async fn buy_at(
        mut self,
        rate: u32,
        mut numbers: Range<u64>,
        first: Instant,
        (began, end): (Instant, Instant),
    ) -> HashMap<u64, u32> {
        let mut due = interval_at(first.into(), Duration::from_secs(1) / rate);
        due.set_missed_tick_behavior(MissedTickBehavior::Burst);
        let (mut sent, mut by_purchase) = (HashMap::new(), HashMap::new());
        while Instant::now() < end {
            select! {
                _ = due.tick(), if !numbers.is_empty() => {
                    let number = numbers.start;
                    numbers.start += 1;
                    sent.insert(number, micros(began));
                    self.buy(number).await;
                }
                packet = self.next() => {
                    if let Some((number, purchase)) = acknowledged(&packet)
                        && let Some(at) = sent.remove(&number)
                    {
                        by_purchase.insert(purchase, at);
                    }
                }
                () = sleep_until(end.into()) => {}
            }
        }
        // Without acknowledgements, a purchase keeps our number.
        by_purchase.extend(sent);
        by_purchase
    }
}

pub fn micros(began: Instant) -> u32 {
    began.elapsed().as_micros() as u32
}

/// The number of each purchase in a `BUY_GOODS`, or in a `BUY_GOODS_LIST`.
pub fn numbers_in(packet: &[u8]) -> impl Iterator<Item = u64> {
    let is_news = packet.starts_with(br#"42["BUY_GOODS"#);
    let objects = packet.split(|byte| *byte == b'{').skip(1);
    objects
        .take_while(move |_| is_news)
        .filter_map(|object| digits(object.strip_prefix(br#""purchaseId":"#)?))
}

/// Which order became which purchase: `4317[{"ok":true,"purchaseId":5,…}]`.
fn acknowledged(packet: &[u8]) -> Option<(u64, u64)> {
    let packet = packet.strip_prefix(b"43")?;
    let text = str::from_utf8(packet).ok()?;
    let (_, purchase) = text.split_once("\"purchaseId\":")?;
    Some((digits(packet)?, digits(purchase.as_bytes())?))
}

fn digits(text: &[u8]) -> Option<u64> {
    let digits = text.iter().take_while(|digit| digit.is_ascii_digit());
    Some(digits.fold(0, |number, digit| number * 10 + u64::from(digit - b'0')))
}
