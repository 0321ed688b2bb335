//! Checks again whenever the learner saves, and moves on when something is solved.

use std::fs;
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, SystemTime};

use notify_debouncer_mini::new_debouncer;
use notify_debouncer_mini::notify::RecursiveMode;

use crate::check::check_one;
use crate::course::Course;
use crate::exercise::Exercise;
use crate::say::{GOOD, QUIET, clear, say_in};

/// Editors write a file in several steps.
const SAVING: Duration = Duration::from_millis(100);

/// How often to look at the file, with or without an event.
const GLANCE: Duration = Duration::from_secs(1);

pub(crate) fn watch(course: &mut Course, wanted: Option<&str>) -> Result<bool, String> {
    let mut exercise = course.current(wanted)?;
    let root = course.root().to_owned();
    let saved_at = |exercise: &Exercise| saved_at(&root.join(&exercise.source));
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
            match course.next(&exercise, wanted.is_some()).cloned() {
                Some(next) => exercise = next,
                None => {
                    say_in(GOOD, course.words.all_solved);
                    return Ok(true);
                }
            }
            // What was just solved stays on the screen until the next one is started.
            let next = (course.words.watch_next)(&exercise.folder, &exercise.source);
            say_in(GOOD, &next);
            checked = saved_at(&exercise);
        }
        say_in(QUIET, course.words.watching);
        let file = course.root().join(&exercise.source);
        if !is_saved_again(&file, checked, &saves) {
            return Ok(false);
        }
        clear();
    }
}

/// Waits until the file is newer than the version that was checked; `false` if no event
/// can come anymore.
///
/// It compares the file's time: merely reading it, as a build does, causes an event
/// too, and a file saved during the check needs no other event. It also looks once a
/// second, because some file systems (WSL's `/mnt/c`, NFS) never send events.
fn is_saved_again<T>(
    file: &Path,
    checked: Option<SystemTime>,
    saves: &Receiver<T>,
) -> bool {
    while saved_at(file).is_none_or(|saved| Some(saved) == checked) {
        if let Err(RecvTimeoutError::Disconnected) = saves.recv_timeout(GLANCE) {
            return false;
        }
    }
    true
}

/// `None` while an editor is replacing the old file with a new one.
fn saved_at(file: &Path) -> Option<SystemTime> {
    fs::metadata(file).and_then(|file| file.modified()).ok()
}

#[cfg(test)]
mod tests {
    use std::fs::{self, File};
    use std::sync::mpsc::channel;
    use std::thread;
    use std::time::{Duration, SystemTime};

    use super::{is_saved_again, saved_at};

    #[test]
    fn a_save_without_an_event_is_noticed_within_seconds() {
        let file = std::env::temp_dir().join(format!("watch-{}.rs", std::process::id()));
        fs::write(&file, "before").expect("a temporary file");
        let checked = saved_at(&file);
        let (no_event, saves) = channel::<()>();
        let saved = file.clone();
        let learner = thread::spawn(move || {
            let later = SystemTime::now() + Duration::from_secs(5);
            let file = File::options().write(true).open(saved).expect("the file");
            file.set_modified(later).expect("a later time");
        });
        assert!(is_saved_again(&file, checked, &saves));
        learner.join().expect("saved");

        drop(no_event);
        assert!(!is_saved_again(&file, saved_at(&file), &saves));
        fs::remove_file(file).expect("it is there");
    }
}
