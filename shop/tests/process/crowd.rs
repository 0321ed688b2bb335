//! Two thousand clients that lose their connection at once, and come back.

use std::process::Stdio;
use std::time::{Duration, Instant};

use futures_util::{StreamExt, stream};
use tempfile::TempDir;
use transcript::Light;

use crate::support::{Process, command, start, started};
use crate::trust::{connect, order};

/// All at once would be more than a system lets wait at a door.
async fn two_thousand(shop: &Process, token: &str, after: i64) -> Vec<Light> {
    let sockets = stream::iter(0..2000).map(|_| connect(shop, token, after));
    sockets.buffer_unordered(500).collect().await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_a_restart_two_thousand_are_back_within_five_seconds() {
    // Two thousand ends are here, too.
    #[cfg(unix)]
    rlimit::increase_nofile_limit(u64::MAX).unwrap();
    let folder = TempDir::new().unwrap();
    let mut shop = start(&folder);
    let token = shop.login("르탄이").await;
    let mut sockets = two_thousand(&shop, &token, 0).await;
    let mut buyer = connect(&shop, &token, 0).await;
    buyer.emit_with_ack("BUY", order("before")).await;
    for socket in &mut sockets {
        socket.expect("SINCE").await;
        assert_eq!(socket.expect("BUY_GOODS").await["purchaseId"], 1);
    }
    shop.child.kill().unwrap();
    shop.child.wait().unwrap();
    drop(sockets);

    let port = shop.url.rsplit(':').next().unwrap().to_owned();
    let mut command = command(folder.path());
    let again = command.env("PORT", port).stdout(Stdio::piped()).spawn();
    let shop = started(again.unwrap());
    let began = Instant::now();
    let mut sockets = two_thousand(&shop, &token, 1).await;
    let back = began.elapsed();
    assert!(back < Duration::from_secs(5), "{back:?}");
    // They are told about everything they would have been told.
    let mut buyer = connect(&shop, &token, 1).await;
    buyer.emit_with_ack("BUY", order("after")).await;
    for socket in &mut sockets {
        assert_eq!(socket.expect("SINCE").await["missed"], 0);
        assert_eq!(socket.expect("BUY_GOODS").await["purchaseId"], 2);
    }
}
