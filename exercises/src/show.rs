//! Hints, the solution, and how the learner's answer differs from it.

use similar::{ChangeTag, TextDiff};

use crate::course::Course;
use crate::exercise::Exercise;
use crate::say::{BAD, GOOD, TITLE, painted, say, say_in};

pub(crate) fn hint(
    course: &Course,
    wanted: Option<&str>,
    more: bool,
) -> Result<bool, String> {
    let exercise = course.current(wanted)?;
    say_in(TITLE, &exercise.folder);
    say(&format!("\n{}", exercise.hint(course.language, more)?));
    if !more {
        say(&format!(
            "\n{}",
            (course.words.more_hint)(exercise.number())
        ));
    }
    Ok(true)
}

pub(crate) fn solution(
    course: &Course,
    wanted: Option<&str>,
    give_up: bool,
) -> Result<bool, String> {
    let exercise = last_solved_or(course, wanted)?;
    if !may_see(course, &exercise, give_up) {
        return Ok(false);
    }
    say_in(TITLE, &exercise.answer);
    say(&format!("\n{}", exercise.solution()?.trim_end()));
    Ok(true)
}

pub(crate) fn diff(
    course: &Course,
    wanted: Option<&str>,
    give_up: bool,
) -> Result<bool, String> {
    let exercise = last_solved_or(course, wanted)?;
    if !may_see(course, &exercise, give_up) {
        return Ok(false);
    }
    say_in(TITLE, &(course.words.diff_title)(&exercise.folder));
    let (own, ours) = (exercise.learners()?, exercise.solution()?);
    if own == ours {
        say(course.words.no_difference);
    }
    let diff = TextDiff::from_lines(&own, &ours);
    for group in diff.grouped_ops(3) {
        say("");
        for change in group.iter().flat_map(|op| diff.iter_changes(op)) {
            let line = change.value().trim_end_matches('\n');
            say(&match change.tag() {
                ChangeTag::Delete => painted(BAD, &format!("- {line}")),
                ChangeTag::Insert => painted(GOOD, &format!("+ {line}")),
                ChangeTag::Equal => format!("  {line}"),
            });
        }
    }
    Ok(true)
}

/// If you have just solved one, you want to see its solution, not the next one's.
fn last_solved_or(course: &Course, wanted: Option<&str>) -> Result<Exercise, String> {
    let current = course.current(wanted)?;
    if wanted.is_some() || course.progress.has(current.name()) {
        return Ok(current);
    }
    let before = course
        .exercises
        .iter()
        .take_while(|exercise| exercise.folder != current.folder)
        .last();
    match before {
        Some(solved) if current.is_untouched()? => Ok(solved.clone()),
        _ => Ok(current),
    }
}

fn may_see(course: &Course, exercise: &Exercise, give_up: bool) -> bool {
    let may = give_up || course.progress.has(exercise.name());
    if !may {
        say(&(course.words.not_yet)(&exercise.folder, exercise.number()));
    }
    may
}
