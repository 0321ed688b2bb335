//! Plays a step's scene before the learner's own server: `stages step-03`.

mod step_01;

use std::env;
use std::process::ExitCode;

fn main() -> ExitCode {
    let stage = env::args().nth(1).unwrap_or_default();
    match stage.as_str() {
        "step-01" => exercise_check::scene(&learners(), step_01::play),
        _ => {
            eprintln!("{stage}: no such stage");
            ExitCode::from(2)
        }
    }
}

/// The learner's server: cargo puts it beside this program.
fn learners() -> String {
    let ours = env::current_exe().unwrap_or_default();
    let file = format!("mine{}", env::consts::EXE_SUFFIX);
    ours.with_file_name(file).to_string_lossy().into_owned()
}
