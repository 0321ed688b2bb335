//! When the disk fails, the buyer is told, nobody else is, and the shop works again
//! afterwards.

use std::fs::File;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use serde_json::Value;
use sqlx::{Connection, SqliteConnection};
use tempfile::TempDir;
use tokio::sync::Mutex;
use tokio::time::timeout;
use transcript::Light;

use crate::support::{Process, start, started};
use crate::trust::{connect, last_purchase, order};

async fn health(shop: &Process) -> u16 {
    let answer = reqwest::get(format!("{}/healthz", shop.url)).await;
    answer.unwrap().status().as_u16()
}

async fn listener(shop: &Process) -> Light {
    let mut listener = connect(shop, "", 0).await;
    listener.expect("SINCE").await;
    listener
}

/// The disk says no, or nobody waits any longer for it to say something.
fn is_refused(answer: &Value) {
    let code = answer["code"].as_str().unwrap();
    assert!(["internal", "too_slow"].contains(&code), "{answer}");
}

/// One order is sold before, one is refused while it is broken, and the same id is sold
/// after.
async fn breaks_and_is_mended(
    shop: &Process,
    breaks: impl AsyncFnOnce(),
    mends: impl AsyncFnOnce(),
) {
    let token = shop.login("르탄이").await;
    let mut buyer = connect(shop, &token, 0).await;
    let mut listener = listener(shop).await;
    buyer.emit_with_ack("BUY", order("before")).await;
    assert_eq!(listener.expect("BUY_GOODS").await["purchaseId"], 1);
    assert_eq!(health(shop).await, 200);

    breaks().await;
    is_refused(&buyer.emit_with_ack("BUY", order("after")).await);
    assert_eq!(health(shop).await, 503);

    mends().await;
    let answer = buyer.emit_with_ack("BUY", order("after")).await;
    assert_eq!(answer["purchaseId"], 2);
    assert_eq!(listener.expect("BUY_GOODS").await["purchaseId"], 2);
    assert_eq!(health(shop).await, 200);
    assert_eq!(last_purchase(shop, &token).await, 2);
}

#[tokio::test]
async fn a_database_that_another_program_has_locked() {
    let folder = TempDir::new().unwrap();
    let shop = start(&folder);
    let url = format!("sqlite://{}", folder.path().join("data/shop.db").display());
    let other = Mutex::new(SqliteConnection::connect(&url).await.unwrap());
    breaks_and_is_mended(
        &shop,
        async || {
            let lock = sqlx::query("begin immediate");
            lock.execute(&mut *other.lock().await).await.unwrap();
        },
        async || {
            let unlock = sqlx::query("rollback");
            unlock.execute(&mut *other.lock().await).await.unwrap();
        },
    )
    .await;
}

#[tokio::test]
async fn a_database_that_was_deleted() {
    let folder = TempDir::new().unwrap();
    let shop = start(&folder);
    let file = folder.path().join("data/shop.db");
    let aside = folder.path().join("aside");
    breaks_and_is_mended(
        &shop,
        async || std::fs::rename(&file, &aside).unwrap(),
        async || std::fs::rename(&aside, &file).unwrap(),
    )
    .await;
}

/// Files that may not grow fail as on a full disk, and no other process notices. The
/// log is one of them.
#[tokio::test]
async fn a_disk_that_is_full() {
    let folder = TempDir::new().unwrap();
    let shop = started(
        ignoring_the_signal(folder.path())
            .stdout(Stdio::piped())
            .stderr(full_log(folder.path()))
            .spawn()
            .unwrap(),
    );
    let limit = |bytes: &str| {
        let pid = shop.child.id().to_string();
        let set = Command::new("prlimit")
            .args(["--pid", &pid, &format!("--fsize={bytes}")])
            .status();
        assert!(set.unwrap().success());
    };
    let whole = breaks_and_is_mended(
        &shop,
        async || limit("4096:unlimited"),
        async || limit("unlimited"),
    );
    timeout(Duration::from_secs(60), whole).await.unwrap();
}

fn full_log(folder: &Path) -> File {
    let log = folder.join("log");
    std::fs::write(&log, [b'\n'; 8192]).unwrap();
    File::options().append(true).open(log).unwrap()
}

/// Otherwise, a write beyond the limit would end the process.
fn ignoring_the_signal(folder: &Path) -> Command {
    let shop = crate::support::command(folder);
    let mut shell = Command::new("sh");
    shell.args(["-c", "trap '' XFSZ; exec \"$0\""]);
    shell.arg(shop.get_program()).stdin(Stdio::null());
    for (name, value) in shop.get_envs() {
        match value {
            Some(value) => shell.env(name, value),
            None => shell.env_remove(name),
        };
    }
    shell
}
