//! A program that isn't a server: it prints something and ends.

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use tokio::io::AsyncReadExt;
use tokio::process::Command;
use tokio::time::timeout;

use crate::failure::{Failure, Outcome};
use crate::lines::match_up;
use crate::signs::Sign;
use crate::stderr::Stderr;
use crate::words::Say;

const PATIENCE: Duration = Duration::from_secs(10);

/// The program being checked; each `runs` starts it again.
pub struct Console {
    program: String,
    number: String,
}

impl Console {
    pub(crate) fn new(program: String, learners: &str) -> Self {
        let package = Path::new(learners).file_stem().unwrap_or_default();
        let package = package.to_string_lossy();
        let number = package.trim_start_matches("exercise-").to_owned();
        Self { program, number }
    }

    /// Runs it with these arguments, and checks that it prints all of these lines, each
    /// in full or up to a `…`.
    pub async fn runs<const A: usize, const N: usize>(
        &self,
        arguments: [&str; A],
        lines: [&str; N],
        say: Say,
    ) -> Outcome {
        let mut command = Command::new(&self.program);
        command.args(arguments).env("RUST_BACKTRACE", "0");
        command.stdin(Stdio::null()).kill_on_drop(true);
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut running = command
            .spawn()
            .unwrap_or_else(|error| panic!("{}: {error}", self.program));
        let (errors, stderr) = Stderr::new();
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let too_long = {
            let printed = running.stdout.as_mut().expect("it is piped");
            let complained = running.stderr.as_mut().expect("it is piped");
            let all = async {
                tokio::try_join!(
                    printed.read_to_end(&mut out),
                    complained.read_to_end(&mut err)
                )
            };
            timeout(PATIENCE, all).await.is_err()
        };
        for line in String::from_utf8_lossy(&err).lines() {
            errors.send(line.to_owned()).expect("`stderr` is here");
        }
        let came = String::from_utf8_lossy(&out);
        let printed: Vec<String> = came.lines().map(str::to_owned).collect();
        let (missing, _) = match_up(&lines.map(str::to_owned), &printed);
        let panicked = stderr.panicked();
        if missing.is_empty() && !panicked && !too_long {
            return Ok(());
        }
        let mut signs = Vec::new();
        signs.extend(panicked.then_some(Sign::Panicked));
        signs.extend(too_long.then_some(Sign::TooLong));
        Err(Box::new(Failure {
            say: Some(say),
            missing,
            signs,
            came: format!("{}\n{came}", self.typed(&arguments)),
            stderr: stderr.lines(),
            ..Failure::default()
        }))
    }

    /// What the learner would type to see the same.
    fn typed(&self, arguments: &[&str]) -> String {
        let mut typed = format!("cargo ex run {}", self.number);
        if !arguments.is_empty() {
            typed += &format!(" -- {}", arguments.join(" "));
        }
        typed
    }
}

#[cfg(test)]
mod tests {
    use super::Console;
    use crate::words::Say;

    const SAY: Say = Say {
        en: "It says its name.",
        ko: "이름을 말해요.",
    };

    #[tokio::test]
    async fn every_expected_line_has_to_be_printed() {
        let cargo = Console::new(env!("CARGO").to_owned(), "bin/exercise-01");
        assert!(cargo.runs(["--version"], ["cargo …"], SAY).await.is_ok());
        let failure = cargo.runs(["--version"], ["npm …"], SAY).await.unwrap_err();
        assert_eq!(failure.missing, ["npm …"]);
        let came = "cargo ex run 01 -- --version\ncargo ";
        assert!(failure.came.starts_with(came), "{}", failure.came);
    }
}
