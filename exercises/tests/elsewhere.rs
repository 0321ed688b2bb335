//! Step 01 works as a project of its own, outside this repository.

#![allow(clippy::unwrap_used)]

mod outside;

use std::env::consts::EXE_SUFFIX;
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

use outside::{Project, learners_manifest, read, root};

/// Where cargo has put a program, by what it told.
fn executable(messages: &[Value], name: &str) -> String {
    let mut named = messages.iter().filter(|it| it["target"]["name"] == name);
    let path = named.find_map(|it| it["executable"].as_str());
    path.unwrap_or_else(|| panic!("{name} does not compile"))
        .to_owned()
}

/// The program that plays a stage, built as `cargo ex` builds it.
fn stages() -> String {
    let mut cargo = Command::new(env!("CARGO"));
    cargo
        .args(["build", "--package", "stages", "--message-format=json"])
        .current_dir(root())
        .stdin(Stdio::null())
        .stderr(Stdio::inherit());
    let messages = String::from_utf8(cargo.output().unwrap().stdout).unwrap();
    let messages = messages
        .lines()
        .map(|line| serde_json::from_str(line).unwrap());
    executable(&messages.collect::<Vec<_>>(), "stages")
}

#[test]
fn step_01_passes_its_stage_without_our_crates() {
    let folder = TempDir::new().unwrap();
    let project = Project::new(folder.path(), &learners_manifest());
    project.write("src/main.rs", &read("steps/step-01/examples/elsewhere.rs"));
    let server = executable(&project.build(&[]), "mine");

    let scene = Command::new(stages())
        .arg("step-01")
        .env("EX_BINARY", server.trim_end_matches(EXE_SUFFIX))
        .env("EX_LANG", "en")
        .env("EX_PATIENCE", "5")
        .output()
        .unwrap();
    // The folder is another one each time, so cargo would keep one more program.
    let clean = project.cargo("clean").args(["--package", "mine"]).output();
    assert!(clean.unwrap().status.success());
    let report = String::from_utf8(scene.stdout).unwrap();
    assert!(scene.status.success(), "{report}");
}
