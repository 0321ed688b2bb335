//! A transcript taken apart, to see what an action has brought.

use serde_json::Value;

/// Asked after each action: a namespace that no server has. Its refusal comes behind
/// everything that was on its way to the client, so nothing late is overlooked.
pub(crate) const QUESTION: &str = "40/anything-else,";
const REFUSAL: &str = "44/anything-else,";

/// What a client says that leaves. As a packet, since the client's own way of leaving
/// ends the connection too: then nobody could ask whether the server has seen it.
pub(crate) const GOODBYE: &str = "41";

/// A line of a transcript under an action, without its indentation.
pub(crate) type Line = String;

/// What the scene shows, without our question and its answer.
pub(crate) struct Story {
    actions: Vec<(String, Vec<Line>)>,
    answered: Vec<String>,
}

impl Story {
    pub(crate) fn read(transcript: &str) -> Self {
        let mut story = Self {
            actions: Vec::new(),
            answered: Vec::new(),
        };
        for line in transcript.lines() {
            story.take(line);
        }
        for (_, lines) in &mut story.actions {
            lines.sort_by_key(|line| place(line));
        }
        story
    }

    /// What the last action has brought.
    pub(crate) fn last(&self) -> &[Line] {
        self.actions.last().map_or(&[], |(_, lines)| lines)
    }

    /// How often this client's question was answered.
    pub(crate) fn answers(&self, who: &str) -> usize {
        self.answered.iter().filter(|other| *other == who).count()
    }

    /// Whether an event is at this client's door, and the client has not told of it yet:
    /// packets are seen on the wire, events where the client hears them.
    pub(crate) fn is_about_to_hear(&self, who: &str) -> bool {
        let count = |kind: &str, beginning: &str| {
            let lines = self.actions.iter().flat_map(|(_, lines)| lines);
            let of_kind = lines.filter(|line| {
                let mut words = line.split_whitespace();
                words.next() == Some(who)
                    && words.next() == Some(kind)
                    && words.next().is_some_and(|word| word.starts_with(beginning))
            });
            of_kind.count()
        };
        count("←", "42") > count("on", "")
    }

    /// As the harness writes it, with what we heard by other means under its action.
    pub(crate) fn text(&self, notes: &[(usize, Line)]) -> String {
        let mut text = String::new();
        for (number, (title, lines)) in self.actions.iter().enumerate() {
            text += &format!("{title}\n");
            let noted = notes.iter().filter(|(at, _)| *at == number);
            for line in lines.iter().chain(noted.map(|(_, line)| line)) {
                text += &format!("  {line}\n");
            }
        }
        text
    }

    /// Which action is the last one.
    pub(crate) fn number(&self) -> usize {
        self.actions.len().saturating_sub(1)
    }

    fn take(&mut self, line: &str) {
        if let Some(happening) = line.strip_prefix("  ") {
            if happening.contains(QUESTION) {
                return;
            }
            if happening.contains(REFUSAL) {
                let who = happening.split_whitespace().next().unwrap_or_default();
                self.answered.push(who.to_owned());
                return;
            }
            if let Some((_, lines)) = self.actions.last_mut() {
                lines.push(happening.to_owned());
            }
        } else if !line.contains(QUESTION) {
            let title = match line.strip_suffix(&format!(" sends the packet {GOODBYE}")) {
                Some(who) => format!("{who} disconnects"),
                None => line.to_owned(),
            };
            self.actions.push((title, Vec::new()));
        }
    }
}

/// What came with an answer to our question goes to its place again, as the harness
/// orders an action: the console, what HTTP answered, then each client's lines.
fn place(line: &str) -> (u8, String, u8) {
    let mut words = line.split_whitespace();
    let who = words.next().unwrap_or_default();
    let kind = match words.next() {
        _ if who == "server" => return (0, String::new(), 0),
        Some("→") => 0,
        Some("←") => 1,
        Some("on") => 2,
        _ => return (1, String::new(), 0),
    };
    (2, who.to_owned(), kind)
}

/// Which of the expected lines did not come, and which of those that came nobody
/// expected. What a server prints is its own affair, and a packet is told by its event:
/// only events and acknowledgements can be too many.
pub(crate) fn compare(expected: &[Line], came: &[Line]) -> (Vec<Line>, Vec<Line>) {
    let mut rest: Vec<&Line> = came.iter().collect();
    let mut missing = Vec::new();
    for line in expected {
        match rest.iter().position(|other| fits(line, other)) {
            Some(found) => drop(rest.remove(found)),
            None => missing.push(line.clone()),
        }
    }
    let reaches_a_client = |line: &&&Line| {
        let told = single_spaced(line);
        let mut words = told.split(' ').skip(1);
        match (words.next(), words.next()) {
            (Some("on"), Some(_)) => !told.starts_with("server "),
            (Some("←"), Some(packet)) => packet.starts_with("43"),
            _ => false,
        }
    };
    let unexpected = rest.iter().filter(reaches_a_client);
    let unexpected = unexpected.map(|line| (*line).clone()).collect();
    (missing, unexpected)
}

