//! The first line of a Korean page: the version of the English page it was written from.

use std::fs;
use std::io;
use std::sync::LazyLock;

use regex::Regex;
use sha1::{Digest, Sha1};

use crate::language::Language;
use crate::page::{self, Page, pattern};
use crate::source;

/// What a new page contains until `make` fills it in.
const EMPTY: &str = "0000000000000000000000000000000000000000";

static STAMP: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\A<!-- en: ([0-9a-f]{40}) -->\r?\n"));

/// Whatever is in its place, such as a stamp that was typed.
static STAMPS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\A(?:<!-- en: .*? -->\r?\n)*"));

/// The English page that goes with this Korean one.
pub fn english(page: &Page) -> io::Result<Page> {
    page::read(format!("{}/{}", Language::English.code(), page.name()))
}

/// The id on the first line, if there is one.
pub fn stamp(page: &Page) -> Option<&str> {
    Some(STAMP.captures(&page.text)?.get(1)?.as_str())
}

/// The id that git gives to a file with this text: `git hash-object`.
pub fn blob(text: &str) -> String {
    // Git stores them with line feeds, whatever the checkout has.
    let text = text.replace("\r\n", "\n");
    let mut hash = Sha1::new();
    hash.update(format!("blob {}\0", text.len()));
    hash.update(text);
    let digits = hash.finalize();
    digits.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Stamps new pages. Others keep their stamp: if the English page has changed, the
/// Korean page has to be translated, not just stamped.
pub fn fill_in() -> io::Result<()> {
    for page in page::all(Language::Korean)? {
        if stamp(&page).is_none_or(|stamp| stamp == EMPTY) {
            write(&page)?;
        }
    }
    Ok(())
}

/// Stamps these pages, by name (`step-01`), or all of them. Doing so means that they
/// now say the same as the English pages.
pub fn renew(names: &[String]) -> io::Result<()> {
    let pages = page::all(Language::Korean)?;
    let known =
        |name: &String| pages.iter().any(|page| page.name() == format!("{name}.md"));
    if let Some(unknown) = names.iter().find(|name| !known(name)) {
        let error = format!("book/ko/{unknown}.md is no page of SUMMARY.md");
        return Err(io::Error::other(error));
    }
    for page in &pages {
        let named = |name: &String| page.name() == format!("{name}.md");
        if names.is_empty() || names.iter().any(named) {
            write(page)?;
        }
    }
    Ok(())
}

fn write(page: &Page) -> io::Result<()> {
    let blob = blob(&english(page)?.text);
    let rest = STAMPS.replace(&page.text, "");
    let stamped = format!("<!-- en: {blob} -->\n{rest}");
    if stamped != page.text {
        println!("book/{}", page.path);
        fs::write(source(&page.path), stamped)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{blob, stamp};
    use crate::page::Page;

    #[test]
    fn ids_are_the_same_as_gits() {
        // printf 'Hello!\n' | git hash-object --stdin
        let hello = "10ddd6d257e01349d514541981aeecea6b2e741d";
        assert_eq!(blob("Hello!\n"), hello);
        assert_eq!(blob("Hello!\r\n"), hello);
    }

    #[test]
    fn only_the_first_line_is_a_stamp() {
        let of = |text: &str| {
            let page = Page {
                path: "ko/x.md".into(),
                text: text.into(),
            };
            stamp(&page).map(str::to_owned)
        };
        let line = format!("<!-- en: {} -->\n", "0a".repeat(20));
        assert_eq!(of(&format!("{line}# 스텝\n")), Some("0a".repeat(20)));
        assert_eq!(of(&format!("# 스텝\n{line}")), None);
        assert_eq!(of("<!-- en: 123 -->\n"), None);
    }
}
