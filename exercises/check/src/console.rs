//! A program that is no server: it prints something and ends.

use std::process::Stdio;
use std::time::Duration;

use tokio::process::Command;
use tokio::time::timeout;

use crate::failure::{Failure, Outcome};
use crate::stderr::Stderr;
use crate::story::compare;
use crate::words::Say;

const PATIENCE: Duration = Duration::from_secs(10);

/// The program that is checked; each `runs` starts it anew.
pub struct Console {
    program: String,
}

impl Console {
    pub(crate) fn new(program: String) -> Self {
        Self { program }
    }

    /// Runs it with these arguments, and looks whether it prints all of these lines,
    /// each in full or up to a `…`.
    pub async fn runs<const A: usize, const N: usize>(
        &self,
        arguments: [&str; A],
        lines: [&str; N],
        say: Say,
    ) -> Outcome {
        let running = Command::new(&self.program)
            .args(arguments)
            .env("RUST_BACKTRACE", "0")
            .stdin(Stdio::null())
            .kill_on_drop(true)
            .output();
        let Ok(ended) = timeout(PATIENCE, running).await else {
            return Err(Box::new(Failure {
                say: Some(say),
                too_long: true,
                ..Failure::default()
            }));
        };
        let output = ended.unwrap_or_else(|error| panic!("{}: {error}", self.program));
        let (errors, stderr) = Stderr::new();
        for line in String::from_utf8_lossy(&output.stderr).lines() {
            errors.send(line.to_owned()).expect("`stderr` is here");
        }
        let came = String::from_utf8_lossy(&output.stdout).into_owned();
        let printed: Vec<String> = came.lines().map(str::to_owned).collect();
        let (missing, _) = compare(&lines.map(str::to_owned), &printed);
        let panicked = stderr.panicked();
        if missing.is_empty() && !panicked {
            return Ok(());
        }
        Err(Box::new(Failure {
            say: Some(say),
            missing,
            panicked,
            came,
            stderr: stderr.lines(),
            ..Failure::default()
        }))
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
    async fn every_line_that_is_asked_for_has_to_be_printed() {
        let cargo = Console::new(env!("CARGO").to_owned());
        assert!(cargo.runs(["--version"], ["cargo …"], SAY).await.is_ok());
        let failure = cargo.runs(["--version"], ["npm …"], SAY).await.unwrap_err();
        assert_eq!(failure.missing, ["npm …"]);
        assert!(failure.came.starts_with("cargo "), "{}", failure.came);
    }
}
