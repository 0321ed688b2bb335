//! Links lead somewhere: to pages and their headings, to pictures, to files that are
//! named in the text.

use std::path::{Component, Path, PathBuf};

use book::page::Page;
use book::{repository, source};

use crate::markdown::{Markdown, read};
use crate::{made_up, none, pages};

/// Where files of the repository stand that the text names as inline code.
const FOLDERS: [&str; 7] = [
    ".ci/", ".config/", ".vscode/", "assets/", "book/", "shop/", "steps/",
];

fn problems(pages: &[Page]) -> Vec<String> {
    let all: Vec<(&Page, Markdown)> =
        pages.iter().map(|page| (page, read(page))).collect();
    let mut problems = Vec::new();
    for (page, markdown) in &all {
        let typed = ["href", "src"]
            .map(|name| markdown.attribute(name))
            .concat();
        for (line, link) in markdown.links.iter().chain(&typed) {
            if let Some(problem) = dead(page, link, &all) {
                problems.push(format!("book/{}:{line}: {link}: {problem}", page.path));
            }
        }
        for (line, code) in &markdown.codes {
            if names_a_file(code) && !repository().join(code).exists() {
                problems.push(format!("book/{}:{line}: {code}: no such file", page.path));
            }
        }
    }
    problems
}

/// Why a link leads nowhere. What is on other sites isn't looked at: tests work offline.
fn dead(page: &Page, link: &str, all: &[(&Page, Markdown)]) -> Option<&'static str> {
    if ["http://", "https://", "mailto:"]
        .iter()
        .any(|begin| link.starts_with(begin))
    {
        return None;
    }
    let (file, id) = link
        .split_once('#')
        .map_or((link, None), |(file, id)| (file, Some(id)));
    let folder = Path::new(&page.path).parent().unwrap_or(Path::new(""));
    let target = match file {
        "" => PathBuf::from(&page.path),
        file => normal(&folder.join(file)),
    };
    let Some((_, there)) = all.iter().find(|(page, _)| Path::new(&page.path) == target)
    else {
        return match target.starts_with("img")
            && source(&target.to_string_lossy()).exists()
        {
            true => None,
            false => Some("no page of SUMMARY.md, and no picture of book/img"),
        };
    };
    let id = id?;
    let headings = there
        .headings
        .iter()
        .filter_map(|(_, heading)| heading.id.as_deref());
    let typed = there.attribute("id");
    match headings
        .chain(typed.iter().map(|(_, id)| &**id))
        .any(|there| there == id)
    {
        true => None,
        false => Some("no such heading"),
    }
}

/// Without `..`, which only the file system would follow.
fn normal(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => drop(normal.pop()),
            part => normal.push(part),
        }
    }
    normal
}

fn names_a_file(code: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "./-_".contains(c);
    FOLDERS.iter().any(|folder| code.starts_with(folder)) && code.chars().all(is_plain)
}

#[test]
fn every_link_leads_somewhere() {
    none(&problems(&pages()));
}

#[test]
fn a_link_that_leads_nowhere_is_found() {
    let there = made_up("en/there.md", "# There {#top}\n\n<a id=\"mark\"></a>\n");
    let found =
        |text: &str| problems(&[made_up("en/x.md", text), there.clone()]).join("\n");
    for alive in [
        "[a](there.md#top) [b](there.md) [c](there.md#mark) [d](https://socket.io)",
        "# X {#x}\n\n[a](#x) ![Notice](../img/notice.png) `shop/src/main.rs` `steps/`",
    ] {
        assert_eq!(found(alive), "");
    }
    let (page, heading) = ("no page of SUMMARY.md, and no picture", "no such heading");
    for (dead, problem) in [
        ("[a](gone.md)", page),
        ("[a](there.md#gone)", heading),
        ("[a](#gone)", heading),
        ("![a](../img/gone.png)", page),
        ("[a](../../shop/src/main.rs)", page),
        ("<a href=\"gone.md\">a</a>", page),
        ("`shop/src/gone.rs`", "no such file"),
    ] {
        let expected = format!(
            "book/en/x.md:1: {}",
            if dead.starts_with('`') { "shop" } else { "" }
        );
        let said = found(dead);
        assert!(
            said.starts_with(&expected) && said.contains(problem),
            "{dead}: {said}"
        );
    }
}
