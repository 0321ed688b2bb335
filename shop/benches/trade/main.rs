//! What the shop can handle, next to a bare loop of writes and the lesson's server in
//! Node.
//!
//! `cargo bench -p shop --bench trade` starts a release build of the shop on a free
//! port, with a database in a temporary folder, then the bare loop, then Node if it is
//! installed, and loads each from the same machine: so half of the CPU's work is the
//! load itself. CPU is the server's, in microseconds per delivery; memory is in kB;
//! both only on Linux. `-- --keep` puts the figures into the book; `-- shop` measures
//! only the shop.

#![allow(clippy::unwrap_used)]

mod bare;
mod client;
mod crowd;
mod load;
mod packets;
mod server;

use std::env::args;
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;

use load::Listeners;
use server::{NO_PACE, Server};

const SECONDS: u32 = 10;
const PLAIN: Listeners = Listeners {
    count: 1000,
    grouped: false,
};
const GROUPED: Listeners = Listeners {
    grouped: true,
    ..PLAIN
};
/// More purchases a second than anyone can be told one by one.
const MANY: u32 = 2000;
const BUYERS: usize = 64;
const IDLE: usize = 5000;
const WAVE: usize = 19_000;

#[tokio::main]
async fn main() {
    if args().any(|it| it == "bare") {
        bare::serve().await;
    }
    // Two descriptors per connection, one on each side.
    #[cfg(unix)]
    drop(rlimit::increase_nofile_limit(u64::MAX));
    let folder = TempDir::new().unwrap();
    let mut figures = Vec::new();
    let mut note = |what: &str, server: &str, row: Value| {
        println!("{what:<46} {server:<10} {}", load::line(&row));
        figures.push(json!({"what": what, "server": server, "figures": row}));
    };
    note(
        "fdatasync",
        "disk",
        json!({"a second": syncs(folder.path())}),
    );
    measure_the_shop(&folder, &mut note).await;
    if args().any(|it| it == "shop") {
        return;
    }
    let bare = Server::bare();
    for rate in [20, 500] {
        let row = load::announce([&bare; 2], PLAIN, rate, SECONDS).await;
        note(&announcing(PLAIN, rate), bare.name, row);
    }
    drop(bare);
    match Server::node().await {
        None => println!("Node or npm is not there, and so not compared with."),
        Some(node) => {
            note("idle", node.name, load::idle(&node, IDLE).await);
            note("GET /api/goods", node.name, load::goods(&node, 5).await);
            for rate in [20, 500] {
                let row = load::announce([&node; 2], PLAIN, rate, SECONDS).await;
                note(&announcing(PLAIN, rate), node.name, row);
            }
        }
    }
    if args().any(|it| it == "--keep") {
        keep(&figures);
    }
}

async fn measure_the_shop(folder: &TempDir, note: &mut impl FnMut(&str, &str, Value)) {
    let database = format!("sqlite://{}", folder.path().join("shop.db").display());
    let shop = Server::shop(&database, NO_PACE).await;
    note("idle", shop.name, load::idle(&shop, IDLE).await);
    note("GET /api/goods", shop.name, load::goods(&shop, 5).await);
    let row = load::acknowledgements(&shop, BUYERS, SECONDS.into()).await;
    note("durable acknowledgements", shop.name, row);
    for (listeners, rate) in [
        (PLAIN, 20),
        (PLAIN, 500),
        (GROUPED, 500),
        (PLAIN, MANY),
        (GROUPED, MANY),
    ] {
        let row = load::announce([&shop; 2], listeners, rate, SECONDS).await;
        note(&announcing(listeners, rate), shop.name, row);
    }
    drop(shop);
    let shop = Server::shop(&database, NO_PACE).await;
    note("one purchase", shop.name, load::wave(&shop, WAVE).await);
    drop(shop);
    let shop = Server::shop(&database, 50).await;
    note("a flood", shop.name, load::flood(&shop).await);
}

fn announcing(listeners: Listeners, rate: u32) -> String {
    let Listeners { count, grouped } = listeners;
    let grouped = if grouped { ", grouped" } else { "" };
    format!("{count} clients, {rate} purchases a second{grouped}")
}

/// How often a second a page can be written and synced to disk.
fn syncs(folder: &Path) -> u64 {
    let mut file = File::create(folder.join("syncs")).unwrap();
    let (began, mut count) = (Instant::now(), 0_u64);
    while began.elapsed() < Duration::from_secs(2) {
        file.write_all(&[0; 4096]).unwrap();
        file.sync_data().unwrap();
        count += 1;
    }
    count / 2
}

/// Writes them where `cargo run -p book -- make` finds them.
fn keep(figures: &[Value]) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../book/figures/trade.json");
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    let text = serde_json::to_string_pretty(figures).unwrap();
    fs::write(file, text + "\n").unwrap();
}
