//! A purchase is on disk before anyone is told about it: once, in order, for everyone.

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use transcript::{Handshake, Light, Refused};

use crate::support::{NOT_LOGGED_IN, TestShop, refusal, refused, take_date};

fn order(id: &str) -> Value {
    json!({
        "goodsId": 3,
        "goodsName": "시원한 사이다 외 1개의 상품",
        "orderId": id,
        "items": [{"goodsId": 3, "quantity": 2}, {"goodsId": 1, "quantity": 1}],
    })
}

/// A socket that says which purchase it got last, and what it is told about its place.
async fn socket_after(shop: &TestShop, after: impl Into<Value>) -> (Light, Value) {
    let handshake = Handshake {
        auth: Some(json!({"after": after.into()})),
        ..Handshake::default()
    };
    let mut socket = Light::connect(&shop.url, handshake).await.unwrap();
    socket.expect("WHO").await;
    let since = socket.expect("SINCE").await;
    (socket, since)
}

async fn next_number(socket: &mut Light) -> i64 {
    let purchase = socket.expect("BUY_GOODS").await;
    purchase["purchaseId"].as_i64().unwrap()
}

#[tokio::test]
async fn the_same_order_again_is_the_same_purchase() {
    let shop = TestShop::open().await;
    let token = shop.member("르탄이").await;
    let (mut one, mut two) = (shop.socket(&token).await, shop.socket(&token).await);
    let first = one.emit_with_ack("BUY", order("a")).await;
    assert_eq!(first["purchaseId"], 1);
    for socket in [&mut one, &mut two] {
        assert_eq!(socket.emit_with_ack("BUY", order("a")).await, first);
    }
    let other = one.emit_with_ack("BUY", order("b")).await;
    assert_eq!(other["purchaseId"], 2);
    // What is announced is what was bought: each once.
    for socket in [&mut one, &mut two] {
        assert_eq!(next_number(socket).await, 1);
        assert_eq!(next_number(socket).await, 2);
    }
    // An order's id belongs to its buyer.
    let mut hanghae = shop.socket(&shop.member("항해").await).await;
    let theirs = hanghae.emit_with_ack("BUY", order("a")).await;
    assert_eq!(theirs["purchaseId"], 3);
}

#[tokio::test]
async fn the_same_order_at_once_on_many_connections_is_one_purchase() {
    let shop = TestShop::open().await;
    let token = shop.member("르탄이").await;
    let mut answers = tokio::task::JoinSet::new();
    for _ in 0..20 {
        let mut socket = shop.socket(&token).await;
        answers.spawn(async move { socket.emit_with_ack("BUY", order("a")).await });
    }
    let answers = answers.join_all().await;
    assert_eq!(answers[0]["purchaseId"], 1);
    assert!(
        answers.iter().all(|answer| *answer == answers[0]),
        "{answers:?}"
    );
    let (_, log) = shop.get("/api/purchases", &token).await;
    assert_eq!(log["last"], 1);
}

#[tokio::test]
async fn an_order_id_with_different_contents_is_refused() {
    let shop = TestShop::open().await;
    let mut socket = shop.socket(&shop.member("르탄이").await).await;
    let lesson =
        |goods_id, name| json!({"goodsId": goods_id, "goodsName": name, "orderId": "b"});
    socket.emit_with_ack("BUY", order("a")).await;
    socket.emit_with_ack("BUY", lesson(1, "시원한 콜라")).await;
    let mut more = order("a");
    more["items"][0]["quantity"] = json!(3);
    let mut fewer = order("a");
    fewer["items"].as_array_mut().unwrap().pop();
    let renamed = lesson(1, "시원한 콜라 외 1개의 상품");
    for other in [more, fewer, renamed, lesson(2, "시원한 콜라")] {
        assert_eq!(
            socket.emit_with_ack("BUY", other).await,
            refused("orderId: 내용이 다른 주문에 이미 쓰인 번호입니다.")
        );
    }
    for (id, message) in [
        (json!(7), "orderId: 문자열이어야 합니다."),
        (json!(""), "orderId: 필수 항목입니다."),
        (json!("x".repeat(65)), "orderId: 64자 이하여야 합니다."),
    ] {
        let mut bad = order("a");
        bad["orderId"] = id;
        assert_eq!(socket.emit_with_ack("BUY", bad).await, refused(message));
    }
}

