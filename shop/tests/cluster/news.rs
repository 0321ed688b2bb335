//! What servers tell each other besides purchases: who is looking, and logins that end.

use std::time::{Duration, Instant};

use tokio::task::block_in_place;
use tokio::time::timeout;
use transcript::Light;

use crate::support::{Cluster, connect};

const PAGE: &str = "/detail.html?goodsId=1";

/// The next number of viewers, whatever else comes before it.
pub async fn count(socket: &mut Light) -> u64 {
    let end = Instant::now() + Duration::from_secs(20);
    loop {
        assert!(Instant::now() < end, "nobody says how many are looking");
        // Less than `next` would wait.
        let Ok(event) = timeout(Duration::from_secs(5), socket.next()).await else {
            continue;
        };
        let event = event.expect("it stays connected");
        if event.name == "SAME_PAGE_VIEWER_COUNT" {
            return event.args[0].as_u64().unwrap();
        }
    }
}

async fn until(socket: &mut Light, wanted: u64) -> Duration {
    let began = Instant::now();
    while count(socket).await != wanted {}
    began.elapsed()
}

#[tokio::test(flavor = "multi_thread")]
async fn viewers_are_counted_on_all_servers_together() {
    let mut cluster = Cluster::of(3);
    let mut viewers = Vec::new();
    for (number, url) in cluster.urls().iter().enumerate() {
        let viewer = connect(url, None, None).await.unwrap();
        viewer.emit("CHANGED_PAGE", PAGE);
        viewers.push(viewer);
        for viewer in &mut viewers {
            until(viewer, number as u64 + 1).await;
        }
    }
    // One leaves, and comes back.
    viewers[2].emit("CHANGED_PAGE", "/goods.html");
    until(&mut viewers[0], 2).await;
    viewers[2].emit("CHANGED_PAGE", PAGE);
    until(&mut viewers[0], 3).await;

    // A killed server can't say goodbye.
    cluster.shops[2].child.kill().unwrap();
    for viewer in &mut viewers[..2] {
        let forgotten = until(viewer, 2).await;
        assert!(forgotten < Duration::from_secs(15), "{forgotten:?}");
    }
    block_in_place(|| cluster.start_again(2));
    viewers[2] = connect(&cluster.shops[2].url, None, None).await.unwrap();
    viewers[2].emit("CHANGED_PAGE", PAGE);
    until(&mut viewers[0], 3).await;

    // The power fails: the database forgets all of it.
    block_in_place(|| {
        cluster.postgres.kill();
        cluster.postgres.start_again();
    });
    assert_eq!(cluster.sql("select count(*) from viewers where false"), "0");
    viewers[1].emit("CHANGED_PAGE", "/goods.html");
    let again = until(&mut viewers[0], 2).await;
    assert!(again < Duration::from_secs(15), "{again:?}");
}

#[tokio::test]
async fn a_login_is_good_on_every_server_until_it_is_ended_on_one() {
    let cluster = Cluster::of(2);
    let token = cluster.shops[0].login("르탄이").await;
    let there = &cluster.shops[1];
    let mut socket = connect(&there.url, Some(&token), None).await.unwrap();
    let ended = Instant::now();
    let http = reqwest::Client::new();
    let log_out = http
        .delete(format!("{}/api/auth", cluster.shops[0].url))
        .bearer_auth(&token)
        .send()
        .await
        .unwrap();
    assert_eq!(log_out.status(), 200);
    assert_eq!(socket.next().await, None, "disconnected");
    assert!(
        ended.elapsed() < Duration::from_secs(3),
        "{:?}",
        ended.elapsed()
    );
}
