//! A client that doesn't read for a while hears everything once it does, in order.

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio::time::{Duration, sleep, timeout};
use tokio_tungstenite::{WebSocketStream, client_async};

use crate::support::TestShop;

const PURCHASES: usize = 500;

async fn connect(shop: &TestShop, auth: Value) -> WebSocketStream<TcpStream> {
    let host = shop.url.strip_prefix("http://").unwrap();
    let stream = TcpStream::connect(host).await.unwrap();
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

async fn rename(shop: &TestShop, name: &str) {
    let rename = format!("update goods set name = '{name}' where goods_id = 1");
    shop.execute(rename.leak()).await;
}

/// Ten buyers send all their orders at once, and don't read either. Returns when the last
/// purchase has been announced.
async fn buy_many(shop: &TestShop, token: &str) {
    let mut reader = shop.socket(token).await;
    let mut buyers = Vec::new();
    for _ in 0..10 {
        let mut buyer = connect(shop, json!({"token": token})).await;
        for _ in 0..PURCHASES / 10 {
            let buy = r#"42["BUY",{"goodsId":1,"goodsName":"시원한 콜라"}]"#;
            buyer.send(buy.into()).await.unwrap();
        }
        buyers.push(buyer);
    }
    for _ in 0..PURCHASES {
        reader.expect("BUY_GOODS").await;
    }
}

#[tokio::test]
async fn a_websocket_that_is_not_read_keeps_its_place() {
    let shop = TestShop::open_with(&["--buys-per-second", "100000"]).await;
    let token = shop.member("르탄이").await;
    // All in all, twice as much as the system sets aside for a connection.
    rename(&shop, &"x".repeat(16_000)).await;
    let mut one_by_one = connect(&shop, json!({})).await;
    let mut grouped = connect(&shop, json!({"grouped": true})).await;
    buy_many(&shop, &token).await;
    for slow in [&mut one_by_one, &mut grouped] {
        let mut heard = Vec::new();
        while heard.len() < PURCHASES {
            let (_, payload) = event(slow).await;
            let alone = [payload.clone()];
            let purchases = payload.as_array().map_or(&alone[..], Vec::as_slice);
            heard.extend(
                purchases
                    .iter()
                    .map(|it| it["purchaseId"].as_u64().unwrap()),
            );
        }
        assert!((1..=PURCHASES as u64).eq(heard));
    }
}

/// Nothing else is sold that would push it.
#[tokio::test]
async fn the_end_of_a_packet_that_did_not_fit_follows_by_itself() {
    let shop = TestShop::open().await;
    let mut buyer = shop.socket(&shop.member("르탄이").await).await;
    let mut slow = connect(&shop, json!({})).await;
    let cola = json!({"goodsId": 1, "goodsName": "시원한 콜라"});
    buyer.emit_with_ack("BUY", cola.clone()).await;
    assert_eq!(event(&mut slow).await.1["purchaseId"], 1);
    let long = "x".repeat(8_000_000);
    rename(&shop, &long).await;
    buyer.emit_with_ack("BUY", cola).await;
    sleep(Duration::from_secs(1)).await;
    // Less than a heartbeat, which would push it, too.
    let told = timeout(Duration::from_secs(15), event(&mut slow)).await;
    assert_eq!(told.unwrap().1["goodsName"], long);
}
