//! mdBook publishes an empty listing for a missing anchor and exits 0: these fail.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use book::page::Page;
use book::site::SOURCES;
use book::{repository, source};
use regex::Regex;

use crate::{made_up, none, pages};

/// As mdBook finds them; one with a backslash before it stays text.
static DIRECTIVE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(\\?)\{\{\s*#([a-zA-Z0-9_]+)\s+([^}]+)\}\}").unwrap());

static ANCHOR: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"ANCHOR:\s*([\w_-]+)").unwrap());

static ANCHOR_END: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"ANCHOR_END:\s*([\w_-]+)").unwrap());

/// What a page includes, with its line: `../made/step-01.en.svg`, `x.snap:4:`.
pub fn of(page: &Page) -> Vec<(usize, String)> {
    let mut all = Vec::new();
    for (at, line) in page.text.lines().enumerate() {
        for found in DIRECTIVE.captures_iter(line) {
            if found[1].is_empty() {
                all.push((at + 1, found[3].trim().to_owned()));
            }
        }
    }
    all
}

/// The page, with each Markdown file that it includes in its place.
pub fn with_markdown(page: &Page) -> String {
    let put_in = |found: &regex::Captures<'_>| match found[3].trim().strip_suffix(".md") {
        Some(_) => text(page, &found[3]).unwrap_or_default(),
        None => found[0].to_owned(),
    };
    DIRECTIVE.replace_all(&page.text, put_in).into_owned()
}

fn problems(pages: &[Page]) -> Vec<String> {
    let mut problems = Vec::new();
    for page in pages {
        let place = |line| format!("book/{}:{line}", page.path);
        for (line, directive) in of(page) {
            if let Err(problem) = text(page, &directive) {
                problems.push(format!("{}: {directive}: {problem}", place(line)));
            }
        }
        for (at, line) in page.text.lines().enumerate() {
            let kinds = DIRECTIVE
                .captures_iter(line)
                .map(|found| found[2].to_owned());
            let kinds: Vec<String> = kinds.collect();
            if kinds.len() < line.matches("{{#").count() {
                problems.push(format!("{}: a broken {{{{#…}}}}", place(at + 1)));
            }
            if let Some(other) = kinds.iter().find(|kind| *kind != "include") {
                problems.push(format!("{}: {other} instead of include", place(at + 1)));
            }
        }
    }
    problems
}

/// What mdBook would put in, or what is wrong with it.
fn text(page: &Page, directive: &str) -> Result<String, String> {
    let mut parts = directive.trim().split(':');
    let file = parts.next().unwrap_or_default();
    let path = source(&page.path);
    let path = path.parent().unwrap_or(Path::new("")).join(file);
    let whole = fs::read_to_string(path).map_err(|error| error.to_string())?;
    let text = match (parts.next(), parts.next()) {
        (None, _) => all_of(&whole)?,
        (Some(from), to) if from.is_empty() || from.parse::<usize>().is_ok() => {
            lines(&whole, from, to)?
        }
        (Some(name), _) => anchored(&whole, name)?,
    };
    if file.ends_with(".snap") && text.contains("---\nsource: ") {
        return Err("insta's header with it: `:4:` leaves it out".into());
    }
    match text.trim().is_empty() {
        true => Err("nothing in it".into()),
        false => Ok(text),
    }
}

fn all_of(whole: &str) -> Result<String, String> {
    match ANCHOR.is_match(whole) {
        true => Err("its ANCHOR lines would be printed".into()),
        false => Ok(whole.to_owned()),
    }
}

/// `4:` is from line 4 on, `4:9` up to line 9, `4` that line alone.
fn lines(whole: &str, from: &str, to: Option<&str>) -> Result<String, String> {
    let all: Vec<&str> = whole.lines().collect();
    let from = from.parse::<usize>().unwrap_or(1).max(1);
    let to = match to {
        None => from,
        Some("") => all.len(),
        Some(to) => to.parse().map_err(|_| format!("{to} is no line"))?,
    };
    match all.get(from - 1..to) {
        Some(lines) => Ok(lines.join("\n")),
        None => Err(format!("no lines {from} to {to}: it has {}", all.len())),
    }
}

