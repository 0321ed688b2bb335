//! What the servers' consoles, the clients and the wire show: the book prints it.

mod scene;

use scene::{cola, one_on_each, step, two_servers};
use serde_json::{Value, json};
use transcript::{Client, Handshake, Light, Postgres, Scene, as_printed};

#[tokio::test]
async fn two_servers_are_one_shop() {
    let postgres = Postgres::shared();
    let mut scene = two_servers(&postgres).await;
    let token = one_on_each(&mut scene).await;
    let order = json!({ "goodsId": 1, "goodsName": "시원한 콜라", "orderId": "A-1" });
    scene
        .asks("A", "BUY", order.clone())
        .until(["A on BUY_GOODS", "A on acknowledgement", "B on BUY_GOODS"])
        .await;
    // A's phone comes through the other server, with the same token.
    scene
        .connects_to("server2", "C", json!({ "token": token }))
        .until([
            "server2 새로운 소켓이 연결됐어요!",
            r#"C on WHO: {"nickname":"르탄이"}"#,
            r#"C on SINCE: {"after":1,"missed":0}"#,
        ])
        .await;
    // The same order again, there: an answer, but no news.
    scene
        .asks("C", "BUY", order)
        .until([r#"C on acknowledgement: {"ok":true,"purchaseId":1,"#])
        .await;
    scene
        .asks(
            "C",
            "BUY",
            json!({ "goodsId": 3, "goodsName": "시원한 사이다" }),
        )
        .until([
            "A on BUY_GOODS",
            "B on BUY_GOODS",
            "C on BUY_GOODS",
            "C on acknowledgement",
        ])
        .await;
    moves_to_the_first(&mut scene).await;
    as_printed().bind(|| insta::assert_snapshot!("transcript", scene.transcript()));
}

/// B leaves the second server, and gets at the first what it has missed.
async fn moves_to_the_first(scene: &mut Scene) {
    scene
        .disconnects("B")
        .until(["server2 [B] 연결이 끊어졌어요!"])
        .await;
    scene
        .asks("A", "BUY", cola())
        .until(["A on BUY_GOODS", "A on acknowledgement", "C on BUY_GOODS"])
        .await;
    scene
        .connects_to("server", "B", json!({ "after": 2 }))
        .until([
            "server 새로운 소켓이 연결됐어요!",
            r#"B on WHO: {"nickname":null}"#,
            r#"B on SINCE: {"after":2,"missed":0}"#,
            r#"B on BUY_GOODS: {"purchaseId":3"#,
        ])
        .await;
}

async fn socket(server: &str, auth: Value) -> Light {
    let handshake = Handshake {
        auth: Some(auth),
        ..Handshake::default()
    };
    let socket = Light::connect(server, handshake).await;
    let mut socket = socket.expect("everyone is let in");
    socket.expect("WHO").await;
    socket
}

/// A socket that has been told its place in the log.
async fn newcomer(server: &str, auth: Value) -> Light {
    let mut socket = socket(server, auth).await;
    socket.expect("SINCE").await;
    socket
}

async fn hears(socket: &mut Light, numbers: std::ops::RangeInclusive<i64>) {
    for number in numbers {
        let news = socket.expect("BUY_GOODS").await;
        assert_eq!(news["purchaseId"], number);
    }
}

/// More than one read of the log returns, and more than a socket's queue holds; and both
/// servers sell at the same time.
#[tokio::test]
async fn everyone_on_both_servers_is_told_about_each_purchase_once_and_in_order() {
    let postgres = Postgres::shared();
    let scene = two_servers(&postgres).await;
    let servers = ["server", "server2"].map(|name| scene.address_of(name));
    let token = json!({ "token": scene.logs_in("르탄이").await });
    let mut buyers = [
        newcomer(servers[0], token.clone()).await,
        newcomer(servers[1], token).await,
    ];
    for _ in 0..300 {
        buyers.iter().for_each(|buyer| buyer.emit("BUY", cola()));
    }
    let [here, there] = &mut buyers;
    tokio::join!(hears(here, 1..=600), hears(there, 1..=600));
    for server in servers {
        let mut late = newcomer(server, json!({ "after": 7 })).await;
        hears(&mut late, 8..=600).await;
    }
}

/// The second server was told about the purchase, but it may not have got there yet.
#[tokio::test]
async fn a_newcomer_is_told_about_nothing_old_whichever_server_sold_it() {
    let postgres = Postgres::shared();
    let scene = two_servers(&postgres).await;
    let token = scene.logs_in("르탄이").await;
    let mut buyer = newcomer(scene.address(), json!({ "token": token })).await;
    for number in 1..=20 {
        buyer.emit_with_ack("BUY", cola()).await;
        let mut late = socket(scene.address_of("server2"), json!({})).await;
        let place = json!({ "after": number, "missed": 0 });
        assert_eq!(late.expect("SINCE").await, place);
    }
}

#[tokio::test]
async fn nobody_is_told_about_what_has_not_happened_yet() {
    let postgres = Postgres::shared();
    let scene = two_servers(&postgres).await;
    let token = scene.logs_in("르탄이").await;
    let buyer = newcomer(scene.address(), json!({ "token": token })).await;
    let mut early = socket(scene.address_of("server2"), json!({ "after": 99 })).await;
    let place = json!({ "after": 0, "missed": 0 });
    assert_eq!(early.expect("SINCE").await, place);
    buyer.emit("BUY", cola());
    hears(&mut early, 1..=1).await;
}

/// What the chapter and `cargo ex step-09` tell people without a database to type.
#[tokio::test]
async fn a_role_and_a_database_made_as_the_book_says_are_enough() {
    let postgres = Postgres::start();
    for statement in [
        "create role shop login createdb password 'shop'",
        "create database shop owner shop",
    ] {
        postgres.sql("postgres", statement);
    }
    let address = format!("postgres://shop:shop@localhost:{}/shop", postgres.port());
    let mut scene = Scene::open(step(&address), Client::Rust).await;
    scene.opens("server2", step(&address)).await;
    let token = one_on_each(&mut scene).await;
    assert!(!token.is_empty());
}
