//! What the reader types is there: packages, examples, arguments, files, addresses.

use std::fs;

use book::page::Page;
use book::repository;
use serde_json::Value;

use crate::cargo::cargo;
use crate::markdown::parse;
use crate::requests::request;
use crate::server;
use crate::words::words;
use crate::{made_up, none, pages};

/// Commands that nothing here can be compared with, and why they are right.
const EXACT: [(&str, &str); 11] = [
    ("cargo --version", "every cargo has it"),
    ("rustup update", "every rustup has it"),
    (
        "sudo apt install build-essential",
        "Debian's C toolchain, as in the README",
    ),
    (
        "xcode-select --install",
        "macOS's C toolchain, as in the README",
    ),
    (
        "read -r TOKEN",
        "bash keeps what is pasted; tour.md says so",
    ),
    ("$TOKEN = Read-Host", "PowerShell's word for the same"),
    (
        "cloudflared tunnel --url http://localhost:8080",
        "a tunnel to the shop's port; teachers.md says that no test tries it",
    ),
    (
        "ssh -R 8080:localhost:8080 user@example.com",
        "the same with a server of one's own",
    ),
    (
        "docker run --rm -p 127.0.0.1:5432:5432 -e POSTGRES_USER=shop -e POSTGRES_PASSWORD=shop postgres:17",
        "the official image; step-09.md says that no test tries it",
    ),
    (
        "sudo apt install postgresql",
        "Debian's package, which CI installs",
    ),
    (
        "sudo -u postgres psql -c \"create role shop login createdb password 'shop'\" -c \"create database shop owner shop\"",
        "a test of step 09 runs both statements",
    ),
];

/// Or what is wrong.
pub type Checked = Result<(), String>;

fn problems(pages: &[Page]) -> Vec<String> {
    let mut problems = Vec::new();
    for page in pages {
        for (line, block) in parse(&page.text).blocks {
            if matches!(block.language.as_deref(), Some("sh" | "powershell")) {
                for (at, command) in block.text.lines().enumerate() {
                    if let Err(problem) = check(command) {
                        let line = line + 1 + at;
                        problems.push(format!(
                            "book/{}:{line}: {command}: {problem}",
                            page.path
                        ));
                    }
                }
            }
        }
    }
    problems
}

fn check(command: &str) -> Checked {
    let command = command.trim();
    let is_exact = EXACT.iter().any(|(known, _why)| *known == command);
    if is_exact || server::is_known(command) {
        return Ok(());
    }
    let command = command
        .strip_suffix(" | ConvertTo-Json -Depth 4")
        .unwrap_or(command);
    // A variable for one command: bash's way, and PowerShell's.
    let command = match command.split_once(' ') {
        Some((set, rest)) if is_variable(set) => rest,
        _ => command,
    };
    let words = words(command)?;
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match &words[..] {
        ["cargo", rest @ ..] => cargo(rest),
        ["mdbook", "serve" | "build", "book"] => Ok(()),
        ["mdbook", "serve", "book", "--port", port] => number(port),
        ["node" | "cd", file] | ["git", "restore", file] => exists(file),
        ["npm", "install", "--no-save", packages @ ..] => packages
            .iter()
            .try_for_each(|package| in_lock_file(package)),
        ["curl", rest @ ..] => request(rest, &["-i", "-s"], &["-X", "-H", "-d"]),
        ["Invoke-RestMethod", rest @ ..] => {
            let with_value = ["-Method", "-ContentType", "-Body", "-Headers"];
            request(rest, &[], &with_value)
        }
        [program, ..] => Err(format!("{program} is not known to commands.rs")),
        [] => Err("an empty line".into()),
    }
}

/// `HOST=0.0.0.0`, `$env:HOST="0.0.0.0";`
fn is_variable(word: &str) -> bool {
    let name = match word.strip_prefix("$env:") {
        Some(rest) if rest.ends_with(';') => rest,
        Some(_) => return false,
        None => word,
    };
    let (name, value) = name.split_once('=').unwrap_or_default();
    !value.is_empty() && name.chars().all(|c| c.is_ascii_uppercase() || c == '_')
}

pub fn number(word: &str) -> Checked {
    word.parse::<u32>()
        .map(drop)
        .map_err(|_| format!("{word} is no number"))
}

fn exists(file: &str) -> Checked {
    let path = repository().join(file);
    if path.exists() {
        Ok(())
    } else {
        Err(format!("no {file}"))
    }
}

/// As in `socket.io@4.8.4`: the version that the tests use.
fn in_lock_file(package: &str) -> Checked {
    let (name, version) = package.split_once('@').ok_or("without a version")?;
    let file = repository().join("steps/transcript/javascript/package-lock.json");
    let lock: Value = serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap();
    match lock["packages"][format!("node_modules/{name}")]["version"] == version {
        true => Ok(()),
        false => Err(format!("the tests use another {name}")),
    }
}

#[test]
fn every_command_is_there() {
    none(&problems(&pages()));
}

#[test]
fn a_command_that_is_there_is_known() {
    for command in [
        "cargo run -p step-01",
        "cargo run -p step-01 -- 3001",
        "cargo run -p shop -- --no-seed --host 0.0.0.0",
        "cargo run -p shop --example million -- --listeners 100 --lang ko",
        "HOST=0.0.0.0 cargo run -p step-05",
        "$env:HOST=\"0.0.0.0\"; cargo run -p step-05",
        "cargo --config \"env.HOST='0.0.0.0'\" ex run mine -- 8081",
        "mdbook serve book --port 4000",
        "cargo ex hint 03",
        "curl -i -X PUT \"http://localhost:8080/api/goods/1/cart?x=1\" -d '{\"quantity\":2}'",
        "Invoke-RestMethod \"http://localhost:8080/api/goods\" -Headers @{ A = \"B $C\" }",
    ] {
        assert_eq!(check(command), Ok(()), "{command}");
    }
}

#[test]
fn a_command_that_is_not_there_is_found() {
    for (command, problem) in [
        ("cargo run -p step-99", "no package step-99"),
        ("cargo run -p step-01 -- twenty", "twenty is no number"),
        (
            "cargo run -p step-01 -- --port 3001",
            "step-01 knows no --port",
        ),
        ("cargo run -p step-01 --example gone", "no example gone"),
        ("cargo --config \"env.HOST='::'\" rum", "no cargo rum"),
        ("cargo ex 99", "cargo ex knows no 99"),
        ("cargo run -p shop -- --seed", "shop knows no --seed"),
        (
            "cargo run -p shop --example million -- --port 80",
            "shop knows no --port",
        ),
        (
            "cargo run -p step-01 && cargo run -p step-02",
            "cargo run knows no &&",
        ),
        ("$ cargo run", "$ is not known to commands.rs"),
        ("curl http://localhost:8080/api/good", "nothing serves"),
        (
            "curl --insecure http://localhost:8080/api/goods",
            "no address of ours",
        ),
        ("node book/node/gone.mjs", "no book/node/gone.mjs"),
        (
            "npm install --no-save express@5.3.0 socket.io@1.0.0",
            "the tests use another socket.io",
        ),
        ("cargo test \"x", "a quote without its end"),
    ] {
        let said = check(command).unwrap_err();
        assert!(said.contains(problem), "{command}: {said}");
    }
    let page = made_up("en/x.md", "# X\n\n```sh\ncargo test\ncargo rum\n```\n");
    assert_eq!(
        problems(&[page]),
        ["book/en/x.md:5: cargo rum: no cargo rum"]
    );
}
