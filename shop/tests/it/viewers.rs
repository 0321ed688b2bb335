//! How many people are looking at the same page.

use serde_json::{Value, json};
use transcript::Light;

use crate::support::TestShop;

const CIDER: &str = "/detail.html?goodsId=3";

async fn count(socket: &mut Light) -> u64 {
    let count = socket.expect("SAME_PAGE_VIEWER_COUNT").await;
    count.as_u64().unwrap()
}

async fn viewers<const N: usize>(shop: &TestShop) -> [Light; N] {
    let mut all = Vec::new();
    for number in 1..=N {
        let socket = shop.socket("").await;
        socket.emit("CHANGED_PAGE", CIDER);
        all.push(socket);
        for socket in &mut all {
            assert_eq!(count(socket).await, number as u64);
        }
    }
    all.try_into().ok().unwrap()
}

#[tokio::test]
async fn everyone_on_a_page_and_nobody_else_is_told_how_many_they_are() {
    let shop = TestShop::open().await;
    let mut elsewhere = shop.socket("").await;
    let [mut one, mut two, three] = viewers(&shop).await;
    drop(three); // Closes the connection without a goodbye.
    assert_eq!(count(&mut one).await, 2);
    assert_eq!(count(&mut two).await, 2);
    two.emit("CHANGED_PAGE", "/detail.html?goodsId=1");
    assert_eq!(count(&mut one).await, 1);
    assert_eq!(count(&mut two).await, 1);
    elsewhere.emit("CHANGED_PAGE", CIDER);
    assert_eq!(count(&mut elsewhere).await, 2, "the first it hears");
}

#[tokio::test]
async fn a_socket_is_on_one_page_however_many_it_names() {
    let shop = TestShop::open().await;
    let [mut one, two] = viewers(&shop).await;
    for number in 0..10_000 {
        two.emit("CHANGED_PAGE", format!("/{number}"));
    }
    assert_eq!(count(&mut one).await, 1);
    two.emit("CHANGED_PAGE", CIDER);
    assert_eq!(count(&mut one).await, 2);
    // The same page again changes nothing, and an invalid page counts as no page.
    two.emit("CHANGED_PAGE", CIDER);
    for nowhere in [
        json!(null),
        json!(7),
        json!({}),
        json!(""),
        json!("x".repeat(501)),
    ] {
        two.emit("CHANGED_PAGE", nowhere);
        assert_eq!(count(&mut one).await, 1);
        two.emit("CHANGED_PAGE", Value::from(CIDER));
        assert_eq!(count(&mut one).await, 2);
    }
}

#[tokio::test]
async fn sockets_that_come_at_once_all_end_up_with_the_right_number() {
    let shop = TestShop::open().await;
    let mut all = Vec::new();
    for _ in 0..30 {
        all.push(shop.socket("").await);
    }
    for socket in &all {
        socket.emit("CHANGED_PAGE", CIDER);
    }
    for socket in &mut all {
        while count(socket).await != 30 {}
    }
}
