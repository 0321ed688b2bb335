//! SUMMARY.md and book.toml name everything that is there, in the same order for both.

use std::fs;

use book::language::Language;
use book::{page, source};

fn files(folder: &str) -> Vec<String> {
    let files = fs::read_dir(source(folder)).unwrap();
    let names = files.map(|file| file.unwrap().file_name());
    let mut names: Vec<String> = names
        .map(|name| name.to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn both_languages_have_the_same_pages_in_the_same_order() {
    let [english, korean] = Language::ALL.map(|language| {
        let pages = page::all(language).unwrap().into_iter();
        pages.map(|page| page.name().to_owned()).collect::<Vec<_>>()
    });
    assert_eq!(english, korean);
    for (language, mut names) in [("en", english), ("ko", korean)] {
        names.sort();
        assert_eq!(files(language), names, "SUMMARY.md and book/{language}");
    }
}

#[test]
fn the_sidebar_names_a_page_by_its_heading() {
    let summary = fs::read_to_string(source("SUMMARY.md")).unwrap();
    for page in crate::pages() {
        let entry = format!("- [{}]({})", page.title(), page.path);
        assert!(summary.contains(&entry), "SUMMARY.md lacks {entry}");
    }
}

#[test]
fn every_script_and_style_is_in_use() {
    let settings = fs::read_to_string(source("book.toml")).unwrap();
    for name in files("theme") {
        assert!(
            settings.contains(&format!("\"theme/{name}\"")),
            "theme/{name}"
        );
    }
}