#[tokio::test]
async fn what_was_paid_for_leaves_the_cart_and_nothing_else_does() {
    let shop = TestShop::open().await;
    let token = shop.member("르탄이").await;
    for goods_id in [1, 2, 3] {
        let path = format!("/api/goods/{goods_id}/cart");
        shop.put(&path, &token, json!({"quantity": 5})).await;
    }
    let mut socket = shop.socket(&token).await;
    let mut unknown = order("a");
    unknown["items"][1]["goodsId"] = json!(99);
    assert_eq!(
        socket.emit_with_ack("BUY", unknown).await,
        refused("존재하지 않는 상품입니다.")
    );
    let goods_ids = async || {
        let (_, answer) = shop.get("/api/goods/cart", &token).await;
        let cart = answer["cart"].as_array().unwrap();
        let ids = cart.iter().map(|item| item["goods"]["goodsId"].as_i64());
        ids.map(Option::unwrap).collect::<Vec<_>>()
    };
    assert_eq!(goods_ids().await, [1, 2, 3]);
    socket.emit_with_ack("BUY", order("a")).await;
    assert_eq!(goods_ids().await, [2]);
}

#[tokio::test]
async fn a_changed_price_is_reported_and_nothing_is_sold() {
    let shop = TestShop::open().await;
    let mut socket = shop.socket(&shop.member("르탄이").await).await;
    let mut buy = order("a");
    buy["total"] = json!(12_000);
    shop.execute("update goods set price = 4600 where goods_id = 3")
        .await;
    assert_eq!(
        socket.emit_with_ack("BUY", buy.clone()).await,
        json!({
            "errorMessage": "가격이 바뀌었습니다. 새 합계는 12200원입니다.",
            "code": "price_changed",
            "total": 12_200,
        })
    );
    buy["total"] = json!(12_200);
    let sold = socket.emit_with_ack("BUY", buy.clone()).await;
    assert_eq!(sold["purchaseId"], 1);
    // It has been bought: price changes no longer matter.
    shop.execute("update goods set price = 1").await;
    assert_eq!(socket.emit_with_ack("BUY", buy).await, sold);

    shop.execute("update goods set price = 9007199254740991")
        .await;
    assert_eq!(
        socket.emit_with_ack("BUY", order("b")).await,
        refused("합계가 너무 큽니다.")
    );
}

#[tokio::test]
async fn a_client_that_was_away_gets_what_it_missed_and_then_what_is_new() {
    let shop = TestShop::open().await;
    let mut buyer = shop.socket(&shop.member("르탄이").await).await;
    for id in ["a", "b", "c"] {
        buyer.emit_with_ack("BUY", order(id)).await;
    }
    for (after, since, numbers) in [
        (json!(null), json!({"after": 3, "missed": 0}), vec![]),
        (json!(0), json!({"after": 0, "missed": 0}), vec![1, 2, 3]),
        (json!("1.0"), json!({"after": 1, "missed": 0}), vec![2, 3]),
        (json!(3), json!({"after": 3, "missed": 0}), vec![]),
        // From a shop with another database, or one that was restored to an earlier
        // state.
        (json!(1000), json!({"after": 3, "missed": 0}), vec![]),
    ] {
        let (mut socket, told) = socket_after(&shop, after).await;
        assert_eq!(told, since);
        for number in numbers {
            assert_eq!(next_number(&mut socket).await, number);
        }
    }
    let (mut socket, _) = socket_after(&shop, 2).await;
    buyer.emit_with_ack("BUY", order("d")).await;
    assert_eq!(next_number(&mut socket).await, 3);
    assert_eq!(next_number(&mut socket).await, 4);
}

#[tokio::test]
async fn a_client_that_missed_more_than_a_hundred_gets_the_latest() {
    let shop = TestShop::open().await;
    let mut buyer = shop.socket(&shop.member("르탄이").await).await;
    for _ in 0..250 {
        buyer.emit("BUY", json!({"goodsId": 1, "goodsName": "시원한 콜라"}));
    }
    for number in 1..=250 {
        assert_eq!(next_number(&mut buyer).await, number);
    }
    let (mut socket, since) = socket_after(&shop, 30).await;
    assert_eq!(since, json!({"after": 150, "missed": 120}));
    for number in 151..=250 {
        assert_eq!(next_number(&mut socket).await, number);
    }
}

#[tokio::test]
async fn an_after_that_is_not_a_number_is_refused() {
    let shop = TestShop::open().await;
    let rule = "after: 0 이상 9007199254740991 이하의 정수여야 합니다.";
    for after in [
        json!(-1),
        json!(1.5),
        json!("x"),
        json!([1]),
        json!({}),
        json!(true),
    ] {
        let handshake = Handshake {
            auth: Some(json!({"after": after})),
            ..Handshake::default()
        };
        let refused = Light::connect(&shop.url, handshake).await.err();
        assert_eq!(refused, Some(Refused::Message(rule.to_owned())), "{after}");
    }
}

