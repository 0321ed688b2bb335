//! Proves that every exercise as shipped fails as its page shows, that its solution
//! passes, and that wrong answers are told so.
//!
//! `EX_ONLY=03` looks at that one alone.

#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;
use std::thread;

use insta::Settings;
use serde_json::Value;

const LANGUAGES: [&str; 2] = ["en", "ko"];

/// Checks that run beside each other. Those that fail are mostly waiting.
const PASSING: usize = 7;
const FAILING: usize = 12;

/// By folder. Built once, wrong answers too.
static CHECKS: LazyLock<BTreeMap<PathBuf, PathBuf>> = LazyLock::new(build);

fn home() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

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
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(home()).args([
        "test",
        "--no-run",
        "--message-format=json-render-diagnostics",
    ]);
    for folder in folders() {
        let package = package(&folder);
        let features = format!("{package}/wrong");
        cargo.args(["--package", &package, "--features", &features]);
    }
    let output = cargo.output().unwrap();
    let says = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{says}");
    let messages = String::from_utf8(output.stdout).unwrap();
    let checks: BTreeMap<PathBuf, PathBuf> = messages
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap())
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

fn check(folder: &Path, binary: &str, language: &str, patience: &str) -> Output {
    Command::new(&CHECKS[folder])
        .current_dir(home())
        .env("EX_BINARY", binary)
        .env("EX_LANG", language)
        .env("EX_PATIENCE", patience)
        .output()
        .unwrap()
}

fn printed(output: &Output) -> &str {
    str::from_utf8(&output.stdout).unwrap()
}

/// Some at once, the answers in the order of the questions.
fn each<Q: Sync, A: Send>(
    questions: &[Q],
    at_once: usize,
    answer: impl Fn(&Q) -> A + Sync,
) -> Vec<A> {
    let together = |some: &[Q]| -> Vec<A> {
        thread::scope(|scope| {
            let asked = some.iter().map(|question| scope.spawn(|| answer(question)));
            let asked: Vec<_> = asked.collect();
            asked.into_iter().map(|it| it.join().unwrap()).collect()
        })
    };
    questions.chunks(at_once).flat_map(together).collect()
}

/// The checks of these binaries fail with what their snapshots say, in both languages.
fn fail_as_shown(binaries: &[(PathBuf, String, String)]) {
    let mut questions = Vec::new();
    for (folder, binary, snapshot) in binaries {
        for language in LANGUAGES {
            questions.push((folder, binary, format!("{snapshot}.{language}"), language));
        }
    }
    let answers = each(&questions, FAILING, |(folder, binary, _, language)| {
        check(folder, binary, language, "5")
    });
    for ((folder, binary, snapshot, _), output) in questions.iter().zip(answers) {
        assert_eq!(output.status.code(), Some(1), "{binary} passes");
        let mut settings = Settings::clone_current();
        settings.set_snapshot_path(folder.join("tests/snapshots"));
        settings.set_omit_expression(true);
        settings.set_prepend_module_to_snapshot(false);
        settings.bind(|| insta::assert_snapshot!(snapshot.as_str(), printed(&output)));
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
    let starters = folders().into_iter().map(|folder| {
        let package = package(&folder);
        (folder, package, "starter".to_owned())
    });
    fail_as_shown(&starters.collect::<Vec<_>>());
}

#[test]
fn every_wrong_answer_is_told_what_is_wrong() {
    let mut binaries = Vec::new();
    for folder in folders() {
        let wrong = wrong_answers(&folder);
        assert!(wrong.len() >= 2, "{} has too few", name(&folder));
        for binary in wrong {
            let snapshot = binary.strip_prefix(&package(&folder)).unwrap();
            let snapshot = snapshot.trim_start_matches('-').to_owned();
            binaries.push((folder.clone(), binary, snapshot));
        }
    }
    fail_as_shown(&binaries);
}

#[test]
fn every_solution_passes_ten_times_in_a_row() {
    let results = each(&folders(), PASSING, |folder| {
        let solution = format!("{}-solution", package(folder));
        (1..=10).find_map(|time| {
            let output = check(folder, &solution, "en", "5");
            let says = || format!("{solution}, time {time}:\n{}", printed(&output));
            (!output.status.success()).then(says)
        })
    });
    let failed: Vec<String> = results.into_iter().flatten().collect();
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

#[test]
fn tasks_and_hints_are_there_in_both_languages() {
    for folder in folders() {
        for file in ["TASK", "HINT"] {
            let [english, korean] =
                LANGUAGES.map(|language| read(&folder, &format!("{file}.{language}.md")));
            let about = format!("{file} of {}", name(&folder));
            let hangul = |text: &str| text.chars().any(|c| ('가'..='힣').contains(&c));
            assert!(hangul(&korean), "{about}");
            assert_ne!(english, korean, "{about}");
            let expected: &[&str] = match file {
                "HINT" => &["## 1", "## 2"],
                _ => &[],
            };
            for text in [&english, &korean] {
                let headings = text.lines().filter(|line| line.starts_with("##"));
                assert_eq!(headings.collect::<Vec<_>>(), expected, "{about}");
            }
        }
    }
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
