//! The comments of listings, in the reader's language: in the code, they are English.

use crate::korean::COMMENTS;
use crate::language::Language;

/// How wide a line of a listing may be. A Korean letter takes the width of two others.
const WIDTH: usize = 88;

/// The listing with its comments in this language; a comment without a translation is
/// an error.
pub fn in_language(listing: &str, language: Language) -> Result<String, String> {
    by_table(COMMENTS, listing, language)
}

/// The same for a listing that isn't a step's, with its own table of comments.
pub fn by_table(
    table: &[(&str, &str)],
    listing: &str,
    language: Language,
) -> Result<String, String> {
    match language {
        Language::English => Ok(listing.to_owned()),
        Language::Korean => in_korean(table, listing),
    }
}

fn in_korean(table: &[(&str, &str)], listing: &str) -> Result<String, String> {
    let mut text = String::new();
    let mut lines = listing.lines().peekable();
    while let Some(line) = lines.next() {
        let Some((before, mark, said)) = split(line).filter(|it| !it.2.is_empty()) else {
            text += &format!("{line}\n");
            continue;
        };
        let is_heading = said.starts_with("# ");
        let mut said = said.to_owned();
        // A comment that continues on the next line is one comment.
        while !is_heading
            && let Some(more) =
                lines.peek().and_then(|next| continued(next, before, mark))
        {
            said += &format!(" {more}");
            lines.next();
        }
        let korean = table.iter().find(|(english, _)| *english == said);
        let (_, korean) = korean.ok_or_else(|| format!("no Korean for `{said}`"))?;
        text += &wrapped(before, mark, korean);
    }
    Ok(text)
}

/// The text of this line, if it continues the comment that came after `before`.
fn continued<'l>(line: &'l str, before: &str, mark: &str) -> Option<&'l str> {
    let (indent, its_mark, said) = split(line)?;
    let goes_on = indent == before && indent.trim().is_empty() && its_mark == mark;
    (goes_on && !said.is_empty()).then_some(said)
}

/// The text before a comment, its mark, and its words.
fn split(line: &str) -> Option<(&str, &str, &str)> {
    let at = match line.trim_start().starts_with("//") {
        true => line.find("//")?,
        // After code; an address in a string has no space before it.
        false => line.find(" // ")? + 1,
    };
    let (before, comment) = line.split_at(at);
    let mark = ["///", "//!", "//"]
        .into_iter()
        .find(|it| comment.starts_with(it))?;
    Some((before, mark, comment[mark.len()..].trim()))
}

fn wrapped(before: &str, mark: &str, said: &str) -> String {
    let mut text = String::new();
    let mut line = format!("{before}{mark}");
    for word in said.split(' ') {
        if width(&line) + 1 + width(word) > WIDTH && before.trim().is_empty() {
            text += &format!("{line}\n");
            line = format!("{before}{mark}");
        }
        line += &format!(" {word}");
    }
    text + &line + "\n"
}

fn width(text: &str) -> usize {
    text.chars()
        .map(|c| if c >= '\u{1100}' { 2 } else { 1 })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::{COMMENTS, in_language, split};
    use crate::language::Language;

    #[test]
    fn comments_are_korean_and_code_stays_as_it_is() {
        let mut comments = COMMENTS.iter();
        let long = comments.find(|(english, _)| english.contains(" In Node"));
        let (first, korean) = *long.expect("a comment of two sentences");
        let (one, two) = first.split_at(first.find("In Node").expect("two sentences"));
        let listing = format!(
            "    // {}\n    // {two}\n    let url = \"http://localhost\";\n",
            one.trim()
        );
        let text = in_language(&listing, Language::Korean).expect("it is in the table");
        let said: String = text
            .lines()
            .filter_map(|line| line.trim().strip_prefix("// "))
            .collect::<Vec<_>>()
            .join(" ");
        assert_eq!(said, korean);
        assert!(text.ends_with("    let url = \"http://localhost\";\n"));
        assert_eq!(in_language(&listing, Language::English), Ok(listing));
    }

    #[test]
    fn a_comment_without_a_translation_is_named() {
        assert_eq!(
            in_language("//! Quite new.\n", Language::Korean),
            Err("no Korean for `Quite new.`".to_owned())
        );
    }

    #[test]
    fn a_comment_after_code_is_found() {
        assert_eq!(
            split("    go(); // Why."),
            Some(("    go(); ", "//", "Why."))
        );
        assert_eq!(split("    \"http://localhost\""), None);
    }
}
