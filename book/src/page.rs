//! A page of the book: its Markdown, and what the book needs to know about it.

use std::fs;
use std::io;
use std::sync::LazyLock;

use regex::Regex;

use crate::language::Language;
use crate::source;

static TITLE: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?m)^# (.+?)(?: *\{#.*\})?$"));

static MINUTES: LazyLock<Regex> = LazyLock::new(|| pattern(r#"data-minutes="(\d+)""#));

static EXERCISE: LazyLock<Regex> = LazyLock::new(|| pattern(r#"data-exercise="(\d+)""#));

static CHAPTER: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\]\(([a-z]+/[a-z0-9-]+)\.md\)"));

/// A Markdown file of `en/` or `ko/`.
#[derive(Clone, Debug)]
pub struct Page {
    /// For example, `en/step-01.md`.
    pub path: String,
    /// The whole page.
    pub text: String,
}

/// The pages of this language, in the order of SUMMARY.md.
pub fn all(language: Language) -> io::Result<Vec<Page>> {
    let summary = fs::read_to_string(source("SUMMARY.md"))?;
    let folder = format!("{}/", language.code());
    CHAPTER
        .captures_iter(&summary)
        .map(|found| format!("{}.md", &found[1]))
        .filter(|path| path.starts_with(&folder))
        .map(read)
        .collect()
}

/// Reads a page by its path in the book.
pub fn read(path: String) -> io::Result<Page> {
    let text = fs::read_to_string(source(&path))
        .map_err(|error| io::Error::other(format!("book/{path}: {error}")))?;
    Ok(Page { path, text })
}

impl Page {
    /// The text of its first heading.
    pub fn title(&self) -> &str {
        let title = TITLE.captures(&self.text).and_then(|found| found.get(1));
        title.map_or(&self.path, |title| title.as_str())
    }

    /// How many minutes it takes in a course; reference pages don't say.
    pub fn minutes(&self) -> Option<u32> {
        MINUTES.captures(&self.text)?[1].parse().ok()
    }

    /// How many more minutes its exercises take.
    pub fn minutes_of_exercises(&self) -> u32 {
        let each = EXERCISE.captures_iter(&self.text);
        each.filter_map(|found| found[1].parse::<u32>().ok()).sum()
    }

    /// Without the language: `step-01.md`.
    pub fn name(&self) -> &str {
        self.path
            .split_once('/')
            .map_or(&self.path, |(_, name)| name)
    }
}

/// # Panics
///
/// If it isn't a valid pattern, which every test that uses it would show.
pub(crate) fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a pattern of this crate is one")
}

#[cfg(test)]
mod tests {
    use super::Page;

    #[test]
    fn a_page_says_its_title_and_minutes() {
        let page = Page {
            path: "en/step-01.md".into(),
            text: "# Step 01: Socket.IO alone {#top}\n\n\
                   <p class=\"minutes\" data-minutes=\"25\">25 minutes</p>\n\n\
                   <p data-exercise=\"10\">\n\n<p data-exercise=\"15\">\n"
                .into(),
        };
        assert_eq!(page.title(), "Step 01: Socket.IO alone");
        assert_eq!(page.minutes(), Some(25));
        assert_eq!(page.minutes_of_exercises(), 25);
        assert_eq!(page.name(), "step-01.md");
    }
}
