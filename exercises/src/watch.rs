//! Checks again whenever the learner saves, and moves on when something is solved.

use std::fs;
use std::sync::mpsc::channel;
use std::time::{Duration, SystemTime};

use notify_debouncer_mini::new_debouncer;
use notify_debouncer_mini::notify::RecursiveMode;

use crate::check::check_one;
use crate::course::Course;
use crate::exercise::Exercise;
use crate::say::{GOOD, QUIET, clear, say_in};

/// An editor writes a file in several steps.
const SAVING: Duration = Duration::from_millis(100);

pub(crate) fn watch(course: &mut Course, wanted: Option<&str>) -> Result<bool, String> {
    let mut exercise = course.current(wanted)?;
    let (saved, saves) = channel();
    let debouncer = new_debouncer(SAVING, saved);
    let mut debouncer = debouncer.map_err(|error| error.to_string())?;
    let watched = debouncer
        .watcher()
        .watch(&course.home, RecursiveMode::Recursive);
    watched.map_err(|error| error.to_string())?;
    loop {
        let mut checked = saved_at(&exercise);
        if check_one(course, &exercise)? {
            match course.first_unsolved().cloned() {
                Some(next) => exercise = next,
                None => return Ok(true),
            }
            // What was just solved stays on the screen until the next one is begun.
            say_in(GOOD, &(course.words.watch_next)(&exercise.folder));
            checked = saved_at(&exercise);
        }
        say_in(QUIET, course.words.watching);
        // By the file's time: to read it, as a build does, makes an event too. And what
        // was saved during the check needs no event any more.
        while saved_at(&exercise).is_none_or(|saved| Some(saved) == checked) {
            if saves.recv().is_err() {
                return Ok(false);
            }
        }
        clear();
    }
}

/// `None` in the moment in which an editor puts a new file in the old one's place.
fn saved_at(exercise: &Exercise) -> Option<SystemTime> {
    let file = fs::metadata(exercise.source());
    file.and_then(|file| file.modified()).ok()
}
