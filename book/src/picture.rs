//! The pictures of the shop in `img/`: made by its browser test, and of which pages.

use std::fs;
use std::io;
use std::path::PathBuf;

use crate::stamp::blob;
use crate::{repository, source};

/// What takes new pictures, and takes them over.
pub const COMMANDS: [&str; 2] = [
    "cargo test -p shop --test browser two_windows",
    "cargo run -p book -- pictures",
];

/// The pictures that show the shop's pages.
const PICTURES: [&str; 2] = ["notice.png", "notice.ko.png"];

/// Copies the pictures that the browser test has left, and notes which pages they show.
pub fn take_over() -> io::Result<()> {
    for picture in PICTURES {
        let taken = repository().join("target/screenshots").join(picture);
        fs::copy(&taken, source("img").join(picture)).map_err(|error| {
            io::Error::other(format!(
                "{} is not there ({error}): run `{}` first",
                taken.display(),
                COMMANDS[0]
            ))
        })?;
    }
    fs::write(note(), pages()? + "\n")
}

/// Whether the shop's pages are still those that the pictures show.
pub fn are_current() -> io::Result<bool> {
    Ok(fs::read_to_string(note())?.trim_end() == pages()?)
}

fn note() -> PathBuf {
    source("img/notice.pages")
}

/// One id for everything in `assets/pages`: names and texts, in order.
fn pages() -> io::Result<String> {
    let mut folders = vec![repository().join("assets/pages")];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            match path.is_dir() {
                true => folders.push(path),
                false => files.push(path),
            }
        }
    }
    let mut ids = Vec::new();
    for file in files {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        ids.push(format!("{name} {}", blob(&fs::read_to_string(&file)?)));
    }
    ids.sort();
    Ok(blob(&ids.join("\n")))
}
