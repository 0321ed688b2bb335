//! A socket's orders are handled in the order in which they came.

use futures_util::future::join_all;
use serde_json::{Value, json};

use crate::support::{TestShop, refused};

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

#[tokio::test]
async fn orders_on_many_sockets_are_refused_before_they_wait_too_long() {
    const TOO_MANY: &str = "주문을 너무 많이 보냈습니다. 잠시 후 다시 시도해 주세요.";
    let shop = TestShop::open_with(&["--buys-per-second", "1"]).await;
    let token = shop.member("르탄이").await;
    let mut sockets = join_all((0..20).map(|_| shop.socket(&token))).await;
    let mut other = shop.socket(&shop.member("항해").await).await;

    let buy = json!({"goodsId": 1, "goodsName": "시원한 콜라"});
    let at_once = join_all(sockets.iter_mut().map(|it| it.ask("BUY", buy.clone())));
    let (answers, others) = tokio::join!(at_once, other.ask("BUY", buy.clone()));
    assert_eq!(others.unwrap()["ok"], true);
    let (bought, rest): (Vec<_>, Vec<_>) = answers
        .into_iter()
        .flatten()
        .partition(|answer| answer["ok"] == true);
    // Ten may come at once, and one more in each of three seconds.
    assert!((10..=14).contains(&bought.len()), "{bought:?}");
    assert_eq!(bought.len() + rest.len(), 20);
    assert!(
        rest.iter().all(|answer| *answer == refused(TOO_MANY)),
        "{rest:?}"
    );
    let (_, stored) = shop.get("/api/purchases?after=0", &token).await;
    assert_eq!(
        stored["purchases"].as_array().unwrap().len(),
        bought.len() + 1
    );
}
