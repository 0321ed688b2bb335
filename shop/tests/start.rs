//! What the shop prints when it starts, or why it can't: the book shows it.

#![allow(clippy::unwrap_used)]

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::process::{Command, Stdio};

use tempfile::TempDir;
use transcript::as_printed;

const SETTINGS: [&str; 15] = [
    "PORT",
    "HOST",
    "DATABASE_URL",
    "NO_SEED",
    "JWT_SECRET",
    "TOKEN_HOURS",
    "BUYS_PER_SECOND",
    "TRUSTED_PROXIES",
    "HOSTS",
    "ADMINS",
    "METRICS",
    "ALLOWED_ORIGINS",
    "HTTPS",
    "RUST_LOG",
    "LOG_FORMAT",
];

/// The shop, without any of this machine's settings.
fn shop(arguments: &[&str]) -> Command {
    let mut shop = Command::new(env!("CARGO_BIN_EXE_shop"));
    shop.args(arguments).stdin(Stdio::null());
    for setting in SETTINGS {
        shop.env_remove(setting);
    }
    shop
}

/// What it says when it can't start; its exit code must be 1.
fn complaint(shop: &mut Command) -> String {
    let output = shop.output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    String::from_utf8(output.stderr).unwrap()
}

fn keep(name: &str, says: &str) {
    as_printed().bind(|| insta::assert_snapshot!(name, says));
}

#[test]
fn help() {
    let output = shop(&["--help"]).output().unwrap();
    let says = String::from_utf8(output.stdout).unwrap();
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = root.parent().unwrap().display().to_string();
    // Windows prints the path with backslashes, and adds `.exe` to the name.
    let says = says.replace(&root, "/…").replace('\\', "/");
    keep("help", &says.replace("shop.exe", "shop"));
}

#[test]
fn start() {
    let folder = TempDir::new().unwrap();
    let database = format!("sqlite://{}/shop.db", folder.path().display());
    let mut started = shop(&["0", "--database-url", &database])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let console = BufReader::new(started.stdout.take().unwrap());
    let lines: Vec<String> = console.lines().map(Result::unwrap).take(4).collect();
    started.kill().unwrap();
    started.wait().unwrap();
    let address = lines[3].split("  ").next().unwrap();
    let says = lines
        .join("\n")
        .replace(&folder.path().display().to_string(), "/…/data")
        .replace(
            assets::CLIENT_FROM,
            "socket.io-client 4.8.4, embedded (works offline)",
        )
        .replace(address, "http://localhost:8080");
    keep("start", &says);
}

#[test]
fn a_taken_port() {
    let holder = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = holder.local_addr().unwrap().port();
    let says = complaint(&mut shop(&[&port.to_string()]));
    let says = says
        .replace(&(port + 1).to_string(), "8081")
        .replace(&port.to_string(), "8080");
    keep("taken-port", &says);
}

#[test]
fn invalid_settings() {
    for (name, arguments) in [
        ("no-port", &["abc"] as &[&str]),
        ("no-host", &["0", "--host", "my-computer"]),
        ("no-setting", &["0", "--prot", "3001"]),
        (
            "no-sqlite",
            &["0", "--database-url", "mysql://localhost/shop"],
        ),
        (
            "short-secret",
            &[
                "0",
                "--database-url",
                "sqlite::memory:",
                "--jwt-secret",
                "customized-secret-key",
            ],
        ),
    ] {
        keep(name, &complaint(&mut shop(arguments)));
    }
    for (name, setting, given) in [
        ("no-log", "RUST_LOG", "verbose"),
        ("no-hours", "TOKEN_HOURS", "0"),
        ("no-switch", "HTTPS", "maybe"),
        (
            "no-origin",
            "ALLOWED_ORIGINS",
            "https://a.example/, b.example",
        ),
        ("no-format", "LOG_FORMAT", "xml"),
        ("no-pace", "BUYS_PER_SECOND", "0"),
        ("no-proxy", "TRUSTED_PROXIES", "my-proxy"),
        ("no-hosts", "HOSTS", "https://shop.example.com"),
        ("no-admin", "ADMINS", "rtan"),
        ("no-metrics", "METRICS", "9100"),
    ] {
        keep(name, &complaint(shop(&["0"]).env(setting, given)));
    }
}

#[test]
fn settings_may_be_written_in_many_ways() {
    let origins = "https://a.example/, HTTPS://B.example:443 ,";
    for (setting, given) in [
        ("HTTPS", "1"),
        ("HTTPS", "off"),
        ("HTTPS", ""),
        ("NO_SEED", "yes"),
        ("HOST", "localhost"),
        ("HOST", "::1"),
        ("RUST_LOG", "WARN"),
        ("RUST_LOG", "shop::realtime,tower_http=debug,off"),
        ("HOSTS", "Shop.Example.com, localhost,"),
        ("ADMINS", " Rtan@Example.com "),
        ("ALLOWED_ORIGINS", origins),
        ("ALLOWED_ORIGINS", ""),
    ] {
        let mut started = shop(&["0", "--database-url", "sqlite::memory:"])
            .env(setting, given)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let console = BufReader::new(started.stdout.take().unwrap());
        let lines: Vec<String> = console.lines().map(Result::unwrap).take(4).collect();
        started.kill().unwrap();
        started.wait().unwrap();
        assert_eq!(lines.len(), 4, "{setting}={given}: {lines:?}");
    }
}

#[test]
fn an_empty_secret() {
    let folder = TempDir::new().unwrap();
    let secret = folder.path().join("shop.secret");
    std::fs::write(&secret, "").unwrap();
    let database = format!("sqlite://{}", folder.path().join("shop.db").display());
    let says = complaint(&mut shop(&["0", "--database-url", &database]));
    assert_eq!(std::fs::read_to_string(&secret).unwrap(), "");
    let folder = folder.path().display().to_string();
    let says = says.replace(&folder, "/…").replace('\\', "/");
    keep("empty-secret", &says);
}

#[test]
fn a_file_that_is_not_a_database() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("notes.txt");
    let notes = "이건 데이터베이스가 아니에요. ".repeat(100);
    std::fs::write(&file, &notes).unwrap();
    let database = format!("sqlite://{}", file.display());
    let says = complaint(&mut shop(&["0", "--database-url", &database]));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), notes);
    let folder = folder.path().display().to_string();
    keep(
        "no-database",
        &says.replace(&folder, "/…").replace('\\', "/"),
    );
}

// The message contains the system's own reason, whose wording differs between systems.
#[cfg(unix)]
#[test]
fn a_folder_that_can_not_be_made() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("notes.txt");
    std::fs::write(&file, "").unwrap();
    let database = format!("sqlite://{}/data/shop.db", file.display());
    let says = complaint(&mut shop(&["0", "--database-url", &database]));
    let folder = folder.path().display().to_string();
    keep("no-folder", &says.replace(&folder, "/…"));
}
