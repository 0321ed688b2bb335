//! What a learner reads when something is missing.

use std::any::Any;
use std::time::Duration;

use crate::lines::aligned;
use crate::signs::Sign;
use crate::words::{NOT_STARTED, Say, Words};

/// How `transcript` starts its panic message if a server hasn't printed its address;
/// the rest of the message is the transcript.
const NEVER_SAID: &str = "It never said where it listens:\n";

/// How long `transcript` waits for the address of a running server. If the server ends,
/// it notices at once.
const WAITED: Duration = Duration::from_secs(10);

/// How a part of a check ended.
pub type Outcome = Result<(), Box<Failure>>;

/// What was expected, what came, and what the program itself said.
#[derive(Debug, Default)]
pub struct Failure {
    pub(crate) say: Option<Say>,
    pub(crate) missing: Vec<String>,
    pub(crate) unexpected: Vec<String>,
    pub(crate) signs: Vec<Sign>,
    /// What the harness says about it, in English.
    pub(crate) stopped: Option<String>,
    pub(crate) came: String,
    pub(crate) stderr: Vec<String>,
}

impl Failure {
    /// The server didn't print its address in all this time.
    pub(crate) fn at_start(
        panic: &Box<dyn Any + Send>,
        took: Duration,
        panicked: bool,
        stderr: Vec<String>,
    ) -> Self {
        let message = message(panic);
        let came = message.strip_prefix(NEVER_SAID);
        let mut signs = Vec::new();
        if came.is_some() {
            signs.push(match took < WAITED {
                true => Sign::EndedAtStart,
                false => Sign::Silent,
            });
        }
        signs.extend(panicked.then_some(Sign::Panicked));
        signs.extend(Sign::on_stderr(&stderr));
        Self {
            say: Some(NOT_STARTED),
            signs,
            stopped: came.is_none().then(|| message.clone()),
            came: came.unwrap_or_default().to_owned(),
            stderr,
            ..Self::default()
        }
    }

    /// The check itself went wrong.
    pub(crate) fn of_the_check(panic: &Box<dyn Any + Send>) -> Self {
        Self {
            stopped: Some(message(panic)),
            ..Self::default()
        }
    }

    pub(crate) fn text(&self, words: &Words) -> String {
        let mut text = String::new();
        if let Some(say) = self.say {
            text += &format!("✗ {}\n", words.say(say));
        }
        for sign in &self.signs {
            text += &format!("  {}\n", words.sign(*sign));
        }
        if let Some(stopped) = &self.stopped {
            text += &part(words.stopped, [stopped.as_str()]);
        }
        if !self.missing.is_empty() {
            text += &part(words.missing, self.missing.iter().map(|line| aligned(line)));
        }
        if !self.unexpected.is_empty() {
            text += &part(words.unexpected, &self.unexpected);
        }
        let came = self.came.lines().map(|line| words.title(line));
        text += &part(words.came, or_nothing(came, words));
        let stderr = self.stderr.iter().cloned();
        text += &part(words.stderr, or_nothing(stderr, words));
        text
    }
}

fn part(title: &str, lines: impl IntoIterator<Item: AsRef<str>>) -> String {
    let mut text = format!("\n{title}\n");
    for line in lines {
        text += &format!("  {}\n", line.as_ref());
    }
    text
}

fn or_nothing(lines: impl Iterator<Item = String>, words: &Words) -> Vec<String> {
    let lines: Vec<String> = lines.collect();
    match lines.is_empty() {
        true => vec![words.nothing.to_owned()],
        false => lines,
    }
}

pub(crate) fn message(panic: &Box<dyn Any + Send>) -> String {
    let text = panic.downcast_ref::<String>().cloned();
    let text = text.or_else(|| panic.downcast_ref::<&str>().map(|it| (*it).to_owned()));
    text.unwrap_or_default()
}