#[tokio::test]
async fn the_log_can_be_read_page_by_page() {
    let shop = TestShop::open().await;
    let token = shop.member("르탄이").await;
    let empty = shop.get("/api/purchases", &token).await;
    assert_eq!(empty, (200, json!({"purchases": [], "last": 0})));
    let mut buyer = shop.socket(&token).await;
    for id in ["a", "b", "c"] {
        buyer.emit_with_ack("BUY", order(id)).await;
    }
    let (status, mut page) = shop.get("/api/purchases?after=1&limit=1", &token).await;
    take_date(&mut page["purchases"][0], "date");
    let second = json!({
        "purchaseId": 2,
        "nickname": "르탄이",
        "goodsId": 3,
        "goodsName": "시원한 사이다 외 1개의 상품",
    });
    assert_eq!(
        (status, page),
        (200, json!({"purchases": [second], "last": 3}))
    );
    let (_, rest) = shop.get("/api/purchases?after=2", &token).await;
    assert_eq!(rest["purchases"].as_array().unwrap().len(), 1);
    for (query, message) in [
        (
            "after=-1",
            "after: 0 이상 9007199254740991 이하의 정수여야 합니다.",
        ),
        ("limit=0", "limit: 1 이상 100 이하의 정수여야 합니다."),
        ("limit=101", "limit: 1 이상 100 이하의 정수여야 합니다."),
        ("limit=all", "limit: 1 이상 100 이하의 정수여야 합니다."),
        ("after=", "after: 필수 항목입니다."),
    ] {
        let answer = shop.get(&format!("/api/purchases?{query}"), &token).await;
        assert_eq!(answer, refusal(400, message), "{query}");
    }
    let stranger = shop.get("/api/purchases", "").await;
    assert_eq!(stranger, refusal(401, NOT_LOGGED_IN));
}

#[tokio::test]
async fn your_own_orders_keep_the_prices_you_paid() {
    let shop = TestShop::open().await;
    let (rtan, hanghae) = (shop.member("르탄이").await, shop.member("항해").await);
    shop.socket(&hanghae)
        .await
        .emit_with_ack("BUY", order("a"))
        .await;
    let mut buyer = shop.socket(&rtan).await;
    buyer.emit_with_ack("BUY", order("b")).await;
    let lesson = json!({"goodsId": 2, "goodsName": "시원한 콜라 제로 외 4개의 상품"});
    buyer.emit_with_ack("BUY", lesson).await;
    shop.execute("update goods set price = 1, name = 'x'").await;

    let (status, mut orders) = shop.get("/api/users/me/orders", &rtan).await;
    for order in orders["orders"].as_array_mut().unwrap() {
        take_date(order, "date");
    }
    let item = |goods_id, name, price, quantity| json!({"goodsId": goods_id, "name": name, "price": price, "quantity": quantity});
    let newest = json!({
        "purchaseId": 3,
        "orderId": null,
        "total": 1200,
        "items": [item(2, "시원한 콜라 제로", 1200, 1)],
    });
    let oldest = json!({
        "purchaseId": 2,
        "orderId": "b",
        "total": 12_000,
        "items": [item(3, "시원한 사이다", 4500, 2), item(1, "시원한 콜라", 3000, 1)],
    });
    assert_eq!((status, orders), (200, json!({"orders": [newest, oldest]})));
    let (_, older) = shop.get("/api/users/me/orders?before=3", &rtan).await;
    assert_eq!(older["orders"][0]["purchaseId"], 2);
    let (_, none) = shop.get("/api/users/me/orders?before=2", &rtan).await;
    assert_eq!(none, json!({"orders": []}));
    let stranger = shop.get("/api/users/me/orders", "").await;
    assert_eq!(stranger, refusal(401, NOT_LOGGED_IN));
}

