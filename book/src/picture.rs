//! The screenshots in `img/`: they are made by browser tests, and go out of date with
//! the pages.

use std::fs;
use std::io;
use std::path::PathBuf;

use crate::stamp::blob;
use crate::{repository, source};

/// The command that copies the screenshots of the browser tests.
pub const COMMAND: &str = "cargo run -p book -- pictures";

/// The words of the packet panel, which is closed in every picture.
const UNSEEN: &str = "meanings.js";

/// Pictures that show the same pages, and come from the same test.
pub struct Shot {
    /// A file or a folder of the repository.
    pub pages: &'static str,
    /// The command that takes them.
    pub test: &'static str,
    /// Their names in `img/`.
    pub pictures: &'static [&'static str],
}

/// All screenshots of the book. The pages of steps 01 to 03 are in both languages at
/// once.
pub const SHOTS: [Shot; 5] = [
    Shot {
        pages: "steps/step-01/index.html",
        test: "cargo test -p step-01 --test browser",
        pictures: &["step-01.png"],
    },
    Shot {
        pages: "steps/step-02/index.html",
        test: "cargo test -p step-02 --test browser",
        pictures: &["step-02.png"],
    },
    Shot {
        pages: "steps/step-03/index.html",
        test: "cargo test -p step-03 --test browser",
        pictures: &["step-03.png"],
    },
    Shot {
        pages: "assets/pages",
        test: "cargo test -p step-04 -p step-05 -p step-06 -p step-07 -p step-08 --test browser",
        pictures: &[
            "step-04.png",
            "step-04.ko.png",
            "step-05.png",
            "step-05.ko.png",
            "step-06.png",
            "step-06.ko.png",
            "step-07.png",
            "step-07.ko.png",
            "step-08.png",
            "step-08.ko.png",
        ],
    },
    Shot {
        pages: "assets/pages",
        test: "cargo test -p shop --test browser two_windows",
        pictures: &["notice.png", "notice.ko.png"],
    },
];

/// Copies the browser tests' screenshots, and records which version of the pages they
/// show. If the pages haven't changed, it works without new screenshots.
pub fn take_over() -> io::Result<()> {
    let old = old()?;
    for shot in &SHOTS {
        let is_old = old.iter().any(|it| it.pictures == shot.pictures);
        for picture in shot.pictures {
            let (taken, kept) = (screenshot(picture), source("img").join(picture));
            if !taken.exists() && kept.exists() && !is_old {
                continue;
            }
            fs::copy(&taken, kept).map_err(|error| {
                let (taken, test) = (taken.display(), shot.test);
                io::Error::other(format!("{taken} is not there ({error}): run `{test}`"))
            })?;
        }
    }
    fs::write(note(), shown()?.concat())
}

/// The shots whose pages have changed since the pictures were taken.
pub fn old() -> io::Result<Vec<&'static Shot>> {
    // The very first time, there is none.
    let note = fs::read_to_string(note()).unwrap_or_default();
    let noted: Vec<&str> = note.lines().collect();
    let lines = shown()?.into_iter().zip(&SHOTS);
    let old = lines.filter(|(line, _)| !noted.contains(&line.trim_end()));
    Ok(old.map(|(_, shot)| shot).collect())
}

fn screenshot(picture: &str) -> PathBuf {
    repository().join("target/screenshots").join(picture)
}

fn note() -> PathBuf {
    source("img/shown.pages")
}

/// A line for each shot: its first picture, its pages, their id.
fn shown() -> io::Result<Vec<String>> {
    let line = |shot: &Shot| {
        let (picture, pages) = (shot.pictures[0], shot.pages);
        Ok(format!("{picture} {pages} {}\n", id(pages)?))
    };
    SHOTS.iter().map(line).collect()
}

/// One id for a file, or for everything in a folder: names and contents, in order.
fn id(pages: &str) -> io::Result<String> {
    let mut paths = vec![repository().join(pages)];
    let mut ids = Vec::new();
    while let Some(path) = paths.pop() {
        if path.is_dir() {
            for entry in fs::read_dir(path)? {
                paths.push(entry?.path());
            }
            continue;
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name == UNSEEN {
            continue;
        }
        ids.push(format!("{name} {}", blob(&fs::read_to_string(&path)?)));
    }
    ids.sort();
    Ok(blob(&ids.join("\n")))
}
