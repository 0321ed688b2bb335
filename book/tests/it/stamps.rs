//! A Korean page says which text of the English page it tells; this one has moved on.

use book::language::Language;
use book::page::{self, Page};
use book::stamp::{blob, english, stamp};

use crate::{made_up, none};

fn problem(korean: &Page, english: &Page) -> Option<String> {
    let (path, name) = (&korean.path, korean.name().trim_end_matches(".md"));
    match stamp(korean) {
        None => Some(format!(
            "book/{path}:1: no stamp: `cargo run -p book -- make` writes one"
        )),
        Some(stamp) if stamp == blob(&english.text) => None,
        Some(stamp) => Some(format!(
            "book/{path}: book/{en} has changed since. `git diff {stamp} HEAD:book/{en}` \
             shows how (before it is committed, `git diff {stamp} book/{en}`). When the \
             Korean says so too: `cargo run -p book -- stamp {name}`",
            en = english.path
        )),
    }
}

#[test]
fn korean_pages_tell_what_the_english_pages_tell_now() {
    let pages = page::all(Language::Korean).unwrap();
    let problems = pages
        .iter()
        .filter_map(|page| problem(page, &english(page).unwrap()));
    none(&problems.collect::<Vec<_>>());
}

#[test]
fn an_english_page_that_has_moved_on_is_found() {
    let english = made_up("en/step-01.md", "# Step 01\n");
    let stamp = blob(&english.text);
    let korean = made_up(
        "ko/step-01.md",
        &format!("<!-- en: {stamp} -->\n# 스텝 01\n"),
    );
    assert_eq!(problem(&korean, &english), None);

    let moved_on = made_up("en/step-01.md", "# Step 01\n\nMore.\n");
    let said = problem(&korean, &moved_on).unwrap();
    let command = format!("`git diff {stamp} HEAD:book/en/step-01.md`");
    assert!(said.contains(&command), "{said}");
    assert!(
        said.contains("`cargo run -p book -- stamp step-01`"),
        "{said}"
    );

    let without = made_up("ko/step-01.md", "# 스텝 01\n");
    assert!(problem(&without, &english).unwrap().contains("no stamp"));
}
