//! All exercises, and a bar that says how many are solved.

use crate::course::Course;
use crate::say::{GOOD, TITLE, painted, say};

const BAR: usize = 26;

pub(crate) fn list(course: &Course) -> bool {
    let next = course.first_unsolved().map(|exercise| &exercise.folder);
    for exercise in &course.exercises {
        let folder = &exercise.folder;
        say(&match course.progress.has(exercise.name()) {
            true => format!("{} {folder}", painted(GOOD, "✓")),
            false if next == Some(folder) => {
                format!("{} {}", painted(TITLE, "→"), painted(TITLE, folder))
            }
            false => format!("  {folder}"),
        });
    }
    let all = course.exercises.len();
    let is_solved = |exercise: &&_| {
        course
            .progress
            .has(crate::exercise::Exercise::name(exercise))
    };
    let solved = course.exercises.iter().filter(is_solved).count();
    let full = BAR * solved / all.max(1);
    let bar = painted(GOOD, &"█".repeat(full)) + &"░".repeat(BAR - full);
    say(&format!(
        "\n{bar} {}",
        (course.words.solved_of)(solved, all)
    ));
    true
}
