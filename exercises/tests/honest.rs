//! Proves that every exercise as shipped fails as its page shows, that its solution
//! passes, and that wrong answers are told so.
//!
//! `EX_ONLY=03` looks at that one alone.

#![allow(clippy::unwrap_used)]

mod proof;

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use proof::{Answer, fail_as_shown, has_task_and_hints, home, pass_ten_times};

/// By folder. Built once, wrong answers too.
static CHECKS: LazyLock<BTreeMap<PathBuf, PathBuf>> = LazyLock::new(build);

fn folders() -> Vec<PathBuf> {
    let only = env::var("EX_ONLY").unwrap_or_default();
    let mut folders: Vec<PathBuf> = fs::read_dir(home())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.join("Cargo.toml").is_file())
        .filter(|path| name(path).starts_with(|c: char| c.is_ascii_digit()))
        .filter(|path| name(path).starts_with(&only))
        .collect();
    folders.sort();
    assert!(!folders.is_empty(), "no exercise begins with `{only}`");
    folders
}

fn name(path: &Path) -> &str {
    path.file_name().unwrap().to_str().unwrap()
}

/// As in `exercise-03`.
fn package(folder: &Path) -> String {
    format!("exercise-{}", name(folder).split_once('-').unwrap().0)
}

fn read(folder: &Path, file: &str) -> String {
    let file = folder.join(file);
    fs::read_to_string(&file)
        .unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

/// As in `exercise-03-wrong-from-zero`.
fn wrong_answers(folder: &Path) -> Vec<String> {
    let files = fs::read_dir(folder.join("wrong")).unwrap();
    let mut names: Vec<String> = files
        .map(|entry| entry.unwrap().path())
        .map(|file| {
            let stem = file.file_stem().unwrap().to_str().unwrap();
            format!("{}-wrong-{stem}", package(folder))
        })
        .collect();
    names.sort();
    names
}

fn build() -> BTreeMap<PathBuf, PathBuf> {
    let mut arguments = vec!["test".to_owned(), "--no-run".to_owned()];
    for folder in folders() {
        let package = package(&folder);
        let features = format!("{package}/wrong");
        let words = ["--package", &package, "--features", &features];
        arguments.extend(words.map(str::to_owned));
    }
    let checks: BTreeMap<PathBuf, PathBuf> = proof::build(&arguments)
        .iter()
        .filter(|it| it["target"]["name"] == "check" && it["executable"].is_string())
        .map(|it| {
            let manifest = Path::new(it["manifest_path"].as_str().unwrap());
            let check = it["executable"].as_str().unwrap();
            (manifest.parent().unwrap().to_path_buf(), check.into())
        })
        .collect();
    assert_eq!(checks.len(), folders().len(), "each has a tests/check.rs");
    checks
}

fn answer(folder: &Path, binary: String, snapshot: &str) -> Answer {
    Answer {
        check: CHECKS[folder].clone(),
        arguments: Vec::new(),
        binary,
        snapshots: folder.join("tests/snapshots"),
        snapshot: snapshot.to_owned(),
    }
}

#[test]
fn what_is_shipped_is_the_starter() {
    for folder in folders() {
        let starter = read(&folder, "starter/main.rs");
        assert_eq!(read(&folder, "src/main.rs"), starter, "{}", name(&folder));
    }
}

#[test]
fn every_starter_fails_as_its_page_shows() {
    let folders = folders();
    let starters = folders
        .iter()
        .map(|folder| answer(folder, package(folder), "starter"));
    fail_as_shown(&starters.collect::<Vec<_>>());
}

#[test]
fn every_wrong_answer_is_told_what_is_wrong() {
    let mut answers = Vec::new();
    for folder in folders() {
        let wrong = wrong_answers(&folder);
        assert!(wrong.len() >= 2, "{} has too few", name(&folder));
        for binary in wrong {
            let snapshot = binary.strip_prefix(&package(&folder)).unwrap();
            let snapshot = snapshot.trim_start_matches('-').to_owned();
            answers.push(answer(&folder, binary, &snapshot));
        }
    }
    fail_as_shown(&answers);
}

#[test]
fn every_solution_passes_ten_times_in_a_row() {
    let folders = folders();
    let solutions = folders.iter().map(|folder| {
        let solution = format!("{}-solution", package(folder));
        answer(folder, solution, "solution")
    });
    pass_ten_times(&solutions.collect::<Vec<_>>());
}

#[test]
fn tasks_and_hints_are_there_in_both_languages() {
    folders()
        .iter()
        .for_each(|folder| has_task_and_hints(folder));
}

#[test]
fn a_solution_is_at_most_thirty_lines_longer_than_its_starter() {
    for folder in folders() {
        let lines = |file| read(&folder, file).lines().count();
        let (starter, solution) = (lines("starter/main.rs"), lines("solution/main.rs"));
        assert!(solution <= starter + 30, "{}", name(&folder));
    }
}

#[test]
fn all_have_the_same_dependencies() {
    let tables: BTreeSet<String> = folders()
        .iter()
        .map(|folder| {
            let manifest = read(folder, "Cargo.toml");
            let (_, rest) = manifest.split_once("[dependencies]").unwrap();
            rest.split_once("[features]").unwrap().0.to_owned()
        })
        .collect();
    assert_eq!(tables.len(), 1, "{tables:#?}");
}