#[tokio::test]
async fn a_shop_that_opens_again_continues_where_it_was() {
    let before = TestShop::open().await;
    let token = before.member("르탄이").await;
    let mut buyer = before.socket(&token).await;
    let bought = buyer.emit_with_ack("BUY", order("a")).await;

    let after = before.open_beside().await;
    let (mut socket, since) = socket_after(&after, 0).await;
    assert_eq!(since, json!({"after": 0, "missed": 0}));
    assert_eq!(next_number(&mut socket).await, 1);
    let mut buyer = after.socket(&token).await;
    assert_eq!(buyer.emit_with_ack("BUY", order("a")).await, bought);
    let next = buyer.emit_with_ack("BUY", order("b")).await;
    assert_eq!(next["purchaseId"], 2);
    assert_eq!(next_number(&mut socket).await, 2);
    // The first server is still running, with the same database.
    let (mut ahead, since) = socket_after(&before, 2).await;
    assert_eq!(since, json!({"after": 2, "missed": 0}));
    buyer.emit_with_ack("BUY", order("c")).await;
    assert_eq!(next_number(&mut ahead).await, 3);
}

/// The same happens when someone cleans up by hand.
#[tokio::test]
async fn deleted_purchases_count_as_missed() {
    let shop = TestShop::open().await;
    let mut buyer = shop.socket(&shop.member("르탄이").await).await;
    for id in ["a", "b", "c"] {
        buyer.emit_with_ack("BUY", order(id)).await;
    }
    for number in 1..=3 {
        assert_eq!(next_number(&mut buyer).await, number);
    }
    shop.execute("delete from purchases where purchase_id in (2, 3)")
        .await;
    let again = shop.open_beside().await;
    let (mut socket, since) = socket_after(&again, 0).await;
    assert_eq!(since, json!({"after": 0, "missed": 0}));
    assert_eq!(next_number(&mut socket).await, 1);
    buyer.emit_with_ack("BUY", order("d")).await;
    assert_eq!(
        socket.expect("SINCE").await,
        json!({"after": 3, "missed": 2})
    );
    assert_eq!(next_number(&mut socket).await, 4);
    assert_eq!(next_number(&mut buyer).await, 4);
}

/// Some buy without a break, and listeners are still told all the time.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn news_does_not_wait_for_a_lull() {
    let shop = TestShop::open_with(&["--buys-per-second", "100000"]).await;
    let token = shop.member("르탄이").await;
    let mut listener = shop.socket("").await;
    for _ in 0..8 {
        let mut buyer = shop.socket(&token).await;
        tokio::spawn(async move {
            let cola = json!({"goodsId": 1, "goodsName": "x"});
            while buyer.ask("BUY", cola.clone()).await.is_some() {}
        });
    }
    let (mut last, mut gaps) = (Instant::now(), Vec::new());
    for _ in 0..1500 {
        next_number(&mut listener).await;
        gaps.push(last.elapsed());
        last = Instant::now();
    }
    gaps.sort();
    // A few may be the machine's.
    let longest = &gaps[gaps.len() - 4..];
    assert!(longest[0] < Duration::from_millis(500), "{longest:?}");
}

/// The machine's clock was a day ahead, and was corrected while the shop was closed:
/// the dates it wrote are in the future, and so are its tokens.
#[tokio::test]
async fn setting_the_clock_back_does_not_change_the_order() {
    let shop = TestShop::open().await;
    let token = shop.member("르탄이").await;
    let mut buyer = shop.socket(&token).await;
    let first = buyer.emit_with_ack("BUY", order("tomorrow")).await;
    shop.execute("update purchases set bought_at = '2100-01-01 00:00:00+00:00'")
        .await;
    shop.execute("update users set created_at = '2100-01-01 00:00:00+00:00'")
        .await;
    let shop = shop.open_beside().await;
    let mut buyer = shop.socket(&token).await;
    let (mut listener, since) = socket_after(&shop, 0).await;
    assert_eq!(since, json!({"after": 0, "missed": 0}));
    let second = buyer.emit_with_ack("BUY", order("today")).await;
    assert_eq!([&first, &second].map(|it| &it["purchaseId"]), [1, 2]);
    // By number, whatever the dates say.
    let [ahead, after] = [
        listener.expect("BUY_GOODS").await,
        listener.expect("BUY_GOODS").await,
    ];
    assert_eq!([&ahead, &after].map(|it| &it["purchaseId"]), [1, 2]);
    assert!(
        ahead["date"].as_str() > after["date"].as_str(),
        "{ahead} {after}"
    );
    let again = buyer.emit_with_ack("BUY", order("tomorrow")).await;
    assert_eq!(again["purchaseId"], 1);
    let (_, orders) = shop.get("/api/users/me/orders", &token).await;
    let numbers = orders["orders"].as_array().unwrap().iter();
    let numbers: Vec<&Value> = numbers.map(|order| &order["purchaseId"]).collect();
    assert_eq!(numbers, [2, 1]);
}
