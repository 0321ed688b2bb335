//! Runs the learner's program as it is.

use std::process::Command;

use crate::build::build;
use crate::course::Course;

pub(crate) fn run(
    course: &Course,
    wanted: Option<&str>,
    arguments: &[String],
) -> Result<bool, String> {
    let exercise = course.current(wanted)?;
    let Some(built) = build(course, &exercise)? else {
        return Ok(false);
    };
    let status = Command::new(&built.program)
        .current_dir(course.root())
        .args(arguments)
        .status()
        .map_err(|error| format!("{}: {error}", built.program.display()))?;
    Ok(status.success())
}
