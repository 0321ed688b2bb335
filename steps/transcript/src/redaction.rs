//! What differs from run to run, and the word that a transcript shows instead.

use std::sync::LazyLock;

use recording::Packet;
use regex::Regex;

/// `2022-07-07T00:10:32.000Z`
static DATE: LazyLock<Regex> =
    LazyLock::new(|| rule(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z"));

/// `localhost:3000`
static PORT: LazyLock<Regex> = LazyLock::new(|| rule(r"(localhost|127\.0\.0\.1):\d+"));

/// The session ids and tokens known so far, each with its word.
#[derive(Default)]
pub(crate) struct Redaction {
    words: Vec<(String, String)>,
    /// Clients whose acknowledgements are counted, and the numbers they used: the same
    /// one again now and then.
    asked: Vec<(String, Vec<String>)>,
}

impl Redaction {
    pub(crate) fn add(&mut self, what: &str, word: &str) {
        self.words.push((what.to_owned(), word.to_owned()));
    }

    /// rust_socketio picks random acknowledgement numbers: from here on, this client's
    /// are counted from 0.
    pub(crate) fn counts(&mut self, who: &str) {
        if self.asked.iter().all(|(counted, _)| counted != who) {
            self.asked.push((who.to_owned(), Vec::new()));
        }
    }

    pub(crate) fn counted(&mut self, who: &str, text: &str) -> String {
        let asked = self.asked.iter_mut().find(|(counted, _)| counted == who);
        let packet = text.parse::<Packet>().ok();
        let (Some((_, asked)), Some(mut packet)) = (asked, packet) else {
            return text.to_owned();
        };
        if let Some(number) = packet.acknowledgement.take() {
            if packet.event().is_some() {
                asked.push(number.clone());
            }
            let place = asked.iter().rposition(|known| *known == number);
            packet.acknowledgement = place.map(|place| place.to_string());
        }
        packet.to_string()
    }

    pub(crate) fn apply(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for (what, word) in &self.words {
            text = text.replace(what, word);
        }
        let text = DATE.replace_all(&text, "[date]");
        PORT.replace_all(&text, "$1:[port]").into_owned()
    }
}

fn rule(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a rule of this file is a pattern")
}

#[cfg(test)]
mod tests {
    use super::Redaction;

    #[test]
    fn ids_dates_and_ports_become_words() {
        let mut redaction = Redaction::default();
        redaction.add("AAAA-16_letters", "[A]");
        assert_eq!(
            redaction.apply(
                "AAAA-16_letters at http://localhost:45123, \
                 2026-07-07T00:10:32.000Z, item 45123"
            ),
            "[A] at http://localhost:[port], [date], item 45123"
        );
    }

    #[test]
    fn acknowledgements_are_counted_from_0_if_requested() {
        let mut redaction = Redaction::default();
        redaction.counts("A");
        for (who, packet, counted) in [
            ("A", r#"42309["BUY",{}]"#, r#"420["BUY",{}]"#),
            ("A", r#"4217["BUY",{}]"#, r#"421["BUY",{}]"#),
            ("A", r#"43309[{"ok":true}]"#, r#"430[{"ok":true}]"#),
            ("A", r#"42309["BUY",{}]"#, r#"422["BUY",{}]"#),
            ("A", r#"43309[{"ok":true}]"#, r#"432[{"ok":true}]"#),
            ("A", r#"4317[{"ok":true}]"#, r#"431[{"ok":true}]"#),
            ("B", r#"4217["BUY",{}]"#, r#"4217["BUY",{}]"#),
            ("A", r#"42["BUY",{}]"#, r#"42["BUY",{}]"#),
        ] {
            assert_eq!(redaction.counted(who, packet), counted);
        }
    }
}
