//! Plays a step's scene before the learner's own server: `stages step-03`.

mod database;
mod door;
mod http;
mod lesson;
mod listener;
mod shop;
mod step_01;
mod step_02;
mod step_03;
mod step_04;
mod step_05;
mod step_06;
mod step_07;
mod step_08;
mod step_09;

use std::env;
use std::process::ExitCode;

use exercise_check::scene;

fn main() -> ExitCode {
    let (stage, mine) = (env::args().nth(1).unwrap_or_default(), learners());
    match stage.as_str() {
        "step-01" => scene(&mine, step_01::play),
        "step-02" => scene(&mine, step_02::play),
        "step-03" => scene(&mine, step_03::play),
        "step-04" => scene(&mine, step_04::play),
        "step-05" => scene(&mine, step_05::play),
        "step-06" => scene(&mine, step_06::play),
        "step-07" => scene(&mine, step_07::play),
        "step-08" => scene(&mine, step_08::play),
        "step-09" => step_09::check(&mine),
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
