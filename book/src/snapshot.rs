//! A recorded transcript, read back: who did what, and what came of it.

use std::fs;
use std::io;
use std::path::Path;

/// One action, and everything that it caused.
#[derive(Debug, PartialEq, Eq)]
pub struct Action {
    /// As in `A sends "안녕하세요"`.
    pub title: String,
    /// In the order of the transcript.
    pub happenings: Vec<Happening>,
}

/// A line below an action.
#[derive(Debug, PartialEq, Eq)]
pub struct Happening {
    /// `server`, or a client by its name.
    pub who: String,
    /// What kind of line it is.
    pub kind: Kind,
    /// What stands on it, behind the name and the arrow.
    pub text: String,
}

/// What a line tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A line on the server's console.
    Console,
    /// A packet from the client to the server.
    Out,
    /// A packet from the server to the client.
    In,
    /// What the client's program heard: `on message: "Hello!"`.
    Event,
    /// An HTTP request with its answer: `POST /messages "…" → 204`.
    Http,
}

/// A snapshot's text, without the header that insta writes above it.
pub fn body(text: &str) -> &str {
    let header = text.match_indices("---\n").nth(1);
    header.map_or(text, |(at, line)| &text[at + line.len()..])
}

/// Reads a transcript from a file of `tests/snapshots`.
pub fn read(file: &Path) -> io::Result<Vec<Action>> {
    let text = fs::read_to_string(file)
        .map_err(|error| io::Error::other(format!("{}: {error}", file.display())))?;
    Ok(actions(body(&text)))
}

/// A transcript's actions. A line that begins no action and tells of nothing that a
/// transcript knows is left out: other snapshots are no transcripts.
pub fn actions(transcript: &str) -> Vec<Action> {
    let mut actions: Vec<Action> = Vec::new();
    for line in transcript.lines() {
        match line.strip_prefix("  ") {
            None => actions.push(Action {
                title: line.to_owned(),
                happenings: Vec::new(),
            }),
            Some(line) => {
                if let (Some(action), Some(happening)) =
                    (actions.last_mut(), happening(line))
                {
                    action.happenings.push(happening);
                }
            }
        }
    }
    actions
}

/// `A  →     40`, `server   Hello!`, `A        on message: "Hello!"`
fn happening(line: &str) -> Option<Happening> {
    let (who, rest) = line.split_once(' ')?;
    let rest = rest.trim_start();
    let (kind, text) = match (who, rest.chars().next()?) {
        ("server", _) => (Kind::Console, rest),
        (_, '→') => (Kind::Out, rest.trim_start_matches('→').trim_start()),
        (_, '←') => (Kind::In, rest.trim_start_matches('←').trim_start()),
        _ if rest.starts_with("on ") => (Kind::Event, rest),
        _ => (Kind::Http, rest),
    };
    Some(Happening {
        who: who.to_owned(),
        kind,
        text: text.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::{Action, Happening, Kind, actions, body};

    #[test]
    fn every_kind_of_line_is_told_apart() {
        let snapshot = "---\nsource: x.rs\n---\nC posts \"콜라\" to /messages\n\
            \x20 server   콜라\n\
            \x20 C        POST /messages \"콜라\" → 204\n\
            \x20 A  →     40\n\
            \x20 A  ←     42[\"message\",\"콜라\"]\n\
            \x20 A        on message: \"콜라\"\n";
        let happening = |who: &str, kind, text: &str| Happening {
            who: who.into(),
            kind,
            text: text.into(),
        };
        let action = Action {
            title: "C posts \"콜라\" to /messages".into(),
            happenings: vec![
                happening("server", Kind::Console, "콜라"),
                happening("C", Kind::Http, "POST /messages \"콜라\" → 204"),
                happening("A", Kind::Out, "40"),
                happening("A", Kind::In, "42[\"message\",\"콜라\"]"),
                happening("A", Kind::Event, "on message: \"콜라\""),
            ],
        };
        assert_eq!(actions(body(snapshot)), [action]);
    }
}
