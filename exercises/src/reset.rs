//! Begins an exercise anew, and keeps what the learner had.

use std::fs;

use crate::course::Course;
use crate::say::say;

pub(crate) fn reset(course: &mut Course, wanted: Option<&str>) -> Result<bool, String> {
    let exercise = course.current(wanted)?;
    if exercise.is_untouched()? {
        say(&(course.words.nothing_to_reset)(&exercise.folder));
        return Ok(true);
    }
    let kept = course.home.join(".kept");
    let problem = |error| format!("{}: {error}", kept.display());
    fs::create_dir_all(&kept).map_err(problem)?;
    let mut names = (1..).map(|number| format!("{}.{number}.rs", exercise.name()));
    let name = names.find(|name| !kept.join(name).exists());
    let name = name.unwrap_or_default();
    fs::copy(exercise.source(), kept.join(&name)).map_err(problem)?;
    let starter = exercise.starter()?;
    fs::write(exercise.source(), starter)
        .map_err(|error| format!("{}: {error}", exercise.source().display()))?;
    course.progress.forget(exercise.name())?;
    let kept = format!("exercises/.kept/{name}");
    say(&(course.words.reset)(&exercise.folder, &kept));
    Ok(true)
}
