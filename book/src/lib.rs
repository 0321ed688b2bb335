//! What turns the book's sources into the book.

pub mod comment;
pub mod diagram;
pub mod diff;
pub mod drawing;
pub mod figures;
pub mod grouped;
mod korean;
pub mod language;
pub mod made;
pub mod meaning;
pub mod node;
pub mod packet;
pub mod page;
pub mod picture;
pub mod piece;
pub mod plan;
pub mod protocol;
pub mod serve;
pub mod site;
pub mod snapshot;
pub mod stamp;
pub mod timetable;
pub mod told;
pub mod wording;

use std::path::{Path, PathBuf};

/// The repository where this was built; the sources are read from there.
pub fn repository() -> &'static Path {
    let book = Path::new(env!("CARGO_MANIFEST_DIR"));
    book.parent().unwrap_or(book)
}

/// A file of the book, such as `en/welcome.md`.
pub fn source(path: &str) -> PathBuf {
    repository().join("book").join(path)
}
