//! The book as HTML, built the way `mdbook build book` does.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io;
use std::path::PathBuf;
use std::time::SystemTime;

use axum::body::Bytes;
use mdbook_driver::MDBook;

use crate::repository;

/// What the pages are made of: a change in one of these makes the book out of date.
pub const SOURCES: [&str; 6] =
    ["book", "steps", "shop", "assets", "exercises", ".vscode"];

/// The built files by path, such as `en/welcome.html`.
pub type Files = HashMap<String, Bytes>;

/// Builds both languages into `target/book`, and returns the files.
pub fn build() -> io::Result<Files> {
    let target = repository().join("target");
    fs::create_dir_all(&target)?;
    let guard = File::create(target.join("book.lock"))?;
    // Held until `guard` is dropped: mdBook empties the folder first, and another
    // process running at the same time would read half a book.
    guard.lock()?;
    let book = MDBook::load(repository().join("book")).and_then(|mut book| {
        book.config.build.build_dir = target.join("book");
        book.build()
    });
    book.map_err(|error| io::Error::other(format!("{error:#}")))?;

    let folder = target.join("book");
    let mut files = Files::new();
    for (file, _) in files_under(vec![folder.clone()])? {
        if let Ok(path) = file.strip_prefix(&folder) {
            let path = path.to_string_lossy().replace('\\', "/");
            files.insert(path, fs::read(&file)?.into());
        }
    }
    Ok(files)
}

/// When a source last changed.
pub fn changed() -> io::Result<SystemTime> {
    let folders = SOURCES.map(|name| repository().join(name));
    let files = files_under(folders.into())?.into_iter();
    let last = files.map(|(_, changed)| changed).max();
    Ok(last.unwrap_or(SystemTime::UNIX_EPOCH))
}

/// All files in these folders, and when each was changed.
fn files_under(mut folders: Vec<PathBuf>) -> io::Result<Vec<(PathBuf, SystemTime)>> {
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let about = entry.metadata()?;
            match about.is_dir() {
                true if entry.file_name() == "node_modules" => {}
                true => folders.push(entry.path()),
                false => files.push((entry.path(), about.modified()?)),
            }
        }
    }
    Ok(files)
}
