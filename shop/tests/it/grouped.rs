//! A client that takes several purchases in one packet gets the same ones as everyone
//! else: all of them, each once, in order.

use serde_json::{Value, json};
use tokio::task::JoinSet;
use tokio::time::{Duration, timeout};
use transcript::{Handshake, Light, Refused};

use crate::support::{NOT_LOGGED_IN, TestShop};

/// Less than a heartbeat: with nothing else to come, the next poll would wait for that.
const PATIENCE: Duration = Duration::from_secs(10);
const UNPACED: &[&str] = &["--buys-per-second", "100000"];

async fn connect(shop: &TestShop, auth: Value) -> Result<Light, Refused> {
    let handshake = Handshake {
        auth: Some(auth),
        ..Handshake::default()
    };
    Light::connect(&shop.url, handshake).await
}

/// A socket that says this, and what it is told about its place.
async fn socket(shop: &TestShop, auth: Value) -> (Light, Value) {
    let mut socket = connect(shop, auth).await.unwrap();
    socket.expect("WHO").await;
    let since = socket.expect("SINCE").await;
    (socket, since)
}

async fn buy(buyer: &mut Light) {
    let cola = json!({"goodsId": 1, "goodsName": "시원한 콜라"});
    let answer = buyer.emit_with_ack("BUY", cola).await;
    assert_eq!(answer["ok"], true, "{answer}");
}

/// So many purchases each by ten buyers at once.
async fn ten_buy(shop: &TestShop, token: &str, each: usize) {
    let mut buying = JoinSet::new();
    for _ in 0..10 {
        let mut buyer = shop.socket(token).await;
        buying.spawn(async move {
            for _ in 0..each {
                buy(&mut buyer).await;
            }
        });
    }
    buying.join_all().await;
}

/// The purchases of the next packet, and whether it is a group.
async fn next(socket: &mut Light) -> (Vec<Value>, bool) {
    let event = socket.next().await.unwrap();
    purchases(&event.name, event.args)
}

fn purchases(name: &str, args: Vec<Value>) -> (Vec<Value>, bool) {
    let [payload] = <[Value; 1]>::try_from(args).unwrap();
    match (name, payload) {
        ("BUY_GOODS", purchase) => (vec![purchase], false),
        ("BUY_GOODS_LIST", Value::Array(group)) => {
            assert!((2..=100).contains(&group.len()), "{group:?}");
            (group, true)
        }
        other => panic!("{other:?}"),
    }
}

fn numbers(purchases: &[Value]) -> Vec<i64> {
    let numbers = purchases.iter().map(|it| it["purchaseId"].as_i64());
    numbers.map(Option::unwrap).collect()
}

/// Everything up to the purchase with this number, and how many groups there were.
async fn up_to(socket: &mut Light, last: i64) -> (Vec<Value>, usize) {
    let (mut all, mut groups) = (Vec::new(), 0);
    while numbers(&all).last() != Some(&last) {
        let (more, is_group) = next(socket).await;
        all.extend(more);
        groups += usize::from(is_group);
    }
    (all, groups)
}

#[tokio::test]
async fn a_group_is_a_list_of_what_others_get_one_by_one() {
    let shop = TestShop::open().await;
    let mut buyer = shop.socket(&shop.member("르탄이").await).await;
    for _ in 0..3 {
        buy(&mut buyer).await;
    }
    let (one_by_one, _) = up_to(&mut buyer, 3).await;
    assert_eq!(numbers(&one_by_one), [1, 2, 3]);

    let (mut grouped, since) = socket(&shop, json!({"after": 0, "grouped": true})).await;
    assert_eq!(since, json!({"after": 0, "missed": 0}));
    let list = grouped.expect("BUY_GOODS_LIST").await;
    assert_eq!(list, Value::Array(one_by_one));
    // Alone, a purchase comes as it does for everyone.
    buy(&mut buyer).await;
    let purchase = grouped.expect("BUY_GOODS").await;
    assert_eq!(purchase, buyer.expect("BUY_GOODS").await);
    assert_eq!(purchase["purchaseId"], 4);
    let (mut grouped, _) = socket(&shop, json!({"after": 3, "grouped": true})).await;
    assert_eq!(grouped.expect("BUY_GOODS").await, purchase);
}

