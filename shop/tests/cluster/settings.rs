//! A database that can't be used: one clear sentence, exit code 1, and nothing changed.

use std::io::Read;
use std::net::TcpListener;
use std::path::Path;
use std::process::Stdio;

use serde_json::Value;
use transcript::{Postgres, as_printed};

use crate::process::{command, started};
use crate::support::Cluster;

/// What the shop says when it can't use this address.
fn complaint(database: &str) -> String {
    let mut shop = command(Path::new("/"));
    let output = shop.env("DATABASE_URL", database).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{database}");
    assert!(output.stdout.is_empty());
    let says = String::from_utf8(output.stderr).unwrap();
    assert!(!says.contains("hunter2"), "{says}");
    says
}

#[test]
fn an_address_that_can_not_be_used() {
    let postgres = Postgres::start();
    let database = postgres.new_database();
    let newer = postgres.new_database();
    for address in [&database, &newer] {
        // Opened once.
        drop(crate::support::start(address, "0"));
    }
    let name = newer.rsplit('/').next().unwrap();
    postgres.sql(
        name,
        "insert into _sqlx_migrations (version, description, success, checksum, \
         execution_time) values (9999, 'later', true, '\\x00', 0)",
    );
    let port = postgres.port().to_string();
    // Accepts connections, and never says a word.
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let [silent_port, nobody] = [&silent, &TcpListener::bind("127.0.0.1:0").unwrap()]
        .map(|it| it.local_addr().unwrap().port().to_string());
    for (name, address) in [
        (
            "wrong-password",
            database.replace(":workshop@", ":hunter2@"),
        ),
        ("no-such-database", postgres.address("nothing")),
        ("nobody-there", database.replace(&port, &nobody)),
        ("silent", database.replace(&port, &silent_port)),
        ("newer-database", newer.clone()),
        (
            "no-port",
            "postgres://shop:hunter2@localhost:http/shop".to_owned(),
        ),
        (
            "other-database",
            "mysql://shop:hunter2@localhost/shop?password=hunter2".to_owned(),
        ),
    ] {
        let says = complaint(&address)
            .replace(&port, "5432")
            .replace(&nobody, "5433")
            .replace(&silent_port, "5434");
        as_printed().bind(|| insta::assert_snapshot!(name, says));
    }
    let newest = postgres.sql(name, "select max(version) from _sqlx_migrations");
    assert_eq!(newest, "9999");
}

#[tokio::test]
async fn the_log_says_once_that_a_proxy_is_not_sticky() {
    let cluster = Cluster::of(1);
    let mut other = command(Path::new("/"));
    other.env("DATABASE_URL", &cluster.database);
    other.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut other = started(other.spawn().unwrap());
    let polls = |server: &str, more: &str| {
        let query = format!("EIO=4&transport=polling{more}");
        reqwest::get(format!("{server}/socket.io/?{query}"))
    };
    let opened = polls(&cluster.shops[0].url, "").await.unwrap();
    let opened = opened.text().await.unwrap();
    let opened: Value = serde_json::from_str(opened.strip_prefix('0').unwrap()).unwrap();
    let session = format!("&sid={}", opened["sid"].as_str().unwrap());
    for _ in 0..3 {
        assert_eq!(polls(&other.url, &session).await.unwrap().status(), 400);
    }
    other.child.kill().unwrap();
    let mut log = String::new();
    let console = other.child.stderr.as_mut().unwrap();
    console.read_to_string(&mut log).unwrap();
    assert_eq!(log.matches("the proxy isn't sticky").count(), 1, "{log}");
}
