//! What the learner begins with is what the steps have.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

fn read(file: &str) -> String {
    let file = root().join(file);
    fs::read_to_string(&file)
        .unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

/// What each package depends on, as cargo reads it: inherited versions are filled in.
fn dependencies() -> Vec<(String, Value)> {
    let cargo = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version=1", "--no-deps", "--offline"])
        .current_dir(root())
        .output()
        .unwrap();
    let metadata: Value = serde_json::from_slice(&cargo.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap().iter();
    let all = packages.flat_map(|package| {
        let name = package["name"].as_str().unwrap();
        let needs = package["dependencies"].as_array().unwrap().iter();
        needs.map(|dependency| (name.to_owned(), dependency.clone()))
    });
    all.collect()
}

/// The learner's manifest names them itself, since it is to be understood, and copied,
/// without ours.
#[test]
fn the_learners_manifest_has_the_versions_and_features_of_the_workspace() {
    let all = dependencies();
    let (mine, ours): (Vec<_>, Vec<_>) = all.iter().partition(|(of, _)| of == "mine");
    assert!(mine.len() > 8, "{mine:?}");
    for (_, dependency) in mine {
        let name = &dependency["name"];
        let others = ours.iter().filter(|(_, other)| &other["name"] == name);
        let mut others = others.filter(|(_, other)| other["kind"].is_null());
        let (_, other) = others
            .next()
            .unwrap_or_else(|| panic!("only mine has {name}"));
        for what in ["req", "features", "uses_default_features", "path"] {
            assert_eq!(dependency[what], other[what], "{what} of {name}");
        }
    }
}

#[test]
fn the_page_that_is_ready_is_step_03s() {
    let page = read("steps/step-03/index.html");
    assert_eq!(read("exercises/mine/index.html"), page);
}

/// A page outside this repository loads the same client as a page inside.
#[test]
fn the_project_outside_names_the_version_and_the_hash_of_our_client() {
    let client = read("assets/src/client.rs");
    let (_, version) = client.split_once("macro_rules! version {").unwrap();
    let version = version.split('"').nth(1).unwrap();
    let page = read("steps/step-01/index.html");
    let (_, hash) = page.split_once("integrity=\"").unwrap();
    let hash = hash.split('"').next().unwrap();

    let example = read("steps/step-01/examples/elsewhere.rs");
    let url = format!("\"https://cdn.socket.io/{version}/socket.io.min.js\"");
    assert!(example.contains(&format!("CLIENT: &str = {url};")), "{url}");
    let tag = format!(
        "//! <script\n\
         //!   src={url}\n\
         //!   integrity=\"{hash}\"\n\
         //!   crossorigin=\"anonymous\"\n\
         //! ></script>\n"
    );
    assert!(example.contains(&tag), "{tag}");
}
