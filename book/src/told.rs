//! What Korean pages show in place of a recording or a listing: the same, with the titles
//! of its actions, or its comments, in Korean.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::language::Language;
use crate::page::{self, pattern};
use crate::{comment, repository, snapshot, wording};

/// `made/step-01-too-late.ko.txt`, which a Korean page includes where its English page
/// includes the snapshot itself.
static NAME: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\.\./made/(step-\d\d)-([a-z0-9-]+)\.ko\.txt(?::(\d+):(\d+))?")
});

/// `made/shop.src.till--sell.ko.rs`: the anchor `sell` of `shop/src/till.rs`.
static LISTING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"\.\./made/((?:assets|shop|steps)\.[a-z0-9_.-]+?)",
        r"(?:--([a-z_-]+))?\.ko\.(rs|js)"
    ))
});

/// Those that pages include, by path.
pub fn all() -> io::Result<Vec<(String, String)>> {
    let mut files = BTreeMap::new();
    for page in page::all(Language::Korean)? {
        for found in NAME.captures_iter(&page.text) {
            let text = in_korean(&recorded(&found[1], &found[2]))?;
            files.insert(format!("made/{}-{}.ko.txt", &found[1], &found[2]), text);
        }
        for found in LISTING.captures_iter(&page.text) {
            let anchor = found.get(2).map(|name| name.as_str());
            files.insert(path(&found[0]), listing(&source_of(&found), anchor)?);
        }
    }
    Ok(files.into_iter().collect())
}

/// What the English page includes in its place.
pub fn original(include: &str) -> String {
    let recording = |found: &Captures<'_>| {
        let lines = match (found.get(3), found.get(4)) {
            (Some(first), Some(last)) => {
                let [first, last] = [first, last].map(|line| below_header(line.as_str()));
                format!("{first}:{last}")
            }
            _ => "4:".to_owned(),
        };
        format!("../../{}:{lines}", recorded(&found[1], &found[2]))
    };
    let listing = |found: &Captures<'_>| {
        let anchor = found.get(2).map(|name| format!(":{}", name.as_str()));
        format!("../../{}{}", source_of(found), anchor.unwrap_or_default())
    };
    let include = NAME.replace(include, recording);
    LISTING.replace(&include, listing).into_owned()
}

/// A snapshot begins with three lines that the Korean file doesn't have.
fn below_header(line: &str) -> usize {
    line.parse::<usize>().map_or(4, |line| line + 3)
}

fn path(include: &str) -> String {
    include.replace("../made", "made")
}

fn source_of(found: &Captures<'_>) -> String {
    format!("{}.{}", found[1].replace('.', "/"), &found[3])
}

fn listing(source: &str, anchor: Option<&str>) -> io::Result<String> {
    let problem = |error: String| io::Error::other(format!("{source}: {error}"));
    let text = fs::read_to_string(repository().join(source))
        .map_err(|error| problem(error.to_string()))?;
    let text = text.replace("\r\n", "\n");
    let mut lines: Vec<&str> = text.lines().collect();
    if let Some(anchor) = anchor {
        let at = |mark: &str| {
            let mark = format!("{mark}: {anchor}");
            let line = lines.iter().position(|line| line.ends_with(&mark));
            line.ok_or_else(|| problem(format!("no {mark}")))
        };
        let (begin, end) = (at("ANCHOR")?, at("ANCHOR_END")?);
        lines = lines[begin + 1..end].to_vec();
    }
    lines.retain(|line| !line.contains("ANCHOR"));
    let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
    comment::in_language(&text, Language::Korean).map_err(problem)
}

fn recorded(step: &str, name: &str) -> String {
    format!("steps/{step}/tests/snapshots/{name}.snap")
}

fn in_korean(snapshot: &str) -> io::Result<String> {
    let text = fs::read_to_string(repository().join(snapshot))
        .map_err(|error| io::Error::other(format!("{snapshot}: {error}")))?;
    let text = text.replace("\r\n", "\n");
    let lines = snapshot::body(&text).lines();
    let told = lines.map(|line| wording::title(line, Language::Korean) + "\n");
    Ok(told.collect())
}

#[cfg(test)]
mod tests {
    use super::original;

    #[test]
    fn a_korean_page_shows_what_its_english_page_shows() {
        assert_eq!(
            original("../made/step-01-too-late.ko.txt"),
            "../../steps/step-01/tests/snapshots/too-late.snap:4:"
        );
        assert_eq!(
            original("../made/step-03-transcript.ko.txt:20:25"),
            "../../steps/step-03/tests/snapshots/transcript.snap:23:28"
        );
        assert_eq!(
            original("../made/shop.src.till--sell.ko.rs"),
            "../../shop/src/till.rs:sell"
        );
        assert_eq!(
            original("../made/steps.step-01.examples.too-late.ko.rs"),
            "../../steps/step-01/examples/too-late.rs"
        );
        assert_eq!(
            original("../made/step-01.ko.rs:all"),
            "../made/step-01.ko.rs:all"
        );
    }
}
