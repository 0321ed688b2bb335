//! Test recordings for the Korean pages, with their actions' titles in Korean.

use std::fs;
use std::io;
use std::sync::LazyLock;

use regex::Regex;

use crate::language::Language;
use crate::page::{self, pattern};
use crate::{repository, snapshot, wording};

/// `made/step-01-too-late.ko.txt`, which a Korean page includes where its English page
/// includes the snapshot itself.
static NAME: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\.\./made/(step-\d\d)-([a-z0-9-]+)\.ko\.txt"));

/// The recordings that pages include, by path, in no particular order.
pub fn all() -> io::Result<Vec<(String, String)>> {
    let mut files = Vec::new();
    for page in page::all(Language::Korean)? {
        for found in NAME.captures_iter(&page.text) {
            let path = format!("made/{}-{}.ko.txt", &found[1], &found[2]);
            if files.iter().all(|(other, _)| *other != path) {
                files.push((path, in_korean(&recorded(&found[1], &found[2]))?));
            }
        }
    }
    Ok(files)
}

/// What the English page includes in its place.
pub fn original(include: &str) -> String {
    let path = |found: &regex::Captures<'_>| {
        format!("../../{}:4:", recorded(&found[1], &found[2]))
    };
    NAME.replace(include, path).into_owned()
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
    fn both_languages_show_one_recording() {
        assert_eq!(
            original("../made/step-01-too-late.ko.txt"),
            "../../steps/step-01/tests/snapshots/too-late.snap:4:"
        );
        assert_eq!(
            original("../made/step-01.ko.rs:all"),
            "../made/step-01.ko.rs:all"
        );
    }
}
