//! What proves a check: programs that have to fail as a snapshot says, or to pass.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use insta::Settings;
use serde_json::Value;

pub const LANGUAGES: [&str; 2] = ["en", "ko"];

/// Checks that run beside each other. Those that fail are mostly waiting.
const PASSING: usize = 7;
const FAILING: usize = 12;

/// A program to be checked.
pub struct Answer {
    /// The check, and what it is told.
    pub check: PathBuf,
    pub arguments: Vec<String>,
    /// As in `exercise-03-solution`.
    pub binary: String,
    /// Where the report is kept: the folder, and the name without a language.
    pub snapshots: PathBuf,
    pub snapshot: String,
}

impl Answer {
    pub fn check(&self, language: &str) -> Output {
        Command::new(&self.check)
            .args(&self.arguments)
            .current_dir(home())
            .env("EX_BINARY", &self.binary)
            .env("EX_LANG", language)
            .env("EX_PATIENCE", "5")
            .output()
            .unwrap()
    }
}

pub fn home() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// What cargo says of everything that it has built, a message each.
pub fn build(arguments: &[String]) -> Vec<Value> {
    let output = Command::new(env!("CARGO"))
        .current_dir(home())
        .args(arguments)
        .arg("--message-format=json-render-diagnostics")
        .output()
        .unwrap();
    let says = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{says}");
    let messages = String::from_utf8(output.stdout).unwrap();
    let messages = messages.lines();
    messages
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// All of them fail, with what their snapshots say, in both languages.
pub fn fail_as_shown(answers: &[Answer]) {
    report(answers, FAILING, 1);
}

/// All of them pass, ten times in a row.
pub fn pass_ten_times(answers: &[Answer]) {
    let results = each(answers, PASSING, |answer| {
        (1..=10).find_map(|time| {
            let output = answer.check("en");
            let says =
                || format!("{}, time {time}:\n{}", answer.binary, printed(&output));
            (!output.status.success()).then(says)
        })
    });
    let failed: Vec<String> = results.into_iter().flatten().collect();
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

/// All of them pass, with what their snapshots say.
#[allow(dead_code, reason = "exercises don't keep it: it is one line")]
pub fn pass_as_shown(answers: &[Answer]) {
    report(answers, PASSING, 0);
}

fn report(answers: &[Answer], at_once: usize, code: i32) {
    let questions = answers
        .iter()
        .flat_map(|answer| LANGUAGES.map(|language| (answer, language)));
    let questions: Vec<(&Answer, &str)> = questions.collect();
    let outputs = each(&questions, at_once, |(answer, language)| {
        answer.check(language)
    });
    for ((answer, language), output) in questions.iter().zip(outputs) {
        let report = printed(&output);
        let binary = &answer.binary;
        assert_eq!(output.status.code(), Some(code), "{binary}:\n{report}");
        let mut settings = Settings::clone_current();
        settings.set_snapshot_path(&answer.snapshots);
        settings.set_omit_expression(true);
        settings.set_prepend_module_to_snapshot(false);
        let name = format!("{}.{language}", answer.snapshot);
        settings.bind(|| insta::assert_snapshot!(name, report));
    }
}

/// A task, and a hint in two parts, in two languages.
pub fn has_task_and_hints(folder: &Path) {
    for (file, parts) in [("TASK", [].as_slice()), ("HINT", &["## 1", "## 2"])] {
        let about = format!("{file} of {}", folder.display());
        let [english, korean] = LANGUAGES.map(|language| {
            let text = fs::read_to_string(folder.join(format!("{file}.{language}.md")));
            let text = text.unwrap_or_else(|error| panic!("{about}: {error}"));
            let headings = text.lines().filter(|line| line.starts_with("##"));
            assert_eq!(headings.collect::<Vec<_>>(), parts, "{about}");
            text
        });
        let hangul = |text: &str| text.chars().any(|c| ('가'..='힣').contains(&c));
        assert!(hangul(&korean), "{about}");
        assert_ne!(english, korean, "{about}");
    }
}

fn printed(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// So many at once, the answers in the order of the questions.
fn each<Q: Sync, A: Send>(
    questions: &[Q],
    at_once: usize,
    answer: impl Fn(&Q) -> A + Sync,
) -> Vec<A> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut answers = Vec::new();
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            let Some(question) = questions.get(number) else {
                return answers;
            };
            answers.push((number, answer(question)));
        }
    };
    let mut answers: Vec<(usize, A)> = thread::scope(|scope| {
        let workers: Vec<_> = (0..at_once).map(|_| scope.spawn(work)).collect();
        let answers = workers.into_iter().map(|worker| worker.join().unwrap());
        answers.flatten().collect()
    });
    answers.sort_by_key(|(number, _)| *number);
    answers.into_iter().map(|(_, answer)| answer).collect()
}
