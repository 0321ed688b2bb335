//! `cargo ex`: checks the learner's own server and the exercises, one after another.

mod build;
mod check;
mod cli;
mod course;
mod doctor;
mod exercise;
mod list;
mod needs;
mod progress;
mod reset;
mod run;
mod say;
mod show;
mod watch;
mod words;

use std::process::ExitCode;

use crate::cli::Command;
use crate::course::Course;
use crate::say::complain;

fn main() -> ExitCode {
    let (language, command) = cli::read();
    let done = Course::open(language).and_then(|mut course| obey(&mut course, command));
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(problem) => {
            complain(&problem);
            ExitCode::FAILURE
        }
    }
}

/// `false` means exit code 1, without another word.
fn obey(course: &mut Course, command: Command) -> Result<bool, String> {
    match command {
        Command::Check { exercise } => check::check(course, exercise.as_deref()),
        Command::Watch { exercise } => watch::watch(course, exercise.as_deref()),
        Command::List => list::list(course),
        Command::Hint { exercise, more } => show::hint(course, exercise.as_deref(), more),
        Command::Solution { exercise, give_up } => {
            show::solution(course, exercise.as_deref(), give_up)
        }
        Command::Diff { exercise, give_up } => {
            show::diff(course, exercise.as_deref(), give_up)
        }
        Command::Reset { exercise } => reset::reset(course, exercise.as_deref()),
        Command::CatchUp { stage } => reset::catch_up(course, stage.as_deref()),
        Command::Run {
            exercise,
            arguments,
        } => run::run(course, exercise.as_deref(), &arguments),
        Command::Doctor => Ok(doctor::doctor(course)),
    }
}
