//! A transcript: one action after another, each with everything it caused.

use std::convert::Infallible;
use std::fmt::{self, Display, Formatter};
use std::str::FromStr;

use crate::Happening;

/// Everything that was seen in a scene.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Transcript(pub Vec<Action>);

/// What someone did, and everything that happened because of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Action {
    /// For example, `A sends "안녕하세요"`.
    pub title: String,
    /// In the order of the transcript.
    pub happenings: Vec<Happening>,
}

impl Action {
    /// Sorts what happened into the order in which it is shown. What one side saw stays
    /// in its order.
    pub fn sort(&mut self) {
        self.happenings
            .sort_by(|one, other| one.place().cmp(&other.place()));
    }

    /// Who connects to which server here, if it doesn't go without saying: `B` and
    /// `server2`, from the title `B connects to server2 with {"after":1}`.
    #[must_use]
    pub fn connection(&self) -> Option<(&str, &str)> {
        let (who, to) = self.title.split_once(" connects to ")?;
        Some((who, to.split(' ').next().unwrap_or(to)))
    }
}

impl Display for Transcript {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|action| action.fmt(f))
    }
}

impl Display for Action {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.title)?;
        let mut happenings = self.happenings.iter();
        happenings.try_for_each(|happening| writeln!(f, "  {happening}"))
    }
}

impl FromStr for Transcript {
    type Err = Infallible;

    /// A line that neither starts an action nor describes a happening is left out: not
    /// every recording is a transcript.
    fn from_str(text: &str) -> Result<Self, Infallible> {
        let mut actions: Vec<Action> = Vec::new();
        for line in text.lines() {
            match line.strip_prefix("  ") {
                None => actions.push(Action {
                    title: line.to_owned(),
                    happenings: Vec::new(),
                }),
                Some(line) => {
                    if let (Some(action), Ok(happening)) =
                        (actions.last_mut(), line.parse())
                    {
                        action.happenings.push(happening);
                    }
                }
            }
        }
        Ok(Self(actions))
    }
}
