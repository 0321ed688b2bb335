//! Builds an exercise with cargo, and shows the learner cargo's own progress and errors.

use std::env;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::course::Course;
use crate::exercise::Exercise;
use crate::say::{QUIET, say_in};

/// What an exercise is built into.
pub(crate) struct Built {
    pub(crate) check: Command,
    pub(crate) program: PathBuf,
}

/// Always builds everything that a check needs: for the program alone, cargo would
/// build some of its dependencies with different features. `None` if something doesn't
/// compile, which cargo has reported.
pub(crate) fn build(
    course: &Course,
    exercise: &Exercise,
) -> Result<Option<Built>, String> {
    if is_first() {
        say_in(QUIET, course.words.first_build);
    }
    let what: &[&str] = match exercise.is_stage() {
        true => &["build", "--package", "stages"],
        false => &["test", "--no-run"],
    };
    let output = cargo(course)
        .args(what)
        .args(["--package", &exercise.package()])
        .arg("--message-format=json-render-diagnostics")
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| format!("cargo: {error}"))?;
    if !output.status.success() {
        return Ok(None);
    }
    let messages = String::from_utf8_lossy(&output.stdout);
    let executable = |name: &str| {
        let mut all = messages.lines().filter_map(|line| executable(line, name));
        all.next()
            .ok_or_else(|| format!("{}: no {name}", exercise.folder))
    };
    let mut check = match exercise.is_stage() {
        true => Command::new(executable("stages")?),
        false => Command::new(executable("check")?),
    };
    if exercise.is_stage() {
        check.arg(exercise.name());
    }
    Ok(Some(Built {
        check,
        program: executable(&exercise.package())?,
    }))
}

/// The cargo that runs us, in the workspace.
fn cargo(course: &Course) -> Command {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or("cargo".into()));
    cargo.current_dir(course.root());
    cargo
}

/// Cargo's target folder: we are in it ourselves.
pub(crate) fn target() -> Option<PathBuf> {
    Some(env::current_exe().ok()?.parent()?.to_path_buf())
}

/// Whether the checks' library, with all its dependencies, has yet to be built.
fn is_first() -> bool {
    let built = target().and_then(|folder| folder.join("deps").read_dir().ok());
    !built.into_iter().flatten().flatten().any(|file| {
        let name = file.file_name();
        name.to_string_lossy().starts_with("libexercise_check-")
    })
}

fn executable(message: &str, name: &str) -> Option<PathBuf> {
    let message: Value = serde_json::from_str(message).ok()?;
    let is_it = message["target"]["name"] == name;
    let file = message["executable"].as_str().filter(|_| is_it)?;
    Some(file.into())
}
