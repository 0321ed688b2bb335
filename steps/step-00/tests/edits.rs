//! The changes that the book asks its readers to make to a demonstration, and what it
//! prints then.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use transcript::as_printed;

/// Compiles a file of `src` with one line replaced, and runs it.
fn edited(file: &str, line: &str, other: &str) -> Output {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(file);
    let source = fs::read_to_string(source).unwrap();
    assert_eq!(source.matches(line).count(), 1, "{file}: {line}");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let changed = source.replace(line, other) + "\nfn main() { run().unwrap() }\n";
    fs::write(folder.join(file), changed).unwrap();
    let program = folder
        .join(file)
        .with_extension(std::env::consts::EXE_EXTENSION);

    let rustc = Path::new(env!("CARGO")).with_file_name("rustc");
    let mut rustc = Command::new(rustc);
    rustc
        .current_dir(folder)
        .args(["--edition", "2024", file, "-o"]);
    rustc.arg(&program).args(["-C", "debuginfo=0"]);
    for (name, library) in libraries() {
        let deps = library.parent().unwrap();
        rustc
            .arg("-L")
            .arg(format!("dependency={}", deps.display()));
        rustc
            .arg("--extern")
            .arg(format!("{name}={}", library.display()));
    }
    let compiled = rustc.output().unwrap();
    let says = String::from_utf8_lossy(&compiled.stderr);
    assert!(compiled.status.success(), "{says}");
    Command::new(program)
        .env("RUST_BACKTRACE", "0")
        .output()
        .unwrap()
}

/// The crates that the demonstrations use, as built by cargo.
fn libraries() -> Vec<(String, Box<Path>)> {
    let cargo = Command::new(env!("CARGO"))
        .args(["build", "--package", "step-00", "--message-format=json"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let messages = String::from_utf8(cargo.stdout).unwrap();
    let messages = messages
        .lines()
        .map(|line| serde_json::from_str(line).unwrap());
    let libraries = messages.filter_map(|message: Value| {
        let name = message["target"]["name"].as_str()?.to_owned();
        let file = message["filenames"].as_array()?.first()?.as_str()?;
        let wanted =
            ["base64", "sha1", "smoltcp"].contains(&&*name) && file.ends_with(".rlib");
        wanted.then(|| (name, Path::new(file).into()))
    });
    libraries.collect()
}

fn printed(output: Output) -> String {
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    String::from_utf8(output.stdout).unwrap()
}

fn keep(name: &str, shows: &str) {
    as_printed().bind(|| insta::assert_snapshot!(name, shows));
}

#[test]
fn a_client_stops_at_a_server_that_can_not_prove_itself() {
    let output = edited(
        "ws.rs",
        "let accept = accept(key);",
        "let accept = accept(\"guess\");",
    );
    assert_eq!(output.status.code(), Some(101));
    let stderr = String::from_utf8(output.stderr).unwrap();
    let reason = stderr
        .lines()
        .find(|line| line.starts_with("assertion failed"));
    let stdout = String::from_utf8(output.stdout).unwrap();
    keep(
        "ws-guess",
        &format!("{stdout}{}", reason.unwrap_or(&stderr)),
    );
}

#[test]
fn a_server_that_never_clears_its_list_sends_everything_again() {
    let output = edited("polling.rs", "notices.clear();", "");
    keep("polling-again", &printed(output));
}

#[test]
fn another_network_loses_other_packets_and_tcp_still_delivers_everything() {
    for (seed, within) in [(9, 0..=300), (3, 3000..=4000)] {
        let seed = format!("SEED: u32 = {seed};");
        let shows = printed(edited("lossy.rs", "SEED: u32 = 1;", &seed));
        let last = shows.lines().find(|line| line.starts_with("19 ")).unwrap();
        let came = last.split_whitespace().last().unwrap();
        assert!(within.contains(&came.parse().unwrap()), "{seed}: {shows}");
    }
    let shows = printed(edited(
        "lossy.rs",
        "set_drop_chance(11)",
        "set_drop_chance(30)",
    ));
    keep("lossy-30", &shows);
}
