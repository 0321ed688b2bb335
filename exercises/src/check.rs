//! Checks an exercise and says what to do next.

use std::process::Stdio;

use exercise_language::VARIABLE;

use crate::build::build;
use crate::course::Course;
use crate::exercise::Exercise;
use crate::needs::missing;
use crate::say::{BAD, GOOD, QUIET, TITLE, painted, say, say_in};

pub(crate) fn check(course: &mut Course, wanted: Option<&str>) -> Result<bool, String> {
    if wanted.is_none() && course.to_do().is_none() {
        say_in(GOOD, course.words.all_solved);
        return Ok(true);
    }
    let exercise = course.current(wanted)?;
    let passed = check_one(course, &exercise)?;
    if passed {
        if exercise.is_stage() && course.server_is_done() {
            say_in(GOOD, course.words.server_is_done);
        }
        match course.next(&exercise, wanted.is_some()) {
            Some(next) => say(&(course.words.next)(&next.folder, next.number())),
            None => say_in(GOOD, course.words.all_solved),
        }
    }
    Ok(passed)
}

/// Returns whether it is solved now.
pub(crate) fn check_one(
    course: &mut Course,
    exercise: &Exercise,
) -> Result<bool, String> {
    let words = course.words;
    say_in(TITLE, &exercise.folder);
    if exercise.is_untouched()? {
        say(&format!("\n{}\n", exercise.task(course.language)?));
    }
    if let Some(missing) = missing(course, exercise) {
        say_in(BAD, &format!("\n✗ {missing}"));
        return Ok(false);
    }
    let Some(mut built) = build(course, exercise)? else {
        say_in(BAD, &format!("\n✗ {}", words.does_not_compile));
        say(&(words.where_to_write)(&exercise.source));
        say_in(QUIET, &(words.how_to_go_on)(exercise.number()));
        return Ok(false);
    };
    let output = built
        .check
        .current_dir(course.root())
        .env(VARIABLE, course.language.code())
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| format!("{}: {error}", exercise.folder))?;
    let passed = output.status.success();
    show(&String::from_utf8_lossy(&output.stdout), passed);
    if passed {
        course.progress.solve(exercise.name())?;
        say(&(words.solved)(exercise.number()));
    } else {
        say(&(words.where_to_write)(&exercise.source));
        let (task, chapter) = (
            exercise.task_file(course.language),
            exercise.chapter(course.language)?,
        );
        let address = exercise.address(course.language);
        say_in(QUIET, &(words.where_to_look)(&task, &chapter, &address));
        say_in(QUIET, &(words.how_to_go_on)(exercise.number()));
    }
    Ok(passed)
}

/// Shows the report, with its first line in green or red.
fn show(report: &str, passed: bool) {
    let style = if passed { GOOD } else { BAD };
    let (first, rest) = report.split_once('\n').unwrap_or((report, ""));
    say(&format!("\n{}\n{rest}", painted(style, first)));
}
