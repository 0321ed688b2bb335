//! A step's listing in the pieces in which the reader writes it.

use std::fs;
use std::io;

use crate::comment;
use crate::language::Language;
use crate::repository;

const IMPORTS: &str = "use";

/// Consecutive lines of a listing, named after the item that they start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// For example, `greet`; a function's paragraphs are `main-1`, `main-2`; the
    /// imports, together with the file's own comment, are `use`.
    pub name: String,
    /// Its lines.
    pub text: String,
}

/// The numbers of the steps that the reader writes, in order: from 1 on.
pub fn steps() -> io::Result<Vec<u32>> {
    let mut numbers = Vec::new();
    for entry in fs::read_dir(repository().join("steps"))? {
        let name = entry?.file_name();
        let number = name.to_string_lossy();
        let number = number
            .strip_prefix("step-")
            .and_then(|digits| digits.parse::<u32>().ok());
        numbers.extend(number.filter(|number| *number > 0));
    }
    numbers.sort_unstable();
    Ok(numbers)
}

/// A step's `main.rs`, with comments in this language.
pub fn listing(step: u32, language: Language) -> io::Result<String> {
    let name = format!("steps/step-{step:02}/src/main.rs");
    let text = fs::read_to_string(repository().join(&name))?;
    comment::in_language(&text.replace("\r\n", "\n"), language)
        .map_err(|error| io::Error::other(format!("{name}: {error}")))
}

/// The listing with an anchor around each piece and each of its paragraphs, and one
/// around all of it: `all`.
pub fn anchored(listing: &str) -> String {
    let around = |name: &str, text: &str| {
        format!("// ANCHOR: {name}\n{text}// ANCHOR_END: {name}\n")
    };
    let pieces = pieces(listing).into_iter().map(|piece| {
        let paragraphs = paragraphs(&piece);
        let text = match paragraphs.len() {
            1 => piece.text,
            _ => {
                let each = paragraphs.iter().map(|it| around(&it.name, &it.text));
                each.collect::<Vec<_>>().join("\n")
            }
        };
        around(&piece.name, &text)
    });
    around("all", &pieces.collect::<Vec<_>>().join("\n"))
}

/// The imports, then each item with the lines above it.
pub fn pieces(listing: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut text = String::new();
    for line in listing.lines() {
        if line.is_empty() && is_whole(&text) {
            take(&mut pieces, &mut text);
        } else {
            text += line;
            text += "\n";
        }
    }
    take(&mut pieces, &mut text);
    pieces
}

/// A function's parts, separated by blank lines; if there are none, there is one part.
pub fn paragraphs(piece: &Piece) -> Vec<Piece> {
    if piece.name == IMPORTS {
        return vec![piece.clone()];
    }
    let parts = piece.text.trim_end().split("\n\n").enumerate();
    parts
        .map(|(at, text)| Piece {
            name: format!("{}-{}", piece.name, at + 1),
            text: format!("{text}\n"),
        })
        .collect()
}

/// In formatted code, an item ends at the left margin.
fn is_whole(text: &str) -> bool {
    let last = text.lines().last().unwrap_or_default();
    last.starts_with('}')
        || last.starts_with("//!")
        || (last.ends_with(';') && !last.starts_with(' '))
}

fn take(pieces: &mut Vec<Piece>, text: &mut String) {
    let text = std::mem::take(text);
    let name = name(&text);
    match pieces.last_mut() {
        Some(imports) if name == imports.name => imports.text += &format!("\n{text}"),
        _ => pieces.push(Piece { name, text }),
    }
}

/// The name in the first line that defines something.
fn name(text: &str) -> String {
    const KINDS: [&str; 6] = ["fn ", "struct ", "enum ", "const ", "static ", "type "];
    let lines = text
        .lines()
        .filter(|line| !line.starts_with([' ', '/', '#']));
    let named = lines.clone().find_map(|line| {
        let line = line.strip_prefix("async ").unwrap_or(line);
        KINDS.iter().find_map(|kind| line.strip_prefix(kind))
    });
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    let end = |name: &str| name.find(|c| !is_name(c)).unwrap_or(name.len());
    named.map_or(IMPORTS.to_owned(), |name| name[..end(name)].to_owned())
}

#[cfg(test)]
mod tests {
    use super::{anchored, paragraphs, pieces};

    const LISTING: &str = "//! A step.\n\nuse std::io;\n\nuse axum::Router;\n\n\
        #[tokio::main]\nasync fn main() {\n    one();\n\n    // Why.\n    two();\n}\n\n\
        /// A shape.\n#[derive(Clone)]\nstruct Buy {\n    id: i64,\n}\n\n\
        const MOST: usize = 3;\n";

    #[test]
    fn a_listing_is_split_into_imports_items_and_paragraphs() {
        let pieces = pieces(LISTING);
        let names: Vec<&str> = pieces.iter().map(|it| it.name.as_str()).collect();
        assert_eq!(names, ["use", "main", "Buy", "MOST"]);
        assert_eq!(
            pieces[0].text,
            "//! A step.\n\nuse std::io;\n\nuse axum::Router;\n"
        );
        let parts = paragraphs(&pieces[1]);
        assert_eq!(parts.len(), 2);
        assert_eq!(parts[1].name, "main-2");
        assert_eq!(parts[1].text, "    // Why.\n    two();\n}\n");
    }

    #[test]
    fn the_pieces_together_are_the_listing() {
        let anchored = anchored(LISTING);
        let lines = anchored
            .lines()
            .filter(|line| !line.starts_with("// ANCHOR"));
        let together: String = lines.map(|line| format!("{line}\n")).collect();
        assert_eq!(together, LISTING);
    }
}
