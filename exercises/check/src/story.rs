//! A transcript taken apart, to see what an action has brought.

use crate::lines::Line;

/// Asked after each action: a namespace that no server has. Its refusal comes behind
/// everything that was on its way to the client, so nothing late is overlooked.
pub(crate) const QUESTION: &str = "40/anything-else,";
const REFUSAL: &str = "44/anything-else,";

/// What a client says that leaves. As a packet, since the client's own way of leaving
/// ends the connection too: then nobody could ask whether the server has seen it.
pub(crate) const GOODBYE: &str = "41";

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

#[cfg(test)]
mod tests {
    use super::Story;

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
}
