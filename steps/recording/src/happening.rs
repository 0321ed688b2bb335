//! One thing that happened, and its line in a transcript.

use std::fmt::{self, Display, Formatter};
use std::str::FromStr;

use crate::Packet;

/// Who saw what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happening {
    /// `server`, `server2`, or a client by its name.
    pub who: String,
    /// What kind of thing it was.
    pub kind: Kind,
    /// The rest of its line, after the name and the arrow.
    pub text: String,
}

/// What a line describes, in the order in which a transcript shows them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A line on a server's console.
    Console,
    /// An HTTP request with its answer: `POST /messages "…" → 204`.
    Http,
    /// A packet from the client to the server.
    Out,
    /// A packet from the server to the client.
    In,
    /// What the client's program received: `on message: "Hello!"`.
    Event,
}

/// A line that doesn't describe anything that happened.
#[derive(Debug, PartialEq, Eq)]
pub struct NoHappening;

impl Happening {
    /// Its place within an action: each server's console first, then HTTP answers, then
    /// the clients by name, each starting with what opened its connection. An
    /// acknowledgement comes after the events that arrived with it.
    #[must_use]
    pub fn place(&self) -> (bool, bool, &str, bool, Kind, bool) {
        let Self { who, kind, text } = self;
        let opens = *kind == Kind::In && text.starts_with('0');
        let answers = match kind {
            Kind::In => text.starts_with("43"),
            Kind::Event => text.starts_with("on acknowledgement"),
            Kind::Console | Kind::Http | Kind::Out => false,
        };
        (
            *kind != Kind::Console,
            *kind != Kind::Http,
            who,
            !opens,
            *kind,
            answers,
        )
    }

    /// The packet on this line, if there is one.
    #[must_use]
    pub fn packet(&self) -> Option<Packet> {
        match self.kind {
            Kind::Out | Kind::In => self.text.parse().ok(),
            Kind::Console | Kind::Http | Kind::Event => None,
        }
    }
}

/// Whether someone in a transcript is a server: the first is `server`, another `server2`.
#[must_use]
pub fn is_server(who: &str) -> bool {
    who.starts_with("server")
}

/// The column where the text of a line without an arrow starts.
const TEXT_AT: usize = 9;

impl Display for Happening {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Self { who, kind, text } = self;
        match kind {
            Kind::Out => write!(f, "{who:<2} →     {text}"),
            Kind::In => write!(f, "{who:<2} ←     {text}"),
            Kind::Console | Kind::Http | Kind::Event => write!(f, "{who:<8} {text}"),
        }
    }
}

impl FromStr for Happening {
    type Err = NoHappening;

    /// Also accepts fewer spaces between its parts. A server's own indentation is kept.
    fn from_str(line: &str) -> Result<Self, NoHappening> {
        let (who, mut rest) = line.trim_start().split_once(' ').ok_or(NoHappening)?;
        for _ in who.chars().count()..TEXT_AT - 1 {
            rest = rest.strip_prefix(' ').unwrap_or(rest);
        }
        let told = rest.trim_start();
        let (kind, text) = match told.chars().next() {
            None => return Err(NoHappening),
            Some(_) if is_server(who) => (Kind::Console, rest),
            Some('→') => (Kind::Out, told.trim_start_matches('→').trim_start()),
            Some('←') => (Kind::In, told.trim_start_matches('←').trim_start()),
            Some(_) if told.starts_with("on ") => (Kind::Event, told),
            Some(_) => (Kind::Http, told),
        };
        Ok(Self {
            who: who.to_owned(),
            kind,
            text: text.to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Happening, Kind, NoHappening};

    #[test]
    fn every_kind_of_line_is_written_the_way_it_was_read() {
        for (line, kind) in [
            ("server   콜라", Kind::Console),
            ("server2  콜라", Kind::Console),
            ("C        POST /messages \"콜라\" → 204", Kind::Http),
            ("A  →     40", Kind::Out),
            ("A  ←     42[\"message\",\"콜라\"]", Kind::In),
            ("A        on message: \"콜라\"", Kind::Event),
            ("server     \"indented\": 1", Kind::Console),
        ] {
            let happening: Happening = line.parse().expect(line);
            assert_eq!(happening.kind, kind, "{line}");
            assert_eq!(happening.to_string(), line);
            if !line.contains("indented") {
                let single: Vec<&str> = line.split_whitespace().collect();
                assert_eq!(single.join(" ").parse(), Ok(happening));
            }
        }
    }

    #[test]
    fn a_lone_word_is_not_a_happening() {
        for line in ["", "A", "A  "] {
            assert_eq!(line.parse::<Happening>(), Err(NoHappening), "{line}");
        }
    }
}
