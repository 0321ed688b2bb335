//! What may happen to servers and to the database while people buy.

use std::process::Command;
use std::time::{Duration, Instant};

use tokio::join;
use tokio::task::block_in_place;
use tokio::time::sleep;

use crate::crowd::Crowd;
use crate::support::{Cluster, connect, order};

#[tokio::test]
async fn one_order_on_two_servers_at_once_is_one_purchase() {
    let cluster = Cluster::of(2);
    let token = cluster.shops[0].login("르탄이").await;
    let [one, two] = [&cluster.shops[0].url, &cluster.shops[1].url];
    let mut here = connect(one, Some(&token), None).await.unwrap();
    let mut there = connect(two, Some(&token), None).await.unwrap();
    for number in 1..=200 {
        let id = format!("order {number}");
        let (one, two) = join!(
            here.emit_with_ack("BUY", order(&id)),
            there.emit_with_ack("BUY", order(&id)),
        );
        assert_eq!(one, two, "{id}");
        assert_eq!(one["purchaseId"], number);
    }
    for socket in [&mut here, &mut there] {
        for number in 1..=200 {
            let told = socket.expect("BUY_GOODS").await;
            assert_eq!(told["purchaseId"], number);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_is_killed_while_it_sells() {
    let mut cluster = Cluster::of(3);
    let crowd = Crowd::begin(&cluster).await;
    for time in 0..6 {
        sleep(Duration::from_millis(300)).await;
        cluster.shops[time % 3].child.kill().unwrap();
        sleep(Duration::from_millis(300)).await;
        block_in_place(|| cluster.start_again(time % 3));
    }
    let (sold, longest) = crowd.end(&cluster).await;
    assert!(sold > 20, "{sold} sold");
    assert!(longest < Duration::from_secs(20), "{longest:?}");
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn one_server_after_another_is_replaced_by_a_new_one() {
    let mut cluster = Cluster::of(3);
    let crowd = Crowd::begin(&cluster).await;
    for server in 0..3 {
        sleep(Duration::from_millis(300)).await;
        let pid = cluster.shops[server].child.id().to_string();
        let asked = Command::new("kill").args(["-TERM", &pid]).status();
        assert!(asked.unwrap().success());
        let ended = block_in_place(|| cluster.shops[server].child.wait());
        assert!(ended.unwrap().success());
        block_in_place(|| cluster.start_again(server));
    }
    let (sold, longest) = crowd.end(&cluster).await;
    assert!(sold > 20, "{sold} sold");
    assert!(longest < Duration::from_secs(20), "{longest:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn postgresql_is_stopped_and_started_twenty_times() {
    let cluster = Cluster::of(2);
    let crowd = Crowd::begin(&cluster).await;
    for time in 0..20 {
        sleep(Duration::from_secs(1)).await;
        block_in_place(|| match time % 2 {
            0 => cluster.postgres.stop(),
            _ => cluster.postgres.kill(),
        });
        sleep(Duration::from_millis(100)).await;
        block_in_place(|| cluster.postgres.start_again());
    }
    sleep(Duration::from_secs(1)).await;
    let (sold, longest) = crowd.end(&cluster).await;
    assert!(sold > 20, "{sold} sold");
    println!("{sold} sold, the longest order took {longest:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn without_postgresql_buyers_are_told_and_everyone_stays() {
    let cluster = Cluster::of(2);
    let token = cluster.shops[0].login("르탄이").await;
    let [one, two] = [&cluster.shops[0].url, &cluster.shops[1].url];
    let mut buyer = connect(one, Some(&token), None).await.unwrap();
    let mut listener = connect(two, None, None).await.unwrap();
    block_in_place(|| cluster.postgres.stop());

    let asked = Instant::now();
    let refusal = buyer.emit_with_ack("BUY", order("a")).await;
    let code = refusal["code"].as_str().unwrap();
    assert!(["internal", "too_slow"].contains(&code), "{refusal}");
    assert!(
        asked.elapsed() < Duration::from_secs(5),
        "{:?}",
        asked.elapsed()
    );
    let healthy = format!("{one}/healthz");
    let healthy = reqwest::get(&healthy).await.unwrap().status();
    assert_eq!(healthy, 503);

    block_in_place(|| cluster.postgres.start_again());
    // The same order, as a page repeats it.
    let bought = loop {
        let answer = buyer.emit_with_ack("BUY", order("a")).await;
        if answer["ok"] == true {
            break answer;
        }
    };
    assert_eq!(bought["purchaseId"], 1);
    for socket in [&mut buyer, &mut listener] {
        assert_eq!(socket.expect("BUY_GOODS").await["purchaseId"], 1);
    }
}