/// However many spaces are in it; `…` at the end stands for any rest.
fn fits(expected: &str, came: &str) -> bool {
    let (expected, came) = (single_spaced(expected), single_spaced(came));
    match expected.strip_suffix('…') {
        Some(beginning) => came.starts_with(beginning),
        None => came == expected || is_same_json(&expected, &came),
    }
}

/// The same JSON behind the same words: the order of an object's fields means nothing.
/// What a server prints is compared as it is printed.
fn is_same_json(expected: &str, came: &str) -> bool {
    let parts = |line: &str| {
        let at = line
            .find(['[', '{'])
            .filter(|_| !line.starts_with("server "))?;
        let json = serde_json::from_str::<Value>(&format!("[{}]", &line[at..])).ok()?;
        Some((line[..at].to_owned(), json))
    };
    parts(expected).is_some_and(|expected| parts(came) == Some(expected))
}

/// An expected line as a transcript would show it.
pub(crate) fn aligned(line: &str) -> String {
    match line.split_once(' ') {
        Some((who, rest)) => match rest.split_once(['→', '←']) {
            Some(("", packet)) => {
                let arrow = rest.trim_end_matches(packet);
                format!("{who:<2} {arrow}     {}", packet.trim_start())
            }
            _ => format!("{who:<8} {rest}"),
        },
        None => line.to_owned(),
    }
}

fn single_spaced(line: &str) -> String {
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{Story, aligned, compare};

    #[test]
    fn our_question_and_its_answer_are_hidden_and_what_came_with_it_is_not() {
        let story = Story::read(
            "A connects\n  A  ←     40{\"sid\":\"[A]\"}\n\
             A sends the packet 40/anything-else,\n  \
             A  →     40/anything-else,\n  \
             A  ←     44/anything-else,{\"message\":\"Invalid namespace\"}\n  \
             A        on late\n  server   late too\n\
             A sends the packet 41\n",
        );
        assert_eq!(story.answers("A"), 1);
        assert_eq!(
            story.text(&[(0, "A        POST / → 204".to_owned())]),
            "A connects\n  server   late too\n  A  ←     40{\"sid\":\"[A]\"}\n  \
             A        on late\n  A        POST / → 204\nA disconnects\n"
        );
    }

    #[test]
    fn an_event_is_waited_for_once_its_packet_has_come() {
        let packet = "A connects\n  A  ←     42[\"message\",\"Hello!\"]\n";
        assert!(Story::read(packet).is_about_to_hear("A"));
        assert!(!Story::read(packet).is_about_to_hear("B"));
        let heard = format!("{packet}  A        on message: \"Hello!\"\n");
        assert!(!Story::read(&heard).is_about_to_hear("A"));
    }

    #[test]
    fn what_reaches_a_client_has_to_be_expected_and_what_is_printed_need_not() {
        let lines = |lines: &[&str]| -> Vec<String> {
            lines.iter().map(|line| (*line).to_owned()).collect()
        };
        let came = lines(&[
            "server   on my way",
            "A  ←     42[\"message\",\"Hello!\"]",
            "A        on message: \"Hello!\"",
            "A  ←     431[true]",
        ]);
        let expected = lines(&["A on message: \"He…", "B on message…"]);
        let (missing, unexpected) = compare(&expected, &came);
        assert_eq!(missing, ["B on message…"]);
        assert_eq!(unexpected, ["A  ←     431[true]"]);
    }

    #[test]
    fn the_order_of_fields_matters_on_a_console_alone() {
        let fits = super::fits;
        assert!(fits(
            r#"A ← 431[{"a":1,"b":2}]"#,
            r#"A  ←     431[{"b":2,"a":1}]"#
        ));
        assert!(!fits(r#"A ← 431[{"a":1}]"#, r#"A  ←     432[{"a":1}]"#));
        assert!(fits(
            r#"A on x: {"a":1,"b":2}, 3"#,
            r#"A on x: {"b":2,"a":1}, 3"#
        ));
        assert!(!fits(r#"A on x: [1,2]"#, r#"A on x: [2,1]"#));
        assert!(!fits(
            r#"server {"a":1,"b":2}"#,
            r#"server   {"b":2,"a":1}"#
        ));
    }

    #[test]
    fn expected_lines_are_shown_as_in_a_transcript() {
        assert_eq!(aligned("A ← 431[true]"), "A  ←     431[true]");
        assert_eq!(aligned("A on message: 1"), "A        on message: 1");
    }
}
