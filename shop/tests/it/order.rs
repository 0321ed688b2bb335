//! A socket's orders are handled in the order in which they came.

use serde_json::{Value, json};

use crate::support::TestShop;

#[tokio::test]
async fn orders_sent_back_to_back_are_announced_in_order() {
    let shop = TestShop::open().await;
    let mut socket = shop.socket(&shop.member("르탄이").await).await;
    let bought: Vec<i64> = (0..600).map(|n| n % 3 + 1).collect();
    for goods_id in &bought {
        socket.emit("BUY", json!({"goodsId": goods_id, "goodsName": "x"}));
    }
    let mut announced = Vec::new();
    for _ in &bought {
        let notice: Value = socket.expect("BUY_GOODS").await;
        announced.push(notice["goodsId"].as_i64().unwrap());
    }
    assert_eq!(announced, bought);
}

#[tokio::test]
async fn unknown_fields_do_no_harm() {
    let shop = TestShop::open().await;
    let mut socket = shop.socket(&shop.member("르탄이").await).await;
    // The way JavaScript sends `"민수😀".slice(0, 3)`: half an emoji.
    for buy in [
        r#"{"nickname":"민수\ud83d","goodsId":1,"goodsName":"시원한 콜라"}"#,
        r#"{"goodsId":1,"goodsName":"시원한 콜라 \ud83d"}"#,
        r#"{"goodsId":1.0,"goodsName":"시원한 콜라","items":[{"goodsId":"1","quantity":2.0,"note":"\ud83d"}]}"#,
        r#"{"goodsId":1e0,"goodsName":"시원한 콜라","more":[[[[]]]]},"a second argument""#,
    ] {
        socket.send_packet(&format!(r#"42["BUY",{buy}]"#));
        let notice = socket.expect("BUY_GOODS").await;
        assert_eq!(notice["goodsName"], "시원한 콜라", "{buy}");
    }
}
