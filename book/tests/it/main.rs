//! What the book says, held against the repository.

#![allow(clippy::unwrap_used)]

mod cargo;
mod commands;
mod exercises;
mod fences;
mod includes;
mod links;
mod made;
mod markdown;
mod parity;
mod pictures;
mod pieces;
mod plans;
mod recordings;
mod requests;
mod server;
mod stamps;
mod summary;
mod words;

use book::language::Language;
use book::page::{self, Page};

/// Every page of both languages.
fn pages() -> Vec<Page> {
    let pages = Language::ALL.map(|language| page::all(language).unwrap());
    pages.concat()
}

/// A page that a test makes up.
fn made_up(path: &str, text: &str) -> Page {
    Page {
        path: path.to_owned(),
        text: text.to_owned(),
    }
}

/// Fails with all that is wrong, a line each.
fn none(problems: &[String]) {
    assert!(problems.is_empty(), "\n{}\n", problems.join("\n"));
}
