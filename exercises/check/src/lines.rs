//! What should have come, compared with what came.

use serde_json::Value;
use transcript::{Happening, Kind};

/// A line of a transcript under an action, without its indentation.
pub(crate) type Line = String;

/// Which of the expected lines are missing, and which lines weren't expected. A server
/// may print what it likes, and a packet shows up as its event: so only extra events
/// and acknowledgements count.
pub(crate) fn compare(expected: &[Line], came: &[Happening]) -> (Vec<Line>, Vec<Line>) {
    let (missing, rest) = match_up(expected, came);
    let reaches_a_client = |happening: &&&Happening| match happening.kind {
        Kind::Event => true,
        Kind::In => happening.text.starts_with("43"),
        Kind::Console | Kind::Http | Kind::Out => false,
    };
    let unexpected = rest.iter().filter(reaches_a_client);
    (missing, unexpected.map(ToString::to_string).collect())
}

/// Which of the expected lines are missing, and what else came.
pub(crate) fn match_up<'c, T: ToString>(
    expected: &[Line],
    came: &'c [T],
) -> (Vec<Line>, Vec<&'c T>) {
    let mut rest: Vec<&T> = came.iter().collect();
    let mut missing = Vec::new();
    for line in expected {
        match rest.iter().position(|other| fits(line, &other.to_string())) {
            Some(found) => drop(rest.remove(found)),
            None => missing.push(line.clone()),
        }
    }
    (missing, rest)
}

/// With any spacing; `…` at the end stands for any rest.
fn fits(expected: &str, came: &str) -> bool {
    let (expected, came) = (single_spaced(expected), single_spaced(came));
    match expected.strip_suffix('…') {
        Some(beginning) => came.starts_with(beginning),
        None => came == expected || is_same_json(&expected, &came),
    }
}

/// The same JSON after the same words: the order of an object's fields doesn't matter.
/// What a server prints has to match exactly.
fn is_same_json(expected: &str, came: &str) -> bool {
    let parts = |line: &str| {
        let at = line
            .find(['[', '{'])
            .filter(|_| !line.starts_with("server"))?;
        let json = serde_json::from_str::<Value>(&format!("[{}]", &line[at..])).ok()?;
        Some((line[..at].to_owned(), json))
    };
    parts(expected).is_some_and(|expected| parts(came) == Some(expected))
}

/// An expected line as a transcript would show it.
pub(crate) fn aligned(line: &str) -> String {
    match line.parse::<Happening>() {
        Ok(happening) => happening.to_string(),
        Err(_) => line.to_owned(),
    }
}

fn single_spaced(line: &str) -> String {
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{aligned, compare, fits};

    #[test]
    fn what_reaches_a_client_has_to_be_expected_but_what_is_printed_need_not() {
        let came = [
            "server   on my way",
            "A  ←     42[\"message\",\"Hello!\"]",
            "A        on message: \"Hello!\"",
            "A  ←     431[true]",
        ]
        .map(|line| line.parse().expect("a happening"));
        let expected = ["A on message: \"He…", "B on message…"].map(str::to_owned);
        let (missing, unexpected) = compare(&expected, &came);
        assert_eq!(missing, ["B on message…"]);
        assert_eq!(unexpected, ["A  ←     431[true]"]);
    }

    #[test]
    fn the_order_of_fields_matters_only_on_a_console() {
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
