//! Proves the checks of the learner's own server: the empty one and the stage before fail
//! each as its page shows, every step's own listing passes, and wrong answers are told so.
//!
//! `EX_ONLY=step-03` looks at that one alone.

#![allow(clippy::unwrap_used)]

mod proof;

use std::env;
use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

use proof::{Answer, build, fail_as_shown, has_task_and_hints, home};

/// The program that checks; built once, with everything that it is to check.
static STAGES: LazyLock<PathBuf> = LazyLock::new(|| {
    let mut arguments = vec!["build".to_owned()];
    let mut take = |words: [&str; 2]| arguments.extend(words.map(str::to_owned));
    take(["--package", "mine"]);
    take(["--package", "stages"]);
    take(["--features", "stages/wrong"]);
    for step in names() {
        take(["--package", &step]);
    }
    let messages = build(&arguments);
    let mut programs = messages
        .iter()
        .filter(|it| it["target"]["name"] == "stages");
    let program = programs.find_map(|it| it["executable"].as_str());
    program.unwrap().into()
});

/// As in `step-03`, in their order.
fn names() -> Vec<String> {
    let folders = fs::read_dir(home().join("stages")).unwrap();
    let names = folders.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.filter(|name| name.starts_with("step-")).collect();
    names.sort();
    names
}

fn chosen() -> Vec<String> {
    let only = env::var("EX_ONLY").unwrap_or_default();
    let chosen: Vec<String> = names()
        .into_iter()
        .filter(|name| name.starts_with(&only))
        .collect();
    assert!(!chosen.is_empty(), "no stage begins with `{only}`");
    chosen
}

fn answer(stage: &str, binary: &str, snapshot: String) -> Answer {
    Answer {
        check: STAGES.clone(),
        arguments: vec![stage.to_owned()],
        binary: binary.to_owned(),
        snapshots: home().join("stages/tests/snapshots"),
        snapshot,
    }
}

/// `step-03-wrong-one-way`, as the manifest names it.
fn wrong_answers(stage: &str) -> Vec<String> {
    let files = fs::read_dir(home().join("stages/wrong")).unwrap();
    let stems = files.map(|entry| {
        let path = entry.unwrap().path();
        path.file_stem().unwrap().to_str().unwrap().to_owned()
    });
    let mut names: Vec<String> = stems
        .filter_map(|stem| {
            Some(format!(
                "{stage}-wrong-{}",
                stem.strip_prefix(stage)?[1..].to_owned()
            ))
        })
        .collect();
    names.sort();
    names
}

#[test]
fn what_is_shipped_is_the_empty_server() {
    let read = |file: &str| fs::read_to_string(home().join("mine").join(file)).unwrap();
    assert_eq!(read("src/main.rs"), read("starter/main.rs"));
}

#[test]
fn the_empty_server_fails_each_stage() {
    let empty = chosen()
        .into_iter()
        .map(|stage| answer(&stage, "mine", "empty".to_owned()));
    fail_as_shown(&empty.collect::<Vec<_>>());
}

#[test]
fn the_stage_before_fails_as_the_page_shows() {
    let names = names();
    let before = ["mine".to_owned()].into_iter().chain(names.clone());
    let chosen = chosen();
    let stages = names
        .iter()
        .zip(before)
        .filter(|(it, _)| chosen.contains(it));
    let answers =
        stages.map(|(stage, before)| answer(stage, &before, format!("{stage}-before")));
    fail_as_shown(&answers.collect::<Vec<_>>());
}

#[test]
fn every_wrong_answer_is_told_what_is_wrong() {
    let mut answers = Vec::new();
    for stage in chosen() {
        let wrong = wrong_answers(&stage);
        assert!(wrong.len() >= 2, "{stage} has too few");
        let told = wrong
            .iter()
            .map(|binary| answer(&stage, binary, binary.clone()));
        answers.extend(told);
    }
    fail_as_shown(&answers);
}

#[test]
fn every_listing_passes_its_stage_ten_times_in_a_row() {
    let listings = chosen()
        .into_iter()
        .map(|stage| answer(&stage, &stage, format!("{stage}-passes")));
    let listings: Vec<Answer> = listings.collect();
    proof::pass_as_shown(&listings);
    proof::pass_ten_times(&listings);
}

#[test]
fn tasks_and_hints_are_there_in_both_languages() {
    for stage in chosen() {
        has_task_and_hints(&home().join("stages").join(stage));
    }
}
