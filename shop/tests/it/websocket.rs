//! Clients that begin with polling: they move to a WebSocket that works, and survive one
//! that lets nothing through.

use std::time::Duration;

use futures_util::future::{join, join_all};
use futures_util::{SinkExt, StreamExt};
use serde_json::json;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::Role;
use tokio_tungstenite::{WebSocketStream, connect_async};

use crate::support::{TestShop, account};

/// A client that polls, by hand.
struct Polling<'s> {
    shop: &'s TestShop,
    version: &'s str,
    sid: String,
}

impl<'s> Polling<'s> {
    async fn connect(shop: &'s TestShop, token: &str) -> Self {
        let mut client = Self {
            shop,
            version: "4",
            sid: String::new(),
        };
        let open = client.get().await;
        let (_, sid) = open.split_once(r#""sid":""#).unwrap();
        client.sid = sid.split('"').next().unwrap().to_owned();
        client.post(&format!("40{}", json!({"token": token}))).await;
        client.until("SINCE").await;
        client
    }

    fn address(&self, transport: &str) -> String {
        let sid = match self.sid.as_str() {
            "" => String::new(),
            sid => format!("&sid={sid}"),
        };
        let version = self.version;
        format!("/socket.io/?EIO={version}&transport={transport}{sid}")
    }

    async fn get(&self) -> String {
        let url = format!("{}{}", self.shop.url, self.address("polling"));
        let answer = self.shop.http.get(url).send().await.unwrap();
        answer.text().await.unwrap()
    }

    async fn post(&self, packet: &str) {
        let url = format!("{}{}", self.shop.url, self.address("polling"));
        let answer = self.shop.http.post(url).body(packet.to_owned()).send();
        assert_eq!(answer.await.unwrap().text().await.unwrap(), "ok");
    }

    async fn until(&self, word: &str) {
        loop {
            let came = self.get().await;
            assert!(!came.contains("unknown"), "{came}");
            if came.contains(word) {
                return;
            }
        }
    }

    /// Opens the WebSocket beside the polling, up to `101 Switching Protocols`.
    async fn websocket(&self) -> TcpStream {
        let host = self.shop.url.strip_prefix("http://").unwrap();
        let mut stream = TcpStream::connect(host).await.unwrap();
        let request = format!(
            "GET {} HTTP/1.1\r\nHost: {host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\
             Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
            self.address("websocket")
        );
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = vec![0; 1024];
        let read = stream.read(&mut answer).await.unwrap();
        let answer = String::from_utf8_lossy(&answer[..read]).into_owned();
        assert!(answer.starts_with("HTTP/1.1 101 "), "{answer}");
        let accept = "s3pplmbitxaq9kygzzhzrbk+xoo=";
        assert!(answer.to_lowercase().contains(accept), "{answer}");
        stream
    }

    /// Moves from polling to a WebSocket, and returns what the last poll answered, too.
    async fn switches_over(&self) -> (WebSocketStream<TcpStream>, String) {
        let stream = self.websocket().await;
        let mut stream =
            WebSocketStream::from_raw_socket(stream, Role::Client, None).await;
        stream.send("2probe".into()).await.unwrap();
        assert_eq!(stream.next().await.unwrap().unwrap(), "3probe".into());
        // The pending poll is answered, then the client switches over.
        let last = self.get().await;
        stream.send("5".into()).await.unwrap();
        (stream, last)
    }

    async fn is_gone(&self) {
        let gone = async { while !self.get().await.contains("Session ID unknown") {} };
        let gone = timeout(Duration::from_secs(5), gone).await;
        assert!(gone.is_ok(), "the session is still there");
    }

    async fn buys(&self) {
        self.post(r#"427["BUY",{"goodsId":1,"goodsName":"시원한 콜라"}]"#)
            .await;
        self.until(r#"437[{"ok":true,"#).await;
    }
}

#[tokio::test]
async fn a_websocket_that_is_cut_off_does_not_end_the_session() {
    let shop = TestShop::open().await;
    let client = Polling::connect(&shop, &shop.member("르탄이").await).await;
    for _ in 0..9 {
        drop(client.websocket().await);
        client.buys().await;
    }
}

#[tokio::test]
async fn a_websocket_that_swallows_everything_does_not_hold_up_the_session() {
    let shop = TestShop::open().await;
    let client = Polling::connect(&shop, &shop.member("르탄이").await).await;
    let swallows = client.websocket().await;
    for _ in 0..9 {
        client.buys().await;
    }
    drop(swallows);
    client.buys().await;
}

/// By then, the library has taken it for a change of transport, and can't go back.
#[tokio::test]
async fn a_websocket_cut_off_halfway_ends_the_session_instead_of_leaving_it_mute() {
    let shop = TestShop::open().await;
    let client = Polling::connect(&shop, &shop.member("르탄이").await).await;
    let mut stream = client.websocket().await;
    stream.write_all(b"\x81\x86\0\0\0\x002probe").await.unwrap();
    let mut pong = [0; 8];
    stream.read_exact(&mut pong).await.unwrap();
    drop(stream);
    client.is_gone().await;
}

#[tokio::test]
async fn a_websocket_that_works_takes_over() {
    let shop = TestShop::open().await;
    let client = Polling::connect(&shop, &shop.member("르탄이").await).await;
    let (mut stream, last) = client.switches_over().await;
    assert_eq!(last, "6");
    let buy = r#"427["BUY",{"goodsId":1,"goodsName":"cola"}]"#;
    stream.send(buy.into()).await.unwrap();
    while !text(&mut stream).await.starts_with(r#"437[{"ok":true,"#) {}
}

async fn text<S: AsyncRead + AsyncWrite + Unpin>(
    stream: &mut WebSocketStream<S>,
) -> String {
    let message = stream.next().await.unwrap().unwrap();
    message.into_text().unwrap().to_string()
}

/// What a client hears must not depend on how it is connected, nor on who writes it.
#[tokio::test]
async fn a_client_that_switches_over_hears_every_purchase_once_in_order() {
    const LAST: usize = 300;
    let shop = TestShop::open_with(&["--buys-per-second", "100000"]).await;
    let token = shop.member("르탄이").await;
    let mut clients = Vec::new();
    for _ in 0..8 {
        clients.push(Polling::connect(&shop, &token).await);
    }
    let mut buyer = shop.socket(&token).await;
    let buying = async {
        for _ in 0..LAST {
            let cola = json!({"goodsId": 1, "goodsName": "시원한 콜라"});
            let answer = buyer.emit_with_ack("BUY", cola).await;
            assert_eq!(answer["ok"], true, "{answer}");
        }
    };
    let hearing = clients.iter().enumerate().map(async |(polls, client)| {
        let mut heard = Vec::new();
        for _ in 0..polls {
            heard.extend(notices(&client.get().await));
        }
        let (mut stream, last) = client.switches_over().await;
        heard.extend(notices(&last));
        while heard.len() < LAST {
            heard.extend(notices(&text(&mut stream).await));
        }
        heard
    });
    let (heard, ()) = join(join_all(hearing), buying).await;
    for (index, notice) in heard[0].iter().enumerate() {
        let number = format!(r#""purchaseId":{}"#, index + 1);
        assert!(notice.contains(&number), "{notice}");
    }
    assert!(heard.iter().all(|it| it == &heard[0]));
}

/// Old clients may; today's open another WebSocket.
#[tokio::test]
async fn a_client_that_connects_again_on_one_websocket_hears_every_purchase_once() {
    let shop = TestShop::open().await;
    let mut token = shop.member("르탄이").await;
    let address = shop.url.replacen("http", "ws", 1);
    let address = format!("{address}/socket.io/?EIO=4&transport=websocket");
    let (mut stream, _) = connect_async(address).await.unwrap();
    for number in 1..=6 {
        let connect = format!("40{}", json!({"token": token}));
        stream.send(connect.into()).await.unwrap();
        while !text(&mut stream).await.starts_with(r#"42["SINCE","#) {}
        let buy = r#"427["BUY",{"goodsId":1,"goodsName":"시원한 콜라"}]"#;
        stream.send(buy.into()).await.unwrap();
        let (mut heard, mut answered) = (0, false);
        while heard == 0 || !answered {
            let packet = text(&mut stream).await;
            answered |= packet.starts_with(r#"437[{"ok":true,"#);
            for notice in notices(&packet) {
                assert!(notice.contains(&format!(r#""purchaseId":{number},"#)));
                heard += 1;
            }
        }
        assert_eq!(heard, 1);
        // The client says goodbye, or the shop does.
        if number % 2 == 0 {
            stream.send("41".into()).await.unwrap();
            // This has an answer, which comes once the goodbye has been read.
            stream.send("40/nowhere,".into()).await.unwrap();
            while !text(&mut stream).await.starts_with("44/nowhere,") {}
        } else {
            shop.delete("/api/auth", &token).await;
            while text(&mut stream).await != "41" {}
            let (_, login) = shop.post("/api/auth", "", account("르탄이")).await;
            token = login["token"].as_str().unwrap().to_owned();
        }
    }
}

/// As Node's server does it.
#[tokio::test]
async fn a_client_that_connects_although_it_is_connected_is_sent_away() {
    let shop = TestShop::open().await;
    let token = shop.member("르탄이").await;
    let mut other = shop.socket(&token).await;

    let mut guest = shop.socket("").await;
    guest.send_packet("40");
    assert_eq!(guest.next().await, None);

    let polls = Polling::connect(&shop, &token).await;
    polls.post("40{}\u{1e}42[\"BUY\",{}]").await;
    polls.is_gone().await;

    // Nor can it hide: the library takes these for the same.
    let mut polls = Polling::connect(&shop, &token).await;
    polls.sid = format!("{0}&sid={0}", polls.sid);
    polls.post("40").await;
    polls.is_gone().await;

    for version in ["4", "4="] {
        let mut moves = Polling::connect(&shop, &token).await;
        moves.version = version;
        let (mut stream, _) = moves.switches_over().await;
        stream.send("40/,".into()).await.unwrap();
        let closed = async { while let Some(Ok(_)) = stream.next().await {} };
        timeout(Duration::from_secs(5), closed).await.unwrap();
        moves.is_gone().await;
    }

    other.emit("BUY", json!({"goodsId": 1, "goodsName": "시원한 콜라"}));
    assert_eq!(other.expect("BUY_GOODS").await["purchaseId"], 1);
}

#[tokio::test]
async fn a_client_whose_attachment_does_not_come_in_time_is_sent_away() {
    let shop = TestShop::open().await;
    let address = shop.url.replacen("http", "ws", 1);
    let address = format!("{address}/socket.io/?EIO=4&transport=websocket");
    let (mut stream, _) = connect_async(address).await.unwrap();
    let event = r#"451-["x",{"_placeholder":true,"num":0}]"#;
    let attachment = || Message::binary(vec![0; 9]);
    stream.send("40".into()).await.unwrap();
    while !text(&mut stream).await.starts_with(r#"42["SINCE","#) {}
    // In time.
    stream.send(event.into()).await.unwrap();
    stream.send(attachment()).await.unwrap();
    stream.send(event.into()).await.unwrap();
    let silence = timeout(Duration::from_secs(6), news(&mut stream)).await;
    assert!(silence.is_err(), "{silence:?}");
    stream.send(attachment()).await.unwrap();
    // Engine.IO's close packet.
    let gone = timeout(Duration::from_secs(5), news(&mut stream)).await;
    assert_eq!(gone.as_deref(), Ok("1"));
}

/// The next packet that isn't a ping.
async fn news<S: AsyncRead + AsyncWrite + Unpin>(
    stream: &mut WebSocketStream<S>,
) -> String {
    let mut packet = text(stream).await;
    while packet == "2" {
        packet = text(stream).await;
    }
    packet
}

/// A poll's answer may hold several packets.
fn notices(answer: &str) -> Vec<String> {
    let packets = answer.split('\u{1e}').map(str::to_owned);
    packets
        .filter(|it| it.starts_with(r#"42["BUY_GOODS","#))
        .collect()
}
