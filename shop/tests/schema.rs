//! The API against its own description: schemathesis, from PyPI, makes up requests,
//! some that fit it and some that don't, and every answer has to match the description.

#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};
use std::process::Command;

use clap::Parser;
use serde_json::{Value, json};
use shop::{Config, Shop, app};
use tokio::net::TcpListener;

const SCHEMATHESIS: &str = "schemathesis==4.32.5";

const MISSING: &str = "this test needs Python 3 with venv and pip: on Debian, \
                       `apt install python3-venv`";

/// In a separate folder under `target`, installed the first time.
fn schemathesis() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(SCHEMATHESIS);
    let programs = folder.join(if cfg!(windows) { "Scripts" } else { "bin" });
    let program = programs.join("schemathesis");
    if !program.exists() {
        let python = if cfg!(windows) { "python" } else { "python3" };
        run(Command::new(python).args(["-m", "venv"]).arg(&folder));
        let pip = programs.join("pip");
        run(Command::new(pip).args(["install", "--quiet", SCHEMATHESIS]));
    }
    program
}

fn run(command: &mut Command) {
    let status = command
        .status()
        .unwrap_or_else(|error| panic!("{MISSING} ({error})"));
    assert!(status.success(), "{MISSING}");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_answer_matches_the_description() {
    let flags = ["shop", "0", "--database-url", "sqlite::memory:"];
    let config = Config::try_parse_from(flags).unwrap();
    let shop = Shop::open(&config).await.unwrap();
    let (app, _) = app(&shop, &config);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, app).await });
    let account = json!({
        "nickname": "르탄이", "email": "rtan@example.com",
        "password": "1234", "confirmPassword": "1234",
    });
    let post = async |path: &str| -> Value {
        let request = reqwest::Client::new().post(format!("{url}{path}"));
        request
            .json(&account)
            .send()
            .await
            .unwrap()
            .json()
            .await
            .unwrap()
    };
    post("/api/users").await;
    let token = post("/api/auth").await["token"]
        .as_str()
        .unwrap()
        .to_owned();

    let mut command = Command::new(schemathesis());
    // It leaves notes in the folder it runs in.
    command
        .current_dir(env!("CARGO_TARGET_TMPDIR"))
        .arg("run")
        .arg(format!("{url}/api/openapi.json"))
        .args(["--header", &format!("Authorization: Bearer {token}")])
        // Logging out would end the login that the other requests use.
        .args(["--exclude-name", "DELETE /api/auth"])
        .args(["--checks", CHECKS])
        .args(["--max-examples", "60", "--seed", "1", "--no-color"]);
    let output = tokio::task::spawn_blocking(move || command.output());
    let output = output.await.unwrap().unwrap();
    let says = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{says}");
    assert!(says.contains("Tested: 11"), "{says}");
}

const CHECKS: &str = "not_a_server_error,status_code_conformance,\
                      content_type_conformance,response_schema_conformance";
