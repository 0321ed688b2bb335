//! A transcript that a test recorded, read back from its snapshot.

use std::fs;
use std::io;
use std::path::Path;

use recording::{Action, Transcript};

/// A snapshot's text, without the header that insta puts above it.
pub fn body(text: &str) -> &str {
    let header = text.match_indices("---\n").nth(1);
    header.map_or(text, |(at, line)| &text[at + line.len()..])
}

/// Reads a transcript from a file in `tests/snapshots`.
pub fn read(file: &Path) -> io::Result<Vec<Action>> {
    let text = fs::read_to_string(file)
        .map_err(|error| io::Error::other(format!("{}: {error}", file.display())))?;
    let Ok(Transcript(actions)) = body(&text).parse();
    Ok(actions)
}
