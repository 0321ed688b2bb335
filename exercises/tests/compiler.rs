//! What rustc says of programs that a learner is likely to write: the book shows it.
//!
//! `refused/` has the programs. They are built in a project outside the workspace.

#![allow(clippy::unwrap_used)]

mod outside;

use std::collections::BTreeMap;
use std::fs;
use std::sync::LazyLock;

use insta::Settings;
use serde_json::Value;

use outside::{Project, learners_manifest, read, root};

/// Fewer features than the learner's; tokio has those that axum asks for.
const FEW_FEATURES: &str = r#"
[package]
name = "few-features"
edition = "2024"

[dependencies]
tokio = { version = "1", features = ["macros", "net", "rt"] }
tower-http = "0.7"
"#;
const WITH_FEW_FEATURES: [&str; 2] = ["no-cors", "no-threads"];

/// Parts of a message that help nobody who reads it for the first time.
const ASIDES: [&str; 7] = [
    "note: `#[warn(",
    "note: consider using `--verbose`",
    "note: function requires argument type to outlive",
    "note: required by a bound",
    "note: the full name for the type",
    "note: this error originates in",
    "note: requirement that the value outlives",
];

/// By program. The programs of one project are built together.
static SAYS: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    let project = |name: &str, manifest: &str| {
        Project::new(&root().join("target/elsewhere").join(name), manifest)
    };
    let refused = project("refused", &learners_manifest());
    let few_features = project("few-features", FEW_FEATURES);
    for name in programs() {
        let text = read(&format!("exercises/refused/{name}.rs"));
        let few = WITH_FEW_FEATURES.contains(&name.as_str());
        let project = if few { &few_features } else { &refused };
        project.write(&format!("src/bin/{name}.rs"), &text);
    }
    let all = ["--bins", "--keep-going"];
    let messages = [refused.build(&all), few_features.build(&all)].concat();
    let mut says = first_of_each(&messages);
    let explained = ["--bin", "debug-handler", "--features", "axum/macros"];
    let explained = first_of_each(&refused.build(&explained))
        .remove("debug-handler")
        .unwrap();
    says.insert("debug-handler-with-macros".to_owned(), explained);
    says
});

fn programs() -> Vec<String> {
    let files = fs::read_dir(root().join("exercises/refused")).unwrap();
    let names = files.map(|entry| entry.unwrap().path());
    let mut names: Vec<String> = names
        .map(|file| file.file_stem().unwrap().to_str().unwrap().to_owned())
        .collect();
    names.sort();
    names
}

/// The first message about each program: what it is told next often follows from it.
fn first_of_each(messages: &[Value]) -> BTreeMap<String, String> {
    let mut first = BTreeMap::new();
    for it in messages {
        if let Some(text) = it["message"]["rendered"].as_str() {
            let program = it["target"]["name"].as_str().unwrap().to_owned();
            let text = trimmed(text, &program);
            first.entry(program).or_insert(text);
        }
    }
    first
}

/// Without asides, and as if the program were the learner's `main.rs`.
fn trimmed(message: &str, program: &str) -> String {
    let message = message.replace('\\', "/");
    let message = message.replace(&format!("src/bin/{program}.rs"), "src/main.rs");
    let mut kept: Vec<String> = Vec::new();
    let mut is_aside = false;
    for line in message.lines() {
        let part = line.trim_start().trim_start_matches("= ");
        if part.starts_with("note: ") || part.starts_with("help: ") {
            is_aside = ASIDES.iter().any(|aside| part.starts_with(aside));
        }
        if !is_aside {
            kept.push(without_registry(line).trim_end().to_owned());
        }
    }
    while kept
        .last()
        .is_some_and(|line| matches!(line.trim(), "" | "|"))
    {
        kept.pop();
    }
    kept.join("\n")
}

/// `--> …/axum-0.8.9/src/lib.rs`: where cargo keeps it is different on each machine.
fn without_registry(line: &str) -> String {
    let short = || {
        let (before, after) = line.split_once("/registry/src/")?;
        let arrow = before.find("--> ").or(before.find("::: "))?;
        let (_, file) = after.split_once('/')?;
        Some(format!("{}…/{file}", &before[..arrow + 4]))
    };
    short().unwrap_or_else(|| line.to_owned())
}

#[test]
fn rustc_says_what_the_book_shows() {
    let mut settings = Settings::clone_current();
    settings.set_omit_expression(true);
    settings.set_prepend_module_to_snapshot(false);
    for name in programs() {
        assert!(
            SAYS.contains_key(&name),
            "rustc has nothing to say of {name}"
        );
    }
    for (name, says) in SAYS.iter() {
        settings.bind(|| insta::assert_snapshot!(name.as_str(), says));
    }
}

/// The page says so, and shows it once.
#[test]
fn three_mistakes_have_one_message() {
    let advice = |name: &str| {
        let (_, advice) = SAYS[name].split_once("= note: ").unwrap();
        advice.to_owned()
    };
    let [argument, future, lock] =
        ["wrong-argument", "no-ready", "lock-held"].map(advice);
    assert_eq!(argument, future);
    assert_eq!(argument, lock);
}
