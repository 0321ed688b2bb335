//! All stages and exercises with their chapters and minutes, and a progress bar.

use crate::course::Course;
use crate::exercise::Exercise;
use crate::say::{GOOD, QUIET, TITLE, painted, say};

const BAR: usize = 26;

pub(crate) fn list(course: &Course) -> Result<bool, String> {
    let next = course.to_do().map(|exercise| &exercise.folder);
    let is_solved = |exercise: &Exercise| course.progress.has(exercise.name());
    let mut chapter = String::new();
    for exercise in &course.exercises {
        let its_chapter = exercise.chapter(course.language)?;
        if its_chapter != chapter {
            say(&painted(QUIET, &format!("\n{its_chapter}")));
            chapter = its_chapter;
        }
        let name = match exercise.is_stage() {
            true => (course.words.stage)(&exercise.folder),
            false => exercise.folder.clone(),
        };
        let minutes = exercise.minutes()?.map(course.words.minutes);
        let minutes = painted(QUIET, &format!("  {}", minutes.unwrap_or_default()));
        say(&match is_solved(exercise) {
            true => format!("{} {name}{minutes}", painted(GOOD, "✓")),
            false if next == Some(&exercise.folder) => {
                format!("{} {}{minutes}", painted(TITLE, "→"), painted(TITLE, &name))
            }
            false => format!("  {name}{minutes}"),
        });
    }
    let all = course.exercises.len();
    let solved = course.exercises.iter().filter(|it| is_solved(it)).count();
    let full = BAR * solved / all.max(1);
    let bar = painted(GOOD, &"█".repeat(full)) + &"░".repeat(BAR - full);
    say(&format!(
        "\n{bar} {}",
        (course.words.solved_of)(solved, all)
    ));
    Ok(true)
}
