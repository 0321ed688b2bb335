//! Plays a scene against a learner's program and says in words what is missing.
//!
//! An exercise's `tests/check.rs` is a separate program (`harness = false`), so that
//! learners read our words, and nothing from the test runner:
//!
//! ```ignore
//! fn main() -> ExitCode {
//!     exercise_check::scene(env!("CARGO_BIN_EXE_exercise-03"), play)
//! }
//!
//! async fn play(play: &mut Play) -> Outcome {
//!     play.connects("A")
//!         .brings(
//!             [r#"A on message: "Hello! 1""#],
//!             Say {
//!                 en: "The first to connect is greeted with `Hello! 1`.",
//!                 ko: "맨 처음 접속한 소켓은 `Hello! 1`이라는 인사를 받아요.",
//!             },
//!         )
//!         .await
//! }
//! ```

mod console;
mod failure;
mod lines;
mod newcomer;
mod play;
mod program;
mod signs;
mod stderr;
mod story;
mod words;

use std::future::Future;
use std::panic::{AssertUnwindSafe, set_hook};
use std::process::ExitCode;

use exercise_language::Language;
use futures_util::FutureExt;
use tokio::runtime::Runtime;

pub use console::Console;
pub use failure::{Failure, Outcome};
pub use newcomer::first_event;
pub use play::{Deed, Play};
pub use program::chosen;
pub use transcript::{Event, Handshake, Light, Postgres};
pub use words::Say;

/// Plays against a server. `learners` is the learner's binary; `EX_BINARY` names
/// another one beside it, such as `exercise-03-solution`.
pub fn scene(learners: &str, play: impl AsyncFnOnce(&mut Play) -> Outcome) -> ExitCode {
    let program = chosen(learners);
    report(async {
        let mut stage = Play::open(&program).await?;
        play(&mut stage).await
    })
}

/// Plays against two servers, `server` and `server2`, that share a database: `learners`,
/// started twice.
pub fn two_servers(
    learners: &str,
    database: &str,
    play: impl AsyncFnOnce(&mut Play) -> Outcome,
) -> ExitCode {
    let program = chosen(learners);
    report(async {
        let mut stage = Play::open_two(&program, database).await?;
        play(&mut stage).await
    })
}

/// Says why there is nothing to play with.
pub fn cannot(say: Say, why: &str) -> ExitCode {
    println!(
        "✗ {}\n  {why}",
        words::of(Language::of_the_learner()).say(say)
    );
    ExitCode::FAILURE
}

/// Runs a program that isn't a server and ends by itself; `learners` is the same as for
/// [`scene`].
pub fn console(learners: &str, look: impl AsyncFnOnce(&Console) -> Outcome) -> ExitCode {
    let program = chosen(learners);
    report(async { look(&Console::new(program, learners)).await })
}

/// Prints the result; exit code 1 means that something is missing.
fn report(play: impl Future<Output = Outcome>) -> ExitCode {
    let words = words::of(Language::of_the_learner());
    // What the harness has to say goes into the report, and nowhere else.
    set_hook(Box::new(|_| {}));
    let runtime = Runtime::new().expect("threads to run on");
    let outcome = runtime.block_on(AssertUnwindSafe(play).catch_unwind());
    let outcome =
        outcome.unwrap_or_else(|panic| Err(Failure::of_the_check(&panic).into()));
    match outcome {
        Ok(()) => {
            println!("✓ {}", words.passed);
            ExitCode::SUCCESS
        }
        Err(failure) => {
            print!("{}", failure.text(words));
            ExitCode::FAILURE
        }
    }
}
