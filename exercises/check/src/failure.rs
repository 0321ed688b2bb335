//! What a learner reads when something is missing.

use std::any::Any;

use crate::lines::aligned;
use crate::words::{NOT_STARTED, Say, Words};

/// How a part of a check ended.
pub type Outcome = Result<(), Box<Failure>>;

/// What was expected, what came, and what the program itself said.
#[derive(Debug, Default)]
pub struct Failure {
    pub(crate) say: Option<Say>,
    pub(crate) missing: Vec<String>,
    pub(crate) unexpected: Vec<String>,
    pub(crate) panicked: bool,
    pub(crate) too_long: bool,
    /// What the harness says of it, in English.
    pub(crate) stopped: Option<String>,
    pub(crate) came: String,
    pub(crate) stderr: Vec<String>,
}

impl Failure {
    /// The server did not get as far as its address.
    pub(crate) fn at_start(panic: &Box<dyn Any + Send>, stderr: Vec<String>) -> Self {
        let message = message(panic);
        let (stopped, came) = match message.split_once('\n') {
            Some((first, rest)) => (first.to_owned(), rest.to_owned()),
            None => (message, String::new()),
        };
        Self {
            say: Some(NOT_STARTED),
            stopped: Some(stopped),
            came,
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
        if self.panicked {
            text += &format!("  {}\n", words.panicked);
        }
        if self.too_long {
            text += &format!("  {}\n", words.too_long);
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
        text += &part(words.came, or_nothing(self.came.lines(), words));
        let stderr = self.stderr.iter().map(String::as_str);
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

fn or_nothing<'t>(lines: impl Iterator<Item = &'t str>, words: &Words) -> Vec<&'t str> {
    let lines: Vec<&str> = lines.collect();
    match lines.is_empty() {
        true => vec![words.nothing],
        false => lines,
    }
}

pub(crate) fn message(panic: &Box<dyn Any + Send>) -> String {
    let text = panic.downcast_ref::<String>().cloned();
    let text = text.or_else(|| panic.downcast_ref::<&str>().map(|it| (*it).to_owned()));
    text.unwrap_or_default()
}