#[tokio::test]
async fn only_clients_that_ask_for_groups_get_them() {
    let shop = TestShop::open().await;
    let mut buyer = shop.socket(&shop.member("르탄이").await).await;
    for _ in 0..2 {
        buy(&mut buyer).await;
    }
    for auth in [
        json!({"after": 0}),
        json!({"after": 0, "grouped": null}),
        json!({"after": 0, "grouped": false}),
    ] {
        let (mut socket, _) = socket(&shop, auth).await;
        assert_eq!(socket.expect("BUY_GOODS").await["purchaseId"], 1);
        assert_eq!(socket.expect("BUY_GOODS").await["purchaseId"], 2);
    }
}

#[tokio::test]
async fn under_load_everyone_is_told_each_purchase_once_and_in_order() {
    let shop = TestShop::open_with(UNPACED).await;
    let token = shop.member("르탄이").await;
    let mut hearing = JoinSet::new();
    for grouped in [true, false, true, false] {
        let (mut socket, _) = socket(&shop, json!({"grouped": grouped})).await;
        hearing.spawn(async move {
            let (all, groups) = up_to(&mut socket, 600).await;
            assert_eq!(numbers(&all), (1..=600).collect::<Vec<_>>());
            assert_eq!(groups > 0, grouped, "{groups} groups");
        });
    }
    let leaves = async {
        let (mut socket, _) = socket(&shop, json!({"grouped": true})).await;
        let mut last = 0;
        while last < 200 {
            let (purchases, _) = next(&mut socket).await;
            assert_eq!(purchases[0]["purchaseId"], last + 1);
            last += purchases.len() as i64;
        }
        socket.disconnect();
        last
    };
    let (last, ()) = tokio::join!(leaves, ten_buy(&shop, &token, 30));
    // It comes back while the others go on.
    let comes_back = async {
        let auth = json!({"grouped": true, "after": last});
        let (mut socket, since) = socket(&shop, auth).await;
        let after = since["after"].as_i64().unwrap();
        assert_eq!(since["missed"], after - last);
        let (all, _) = up_to(&mut socket, 600).await;
        assert_eq!(numbers(&all), (after + 1..=600).collect::<Vec<_>>());
    };
    tokio::join!(comes_back, ten_buy(&shop, &token, 30));
    hearing.join_all().await;
}

#[tokio::test]
async fn what_a_client_missed_comes_in_one_packet() {
    let shop = TestShop::open_with(UNPACED).await;
    ten_buy(&shop, &shop.member("르탄이").await, 25).await;
    for (after, since, first) in [
        (30, json!({"after": 150, "missed": 120}), 151),
        (200, json!({"after": 200, "missed": 0}), 201),
    ] {
        let auth = json!({"after": after, "grouped": true});
        let (mut socket, told) = socket(&shop, auth).await;
        assert_eq!(told, since);
        let (group, _) = next(&mut socket).await;
        assert_eq!(numbers(&group), (first..=250).collect::<Vec<_>>());
    }
}