fn anchored(whole: &str, name: &str) -> Result<String, String> {
    let places = |pattern: &Regex| -> Vec<usize> {
        let lines = whole.lines().enumerate();
        let named = |line| {
            pattern
                .captures_iter(line)
                .any(|found: regex::Captures<'_>| &found[1] == name)
        };
        lines
            .filter(|(_, line)| named(line))
            .map(|(at, _)| at)
            .collect()
    };
    let (begins, ends) = match (&places(&ANCHOR)[..], &places(&ANCHOR_END)[..]) {
        (&[begins], &[ends]) if begins < ends => (begins, ends),
        ([], _) => return Err(format!("no ANCHOR {name}")),
        ([_, _, ..], _) | (_, [_, _, ..]) => {
            return Err(format!("ANCHOR {name} more than once"));
        }
        _ => return Err(format!("no ANCHOR_END {name} below it")),
    };
    let lines = whole.lines().skip(begins + 1).take(ends - begins - 1);
    let is_text = |line: &&str| !ANCHOR.is_match(line) && !ANCHOR_END.is_match(line);
    Ok(lines.filter(is_text).collect::<Vec<_>>().join("\n"))
}

/// `cargo run -p book` builds again when one of its sources has changed.
#[test]
fn what_a_page_includes_is_watched_while_the_book_is_served() {
    let root = repository().canonicalize().unwrap();
    for page in pages() {
        for (line, directive) in of(&page) {
            let file = directive.split(':').next().unwrap();
            let folder = source(&page.path).parent().unwrap().to_owned();
            let file = folder.join(file).canonicalize().unwrap();
            let inside = file.strip_prefix(&root).unwrap();
            let watched = SOURCES.iter().any(|folder| inside.starts_with(folder));
            assert!(watched, "book/{}:{line}: {directive}", page.path);
        }
    }
}

#[test]
fn every_include_shows_something() {
    none(&problems(&pages()));
}

#[test]
fn an_include_that_shows_nothing_is_found() {
    let wrong = |directive: &str| {
        let page = made_up("en/x.md", &format!("# X\n\n{{{{#{directive}}}}}\n"));
        problems(&[page]).join("\n")
    };
    assert_eq!(wrong("include ../book.toml"), "");
    let listing = "../../steps/step-01/src/main.rs";
    let cases = [
        (
            "include ../nothing.rs".to_owned(),
            "book/en/x.md:3: ../nothing.rs: No such file",
        ),
        (format!("include {listing}:gone"), "no ANCHOR gone"),
        (format!("include {listing}:900:"), "no lines 900 to"),
        (format!("include {listing}:1:900"), "no lines 1 to 900"),
        (format!("include {listing}:2"), "nothing in it"),
        (
            format!("rustdoc_include {listing}"),
            "rustdoc_include instead of include",
        ),
        ("include".to_owned(), "a broken {{#…}}"),
        (
            "include ../../steps/step-01/tests/snapshots/transcript.snap".to_owned(),
            "insta's header",
        ),
    ];
    for (directive, problem) in cases {
        assert!(
            wrong(&directive).contains(problem),
            "{directive}: {}",
            wrong(&directive)
        );
    }
}

#[test]
fn anchors_stand_once_and_end() {
    let code = "// ANCHOR: buy\none\n// ANCHOR: inner\ntwo\n// ANCHOR_END: inner\n// ANCHOR_END: buy\n";
    assert_eq!(anchored(code, "buy"), Ok("one\ntwo".to_owned()));
    assert_eq!(
        all_of(code),
        Err("its ANCHOR lines would be printed".to_owned())
    );
    let endless = "// ANCHOR: buy\none\n";
    assert_eq!(
        anchored(endless, "buy"),
        Err("no ANCHOR_END buy below it".to_owned())
    );
    let doubled = format!("{code}{code}");
    assert_eq!(
        anchored(&doubled, "buy"),
        Err("ANCHOR buy more than once".to_owned())
    );
    assert_eq!(anchored(code, "bu"), Err("no ANCHOR bu".to_owned()));
}
