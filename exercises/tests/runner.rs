//! What `cargo ex` says when it is asked for something else than a check.

#![allow(clippy::unwrap_used)]

use std::process::{Command, Output};

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
fn the_list_has_every_exercise_in_the_language_of_choice() {
    let english = says("list");
    let lines = english.lines().filter(|line| line.contains('-'));
    assert!(lines.count() >= 13, "{english}");
    assert!(english.contains(" solved"), "{english}");
    for korean in ["--lang ko list", "list --lang ko", "list --lang=ko"] {
        assert!(says(korean).contains("풀었어요"), "{korean}");
    }
}

#[test]
fn an_exercise_is_called_by_number_name_or_folder() {
    let by_number = says("hint 3");
    assert!(by_number.contains("AtomicU32"), "{by_number}");
    for name in ["03", "greet-by-number", "03-greet-by-number"] {
        assert_eq!(says(&format!("hint {name}")), by_number);
    }
    let other = refuses("hint 99");
    assert!(other.contains("no exercise `99`"), "{other}");
    let other = refuses("lits");
    assert!(other.contains("`cargo ex list`"), "{other}");
}

#[test]
fn the_second_hint_says_more_than_the_first() {
    assert!(!says("hint 3").contains("fetch_add"));
    assert!(says("hint 3 --more").contains("fetch_add"));
}

#[test]
fn who_gives_up_sees_the_solution() {
    let solution = says("solution 5 --give-up");
    assert!(solution.contains("socket.broadcast()"), "{solution}");
    let diff = says("diff 5 --give-up");
    assert!(diff.contains("- "), "{diff}");
}