/// Over polling, nothing is buffered anywhere but in the shop's own queue, and refusals
/// fill that faster than purchases do.
#[tokio::test]
async fn a_client_that_does_not_read_keeps_its_place() {
    let shop = TestShop::open_with(UNPACED).await;
    let slow = Polling::connect(&shop, json!({"grouped": true})).await;
    slow.post([r#"42["BUY"]"#; 1100].join("\x1e")).await;
    let (mut other, _) = socket(&shop, json!({"grouped": true})).await;
    ten_buy(&shop, &shop.member("르탄이").await, 120).await;
    // Everyone else has been told by now.
    up_to(&mut other, 1200).await;

    let (mut heard, mut refused, mut skip) = (Vec::new(), 0, None);
    let (mut groups, mut full) = (Vec::new(), 0);
    while numbers(&heard).last() != Some(&1200) {
        for (name, args) in slow.events().await {
            match name.as_str() {
                "WHO" => {}
                "BUY_REFUSED" => refused += 1,
                "SINCE" if refused == 0 => {}
                "SINCE" => {
                    full = refused + groups.len();
                    skip = Some((heard.len() as i64, args[0].clone()));
                }
                _ => {
                    let (purchases, _) = purchases(&name, args);
                    groups.push(purchases.len());
                    heard.extend(purchases);
                }
            }
        }
    }
    assert!(full > 1000, "{full}");
    // The log's last thousand were still there.
    let (before, since) = skip.unwrap();
    assert_eq!(since, json!({"after": 200, "missed": 200 - before}));
    let expected = (1..=before).chain(201..=1200);
    assert_eq!(numbers(&heard), expected.collect::<Vec<_>>());
    assert_eq!(groups[groups.len() - 10..], [100; 10]);
}

#[tokio::test]
async fn whether_it_takes_groups_is_true_or_false() {
    let shop = TestShop::open().await;
    let rule = "grouped: true 또는 false여야 합니다.";
    for grouped in [json!("true"), json!(""), json!(1), json!([true]), json!({})] {
        let refused = connect(&shop, json!({"grouped": grouped})).await.err();
        assert_eq!(
            refused,
            Some(Refused::Message(rule.to_owned())),
            "{grouped}"
        );
    }
}

#[tokio::test]
async fn a_member_can_take_groups_too() {
    let shop = TestShop::open().await;
    let token = shop.member("르탄이").await;
    let auth = json!({"token": token, "grouped": true, "after": 0});
    let (mut first, _) = socket(&shop, auth.clone()).await;
    buy(&mut first).await;
    buy(&mut first).await;
    let mut again = connect(&shop, auth).await.unwrap();
    assert_eq!(again.expect("WHO").await, json!({"nickname": "르탄이"}));
    again.expect("SINCE").await;
    let list = again.expect("BUY_GOODS_LIST").await;
    assert_eq!(numbers(list.as_array().unwrap()), [1, 2]);

    let forged = connect(&shop, json!({"token": "x", "grouped": true})).await;
    let refused = Refused::Message(NOT_LOGGED_IN.to_owned());
    assert_eq!(forged.err(), Some(refused));
}

/// A client that only polls when it is told to.
struct Polling<'s> {
    shop: &'s TestShop,
    url: String,
}

impl<'s> Polling<'s> {
    async fn connect(shop: &'s TestShop, auth: Value) -> Self {
        let url = format!("{}/socket.io/?EIO=4&transport=polling", shop.url);
        let mut client = Self { shop, url };
        let open = client.get().await;
        let open: Value = serde_json::from_str(&open[1..]).unwrap();
        client.url += &format!("&sid={}", open["sid"].as_str().unwrap());
        for packet in [format!("40{auth}"), "3".to_owned()] {
            client.post(packet).await;
        }
        client
    }

    async fn post(&self, packets: String) {
        let post = self.shop.http.post(&self.url).body(packets).send();
        assert_eq!(post.await.unwrap().text().await.unwrap(), "ok");
    }

    async fn get(&self) -> String {
        let answer = self.shop.http.get(&self.url).send().await.unwrap();
        answer.text().await.unwrap()
    }

    /// The events that one request brings: their names and arguments.
    async fn events(&self) -> Vec<(String, Vec<Value>)> {
        let came = timeout(PATIENCE, self.get()).await.unwrap();
        let events = came.split('\x1e').filter_map(|it| it.strip_prefix("42"));
        events
            .map(|event| {
                let mut event: Vec<Value> = serde_json::from_str(event).unwrap();
                let name = event.remove(0).as_str().unwrap().to_owned();
                (name, event)
            })
            .collect()
    }
}
