//! Starts an exercise over, or puts a working stage in place, and keeps what the
//! learner had.

use std::fs;

use crate::course::Course;
use crate::exercise::Exercise;
use crate::say::say;

pub(crate) fn reset(course: &mut Course, wanted: Option<&str>) -> Result<bool, String> {
    let exercise = course.current(wanted)?;
    if exercise.is_untouched()? {
        say(&(course.words.nothing_to_reset)(&exercise.folder));
        return Ok(true);
    }
    let kept = start_over(course, &exercise)?;
    course.progress.forget(exercise.name())?;
    say(&(course.words.reset)(&exercise.folder, &kept));
    Ok(true)
}

/// Makes a stage ready to begin: the ones before it count as done.
pub(crate) fn catch_up(
    course: &mut Course,
    wanted: Option<&str>,
) -> Result<bool, String> {
    let stage = course.named(wanted.unwrap_or(crate::exercise::SERVER))?;
    if !stage.is_stage() {
        return Err((course.words.no_stage)(&stage.folder));
    }
    let kept = match stage.is_untouched()? {
        true => None,
        false => Some(start_over(course, &stage)?),
    };
    let stages = course.exercises.iter().filter(|it| it.is_stage());
    let before = stages.take_while(|it| it.folder != stage.folder);
    for name in before.map(|it| it.name().to_owned()).collect::<Vec<_>>() {
        course.progress.solve(&name)?;
    }
    say(&(course.words.caught_up)(&stage.folder, &stage.source));
    if let Some(kept) = kept {
        say(&(course.words.kept)(&kept));
    }
    Ok(true)
}

/// Returns where the learner's file was moved.
fn start_over(course: &Course, exercise: &Exercise) -> Result<String, String> {
    let kept = course.home.join(".kept");
    let problem = |error| format!("{}: {error}", kept.display());
    fs::create_dir_all(&kept).map_err(problem)?;
    let mut names = (1..).map(|number| format!("{}.{number}.rs", exercise.name()));
    let name = names.find(|name| !kept.join(name).exists());
    let name = name.unwrap_or_default();
    let source = course.root().join(&exercise.source);
    fs::copy(&source, kept.join(&name)).map_err(problem)?;
    fs::write(&source, exercise.starter()?)
        .map_err(|error| format!("{}: {error}", exercise.source))?;
    Ok(format!("exercises/.kept/{name}"))
}
