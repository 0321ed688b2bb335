//! What `cargo ex` says when it is asked for something else than a check.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

fn ex(words: &str) -> Output {
    let mut ex = Command::new(env!("CARGO_BIN_EXE_exercises"));
    ex.args(words.split_whitespace()).env("EX_LANG", "en");
    ex.output().unwrap()
}

fn says(words: &str) -> String {
    let output = ex(words);
    assert!(output.status.success(), "{words}: {output:?}");
    String::from_utf8(output.stdout).unwrap()
}

fn refuses(words: &str) -> String {
    let output = ex(words);
    assert_eq!(output.status.code(), Some(1), "{words}: {output:?}");
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn the_list_has_every_stage_and_exercise_in_the_language_of_choice() {
    let english = says("list");
    let lines = english.lines().filter(|line| line.ends_with(" min"));
    assert!(lines.count() >= 25, "{english}");
    let at = |line: &str| english.find(line).unwrap_or_else(|| panic!("{english}"));
    let chapter = at("\nStep 03: axum and Socket.IO on one port\n");
    assert!(chapter < at("step-03  your own server"));
    assert!(at("step-03  your own server") < at("07-one-origin  15 min"));
    assert!(english.contains(" solved"), "{english}");
    for korean in ["--lang ko list", "list --lang ko", "list --lang=ko"] {
        assert!(says(korean).contains("해냈어요"), "{korean}");
    }
}

#[test]
fn an_exercise_is_called_by_number_name_or_folder() {
    let by_number = says("hint 3");
    assert!(by_number.contains("AtomicU32"), "{by_number}");
    for name in [
        "03",
        "greet-by-number",
        "03-greet-by-number",
        "exercises/03-greet-by-number/",
        r".\exercises\03-greet-by-number\src\main.rs",
    ] {
        assert_eq!(says(&format!("hint {name}")), by_number);
    }
    let other = refuses("hint 99");
    assert!(other.contains("no exercise or stage `99`"), "{other}");
    let other = refuses("lits");
    assert!(other.contains("`cargo ex list`"), "{other}");
}

#[test]
fn the_second_hint_says_more_than_the_first() {
    assert!(!says("hint 3").contains("fetch_add"));
    assert!(says("hint 3 --more").contains("fetch_add"));
}

#[test]
fn giving_up_shows_the_solution() {
    let solution = says("solution 5 --give-up");
    assert!(solution.contains("socket.broadcast()"), "{solution}");
    let diff = says("diff 5 --give-up");
    assert!(diff.contains("- "), "{diff}");
}

#[test]
fn a_stage_is_called_as_its_chapter_or_as_its_folder() {
    let hint = says("hint step-02");
    assert!(hint.contains("`cargo ex hint step-02 --more`"), "{hint}");
    for name in ["step-2", "exercises/stages/step-02/"] {
        assert_eq!(says(&format!("hint {name}")), hint);
    }
    let solution = says("solution step-03 --give-up");
    assert!(solution.contains("fn announce"), "{solution}");
}

/// The files that the runner reads, of a workshop with two steps and one exercise.
fn workshop() -> TempDir {
    let folder = TempDir::new().unwrap();
    let write = |file: &str, text: &str| {
        let file = folder.path().join(file);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    };
    for file in ["starter", "src"] {
        write(&format!("exercises/mine/{file}/main.rs"), "fn main() {}\n");
        write(&format!("exercises/03-greet/{file}/main.rs"), "// greet\n");
    }
    let chapter = "[package.metadata.exercise]\nchapter = \"step-01\"\n";
    write("exercises/03-greet/Cargo.toml", chapter);
    for step in ["step-01", "step-02"] {
        write(&format!("exercises/stages/{step}/TASK.en.md"), "Do it.\n");
        write(
            &format!("steps/{step}/src/main.rs"),
            &format!("// {step}\n"),
        );
        write(
            &format!("book/en/{step}.md"),
            &format!("# {step} {{#top}}\n"),
        );
    }
    folder
}

/// `cargo ex` there: what it prints, and its exit code.
fn ex_in(workshop: &TempDir, words: &str) -> (String, i32) {
    let mut ex = Command::new(env!("CARGO_BIN_EXE_exercises"));
    ex.args(words.split_whitespace())
        .env("EX_LANG", "en")
        .env("CARGO_MANIFEST_DIR", workshop.path().join("exercises"));
    let Output {
        stdout,
        stderr,
        status,
    } = ex.output().unwrap();
    let said = String::from_utf8([stdout, stderr].concat()).unwrap();
    (said, status.code().unwrap())
}

fn read(folder: &Path, file: &str) -> String {
    fs::read_to_string(folder.join(file)).unwrap()
}

#[test]
fn who_falls_behind_gets_the_stage_before_and_keeps_what_there_was() {
    let workshop = workshop();
    let server = workshop.path().join("exercises/mine/src/main.rs");
    fs::write(&server, "half a server").unwrap();

    let (said, code) = ex_in(&workshop, "catch-up step-02");
    assert_eq!(code, 0, "{said}");
    assert_eq!(
        said,
        "exercises/mine/src/main.rs is ready for step-02: the stage before it is in \
         place, and works. Go on with `cargo ex step-02`.\n\
         What you had before is in exercises/.kept/step-02.1.rs.\n"
    );
    assert_eq!(fs::read_to_string(&server).unwrap(), "// step-01\n");
    let kept = "exercises/.kept/step-02.1.rs";
    assert_eq!(read(workshop.path(), kept), "half a server");
    let (list, _) = ex_in(&workshop, "list");
    assert!(list.contains("✓ step-01  your own server"), "{list}");
    assert!(list.contains("→ 03-greet"), "{list}");

    // What is kept is never written over.
    fs::write(&server, "another half").unwrap();
    let (said, _) = ex_in(&workshop, "catch-up step-02");
    assert!(said.contains("exercises/.kept/step-02.2.rs"), "{said}");
    assert_eq!(read(workshop.path(), kept), "half a server");

    // Nothing to keep.
    let (said, _) = ex_in(&workshop, "catch-up mine");
    assert!(!said.contains(".kept"), "{said}");
}

#[test]
fn one_catches_up_with_stages_only() {
    let workshop = workshop();
    let (said, code) = ex_in(&workshop, "catch-up 03");
    assert_eq!(code, 1);
    assert!(said.contains("`cargo ex catch-up step-04`"), "{said}");
    let (said, code) = ex_in(&workshop, "catch-up step-99");
    assert_eq!(code, 1);
    assert!(said.contains("no exercise or stage `step-99`"), "{said}");
    let greet = read(workshop.path(), "exercises/03-greet/src/main.rs");
    assert_eq!(greet, "// greet\n");
}
