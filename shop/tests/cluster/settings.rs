//! A database that can't be used: one clear sentence, exit code 1, and nothing changed.

use std::net::TcpListener;

use transcript::{Postgres, as_printed};

use crate::process::command;

/// What the shop says when it can't use this address.
fn complaint(database: &str) -> String {
    let mut shop = command(std::path::Path::new("/"));
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
