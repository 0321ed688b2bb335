//! What differs from run to run, and the word that a transcript shows instead.

use std::sync::LazyLock;

use regex::Regex;

/// `2022-07-07T00:10:32.000Z`
static DATE: LazyLock<Regex> =
    LazyLock::new(|| rule(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z"));

/// `localhost:3000`
static PORT: LazyLock<Regex> = LazyLock::new(|| rule(r"(localhost|127\.0\.0\.1):\d+"));

/// The session ids that are known by now, each with its client's name.
#[derive(Default)]
pub(crate) struct Redaction {
    names: Vec<(String, String)>,
}

impl Redaction {
    pub(crate) fn name(&mut self, sid: &str, who: &str) {
        self.names.push((sid.to_owned(), format!("[{who}]")));
    }

    pub(crate) fn apply(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for (sid, name) in &self.names {
            text = text.replace(sid, name);
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
        redaction.name("AAAA-16_letters", "A");
        assert_eq!(
            redaction.apply(
                "AAAA-16_letters at http://localhost:45123, \
                 2026-07-07T00:10:32.000Z, item 45123"
            ),
            "[A] at http://localhost:[port], [date], item 45123"
        );
    }
}
