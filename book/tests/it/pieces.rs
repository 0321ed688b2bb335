//! Are the pieces that a step's chapter has its reader write the whole listing?

use book::language::Language;
use book::page::{self, Page};
use book::piece::{self, Piece};

use crate::{made_up, none};

/// Every piece of a step, and the pages of the steps up to it: what none of them shows.
fn missing(step: u32, pages: &[Page]) -> Vec<String> {
    let listing = |step| piece::listing(step, Language::English).unwrap();
    let pieces = piece::pieces(&listing(step));
    let mut problems = Vec::new();
    for piece in pieces {
        // What hasn't changed since was written in the chapter before.
        let mut told = pages.iter().zip(1..=step);
        let told = told.any(|(page, earlier)| {
            let same = piece::pieces(&listing(earlier)).contains(&piece);
            same && shows(page, earlier, &piece)
        });
        if !told {
            let name = &piece.name;
            problems.push(format!("step {step:02}: no chapter has `{name}` written"));
        }
    }
    problems
}

/// As a whole, or each of its paragraphs.
fn shows(page: &Page, step: u32, piece: &Piece) -> bool {
    let includes = |name: &str| {
        let include = format!("{{{{#include ../made/step-{step:02}.en.rs:{name}}}}}");
        page.text.contains(&include)
    };
    let paragraphs = piece::paragraphs(piece);
    includes(&piece.name) || paragraphs.iter().all(|part| includes(&part.name))
}

fn chapters() -> Vec<Page> {
    let steps = piece::steps().unwrap();
    let read = |step| page::read(format!("en/step-{step:02}.md")).unwrap();
    steps.into_iter().map(read).collect()
}

#[test]
fn a_reader_who_writes_every_piece_has_the_listing() {
    let pages = chapters();
    let steps = piece::steps().unwrap();
    let problems = steps.into_iter().flat_map(|step| missing(step, &pages));
    none(&problems.collect::<Vec<_>>());
}

#[test]
fn a_piece_that_no_chapter_shows_is_found() {
    let mut page = chapters().remove(0);
    assert!(missing(1, std::slice::from_ref(&page)).is_empty());
    page.text = page.text.replace("step-01.en.rs:greet}}", "");
    assert_eq!(
        missing(1, &[page]),
        ["step 01: no chapter has `greet` written"]
    );
    let nothing = made_up("en/step-01.md", "");
    assert!(missing(1, &[nothing]).len() > 3);
}
