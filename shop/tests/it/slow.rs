//! A client that doesn't read for a while hears everything that the shop still has, in
//! order, and how many purchases it doesn't have any more.

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::net::{TcpSocket, TcpStream};
use tokio::task::JoinSet;
use tokio_tungstenite::{WebSocketStream, client_async};

use crate::support::TestShop;

const PURCHASES: usize = 2500;

/// A WebSocket on whose side the system sets little aside.
async fn connect(shop: &TestShop, auth: Value) -> WebSocketStream<TcpStream> {
    let host = shop.url.strip_prefix("http://").unwrap();
    let socket = TcpSocket::new_v4().unwrap();
    socket.set_recv_buffer_size(4096).unwrap();
    let stream = socket.connect(host.parse().unwrap()).await.unwrap();
    let url = format!("ws://{host}/socket.io/?EIO=4&transport=websocket");
    let (mut websocket, _) = client_async(url, stream).await.unwrap();
    websocket.send(format!("40{auth}").into()).await.unwrap();
    while event(&mut websocket).await.0 != "SINCE" {}
    websocket
}

/// The next event, answering heartbeats in between.
async fn event(websocket: &mut WebSocketStream<TcpStream>) -> (String, Value) {
    loop {
        let message = websocket.next().await.unwrap().unwrap();
        let text = message.into_text().unwrap();
        if text == "2" {
            websocket.send("3".into()).await.unwrap();
        }
        if let Some(event) = text.strip_prefix("42") {
            return serde_json::from_str(event).unwrap();
        }
    }
}

async fn everyone_buys(shop: &TestShop, token: &str) {
    let mut buying = JoinSet::new();
    for _ in 0..10 {
        let mut buyer = shop.socket(token).await;
        buying.spawn(async move {
            for _ in 0..PURCHASES / 10 {
                let cola = json!({"goodsId": 1, "goodsName": "시원한 콜라"});
                let answer = buyer.emit_with_ack("BUY", cola).await;
                assert_eq!(answer["ok"], true, "{answer}");
            }
        });
    }
    buying.join_all().await;
}

#[tokio::test]
async fn a_websocket_that_is_not_read_keeps_its_place() {
    let shop = TestShop::open_with(&["--buys-per-second", "100000"]).await;
    let token = shop.member("르탄이").await;
    // More than fits into what the system sets aside for a connection.
    let name = "x".repeat(4000);
    let rename = format!("update goods set name = '{name}' where goods_id = 1");
    shop.execute(rename.leak()).await;
    for grouped in [false, true] {
        let mut slow = connect(&shop, json!({"grouped": grouped})).await;
        let first = match grouped {
            false => 1,
            true => PURCHASES as i64 + 1,
        };
        everyone_buys(&shop, &token).await;
        let (mut next, mut missed) = (first, 0);
        while next < first + PURCHASES as i64 {
            match event(&mut slow).await {
                (name, payload) if name == "SINCE" => {
                    let after = payload["after"].as_i64().unwrap();
                    assert_eq!(payload["missed"], after - (next - 1), "{payload}");
                    missed += after - (next - 1);
                    next = after + 1;
                }
                (_, payload) => {
                    let one = [payload.clone()];
                    for purchase in payload.as_array().map_or(&one[..], Vec::as_slice) {
                        assert_eq!(purchase["purchaseId"], next);
                        next += 1;
                    }
                }
            }
        }
        assert!((1..=1500).contains(&missed), "{missed}");
    }
}
