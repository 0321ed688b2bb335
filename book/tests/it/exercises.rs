//! Each exercise is set by the chapter that it names, in both languages.

use std::fs;

use book::language::Language;
use book::page::{self, Page};
use book::repository;

use crate::{made_up, none};

/// Each folder with its chapter: `03-greet-by-number`, `step-01`.
fn all() -> Vec<(String, String)> {
    let folders = fs::read_dir(repository().join("exercises")).unwrap();
    let folders = folders.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut folders: Vec<String> = folders
        .filter(|folder| folder.starts_with(|c: char| c.is_ascii_digit()))
        .collect();
    folders.sort();
    folders
        .into_iter()
        .map(|folder| {
            let manifest = repository()
                .join("exercises")
                .join(&folder)
                .join("Cargo.toml");
            let manifest = fs::read_to_string(manifest).unwrap();
            let mut lines = manifest.lines();
            let chapter = lines.find_map(|line| line.strip_prefix("chapter = \""));
            let chapter = chapter.and_then(|line| line.strip_suffix('"'));
            (folder, chapter.unwrap_or_default().to_owned())
        })
        .collect()
}

/// What the chapter has to say of an exercise, in this order, and doesn't.
fn missing(page: &Page, folder: &str, language: Language) -> Option<String> {
    let (number, name) = folder.split_once('-').unwrap();
    let (exercise, code) = (format!("../../exercises/{folder}"), language.code());
    let parts = [
        format!("{{#{name}}}\n"),
        "data-exercise=\"".to_owned(),
        format!("{{{{#include {exercise}/TASK.{code}.md}}}}\n"),
        format!("```sh\ncargo ex {number}\n```\n"),
        format!("{{{{#include {exercise}/tests/snapshots/starter.{code}.snap:4:}}}}\n"),
    ];
    let mut rest = page.text.as_str();
    for part in parts {
        match rest.split_once(&part) {
            Some((_, behind)) => rest = behind,
            None => {
                return Some(format!("book/{}: {folder}: no {}", page.path, part.trim()));
            }
        }
    }
    None
}

#[test]
fn every_exercise_is_set_by_its_chapter() {
    let mut problems = Vec::new();
    for (folder, chapter) in all() {
        for language in Language::ALL {
            match page::read(format!("{}/{chapter}.md", language.code())) {
                Ok(page) => problems.extend(missing(&page, &folder, language)),
                Err(error) => problems.push(format!("{folder}: its chapter: {error}")),
            }
        }
    }
    none(&problems);
}

#[test]
fn a_chapter_sets_its_exercises_in_their_order() {
    let exercises = all();
    let mut chapters: Vec<&String> =
        exercises.iter().map(|(_, chapter)| chapter).collect();
    chapters.dedup();
    let pages = page::all(Language::English).unwrap();
    let with_some: Vec<String> = pages
        .iter()
        .filter(|page| page.minutes_of_exercises() > 0)
        .map(|page| page.name().trim_end_matches(".md").to_owned())
        .collect();
    assert_eq!(with_some.iter().collect::<Vec<_>>(), chapters);
}

#[test]
fn an_exercise_that_a_chapter_forgets_is_found() {
    let text = "### Greet {#greet}\n\n<p data-exercise=\"5\">\n\n\
                {{#include ../../exercises/03-greet/TASK.en.md}}\n\n\
                ```sh\ncargo ex 03\n```\n\n\
                {{#include ../../exercises/03-greet/tests/snapshots/starter.en.snap:4:}}\n";
    let says = |text: &str| {
        let page = made_up("en/step-01.md", text);
        missing(&page, "03-greet", Language::English).unwrap_or_default()
    };
    assert_eq!(says(text), "");
    for (part, other) in [
        ("{#greet}", "{#great}"),
        ("data-exercise", "data-minutes"),
        ("TASK.en", "TASK.ko"),
        ("cargo ex 03", "cargo ex 3"),
        ("starter.en", "starter.ko"),
    ] {
        let said = says(&text.replace(part, other));
        assert!(said.contains("book/en/step-01.md: 03-greet: no "), "{said}");
    }
}
