//! What this step survives, and what is still wrong with it: the book prints it.

#![allow(clippy::unwrap_used)]

mod scene;

use std::process::Command;
use std::sync::mpsc;
use std::time::{Duration, Instant};

use scene::{cola, one_on_each, step, twice, two_servers};
use serde_json::{Value, json};
use transcript::{Handshake, Light, Postgres, Program, Scene, as_printed};

const WELCOME: &str = "server2 새로운 소켓이 연결됐어요!";

/// The two ways of saying that there is no database.
const TOO_SLOW: &str = r#"{"errorMessage":"응답이 너무 오래 걸렸습니다. 잠시 후 다시 시도해 주세요.","code":"too_slow"}"#;
const INTERNAL: &str = r#"{"errorMessage":"서버에서 문제가 생겼습니다. 잠시 후 다시 시도해 주세요.","code":"internal"}"#;

/// B's server is killed. The other one has the rest.
#[tokio::test]
async fn whoever_was_on_a_killed_server_loses_nothing() {
    let postgres = Postgres::shared();
    let mut scene = two_servers(&postgres).await;
    one_on_each(&mut scene).await;
    scene
        .asks("A", "BUY", cola())
        .until(["A on BUY_GOODS", "A on acknowledgement", "B on BUY_GOODS"])
        .await;
    scene.kills("server2").until([]).await;
    scene
        .asks("A", "BUY", cola())
        .until(["A on BUY_GOODS", "A on acknowledgement"])
        .await;
    scene
        .connects_to("server", "B", json!({ "after": 1 }))
        .until([
            "server 새로운 소켓이 연결됐어요!",
            "B on WHO",
            "B on SINCE",
            r#"B on BUY_GOODS: {"purchaseId":2"#,
        ])
        .await;
    as_printed().bind(|| insta::assert_snapshot!("killed", scene.transcript()));
}

/// Buyers are told so within three seconds, and everyone stays connected.
#[tokio::test]
async fn a_database_that_stops_and_comes_back_costs_nobody_the_connection() {
    let postgres = Postgres::start();
    // Each server logs what fails, at its own times: not a part of the transcript.
    let (log, logged) = mpsc::channel();
    let mut scene = twice(step(&postgres.new_database()).errors_to(log)).await;
    one_on_each(&mut scene).await;
    scene
        .happens("PostgreSQL stops", async { postgres.stop() })
        .until([])
        .await;
    let asked = Instant::now();
    scene
        .asks("A", "BUY", cola())
        .until([r#"A on acknowledgement: {"errorMessage":"#])
        .await;
    let took = asked.elapsed();
    assert!(took < Duration::from_secs(5), "{took:?}");
    scene
        .happens("PostgreSQL starts again", async { postgres.start_again() })
        .until([])
        .await;
    scene
        .asks("A", "BUY", cola())
        .until([
            "A on BUY_GOODS",
            r#"A on acknowledgement: {"ok":true"#,
            "B on BUY_GOODS",
        ])
        .await;
    // The shop waits three seconds for the database, and a buyer three for the shop: which
    // of the two gives up first is chance.
    let told = scene.transcript().replace(INTERNAL, TOO_SLOW);
    as_printed().bind(|| insta::assert_snapshot!("no-database", told));
    drop(scene);
    let says = "ERROR shop::refusal: the database failed error=";
    assert!(logged.iter().all(|line| line.contains(says)));
}

/// A database in a file is for one server.
#[test]
fn a_database_for_one_server_is_refused() {
    let folder = tempfile::TempDir::new().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_step-09"))
        .current_dir(folder.path())
        .env("DATABASE_URL", "sqlite://data/shop.db")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "");
    let says = String::from_utf8(output.stderr).unwrap();
    as_printed().bind(|| insta::assert_snapshot!("not-shared", says));
}

/// Step 08, twice on one database: the second server tells what it finds in the log, once
/// a second, but takes its own memory for the newest purchase.
#[tokio::test]
async fn step_08_twice_tells_late_and_tells_again() {
    let postgres = Postgres::shared();
    let mut scene = twice(step_08(&postgres)).await;
    one_on_each(&mut scene).await;
    scene
        .asks("A", "BUY", cola())
        .until(["A on BUY_GOODS", "A on acknowledgement", "B on BUY_GOODS"])
        .await;
    scene
        .disconnects("B")
        .until(["server2 [B] 연결이 끊어졌어요!"])
        .await;
    // B has heard of the purchase, and is told again; C is told what is old.
    scene
        .connects_to("server2", "B", json!({ "after": 1 }))
        .until([
            WELCOME,
            "B on WHO",
            r#"B on SINCE: {"after":0"#,
            "B on BUY_GOODS",
        ])
        .await;
    scene
        .connects_to("server2", "C", Value::Null)
        .until([
            WELCOME,
            "C on WHO",
            r#"C on SINCE: {"after":0"#,
            "C on BUY_GOODS",
        ])
        .await;
    as_printed().bind(|| insta::assert_snapshot!("step-08-twice", scene.transcript()));
}

/// With step 08, each of them waits for the other server's look into the log.
#[tokio::test]
async fn the_other_server_tells_at_once_and_that_of_step_08_does_not() {
    let postgres = Postgres::shared();
    let before = ten_purchases(&twice(step_08(&postgres)).await).await;
    assert!(before > Duration::from_secs(8), "{before:?}");
    let now = ten_purchases(&two_servers(&postgres).await).await;
    assert!(now < Duration::from_secs(4), "{now:?}");
}

/// How long it takes when each waits until the one before is known on the other server.
async fn ten_purchases(scene: &Scene) -> Duration {
    let token = json!({ "token": scene.logs_in("르탄이").await });
    let buyer = socket(scene.address(), token).await;
    let mut listener = socket(scene.address_of("server2"), json!({})).await;
    listener.expect("WHO").await;
    listener.expect("SINCE").await;
    let begin = Instant::now();
    for number in 1..=10 {
        buyer.emit("BUY", cola());
        assert_eq!(listener.expect("BUY_GOODS").await["purchaseId"], number);
    }
    begin.elapsed()
}

async fn socket(server: &str, auth: Value) -> Light {
    let handshake = Handshake {
        auth: Some(auth),
        ..Handshake::default()
    };
    Light::connect(server, handshake).await.unwrap()
}

fn step_08(postgres: &Postgres) -> Program {
    Program::from(env!("CARGO_BIN_EXE_step-08-twice"))
        .with("DATABASE_URL", postgres.new_database())
}
