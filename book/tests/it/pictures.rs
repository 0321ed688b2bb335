//! The drawings and screenshots of `img/`.

use std::fs;

use book::language::Language;
use book::{picture, source};
use regex::Regex;

use crate::none;

/// As wide as the text of a page on a phone, so that words keep their size there.
const NARROW: &str = r#" viewBox="0 0 340 "#;

/// A drawing in each language, by its name: `rooms`.
fn drawings() -> Vec<(String, [String; 2])> {
    let mut names = Vec::new();
    for entry in fs::read_dir(source("img")).unwrap() {
        let file = entry.unwrap().file_name().into_string().unwrap();
        if let Some(name) = file.strip_suffix(".svg") {
            names.push(name.split('.').next().unwrap().to_owned());
        }
    }
    names.sort();
    names.dedup();
    let both = |name: &String| Language::ALL.map(|language| read(name, language));
    names
        .iter()
        .map(|name| (name.clone(), both(name)))
        .collect()
}

/// Empty, if the drawing isn't there in this language.
fn read(name: &str, language: Language) -> String {
    let file = source(&format!("img/{name}.{}.svg", language.code()));
    fs::read_to_string(file).unwrap_or_default()
}

/// What a page can't take in, or a reader can't see or hear.
fn problems(name: &str, drawing: &str) -> Vec<&'static str> {
    let demands = [form(drawing), names(name, drawing), look(drawing)].concat();
    let broken = demands.into_iter().filter(|(holds, _)| !holds);
    broken.map(|(_, problem)| problem).collect()
}

type Demand = (bool, &'static str);

fn form(drawing: &str) -> Vec<Demand> {
    let whole = drawing.trim_end();
    let is_one = drawing.starts_with("<svg class=\"sketch\" ")
        && whole.ends_with("</svg>")
        && whole.matches("<svg").count() == 1;
    // It would end the HTML in the middle of a page.
    let has_blank = whole.lines().any(|line| line.trim().is_empty());
    vec![
        (is_one, "not one sketch"),
        (!has_blank, "a blank line"),
        (drawing.contains(NARROW), "too wide for a phone"),
    ]
}

fn names(name: &str, drawing: &str) -> Vec<Demand> {
    let [title, desc] = ["title", "desc"].map(|part| format!("picture-{name}-{part}"));
    let named = format!(" role=\"img\" aria-labelledby=\"{title} {desc}\" ");
    let title = format!("<title id=\"{title}\">[^<]+</title>");
    let desc = format!("<desc id=\"{desc}\">[^<]+</desc>");
    vec![
        (drawing.contains(&named), "no name for a screen reader"),
        (has(drawing, &title), "no title"),
        (has(drawing, &desc), "no description"),
        (
            drawing.matches(" id=").count() == 2,
            "an id that another one may have",
        ),
    ]
}

/// Colours, fonts and sizes are the page's.
fn look(drawing: &str) -> Vec<Demand> {
    let fills = drawing.matches(" fill=").count();
    let sizes = drawing.matches(" font-size=").count();
    vec![
        (
            !has(drawing, " (stroke|style|font-family)="),
            "a look of its own",
        ),
        (
            fills == 1 && drawing.contains(" fill=\"currentColor\" "),
            "a colour of its own",
        ),
        (!has(drawing, "#[0-9a-fA-F]{3}|rgb|hsl"), "a colour's name"),
        (sizes == 1, "a size of its own"),
    ]
}

/// The classes of a drawing that the book's styles don't know.
fn unknown_classes(drawing: &str) -> Vec<String> {
    let styles = fs::read_to_string(source("theme/diagram.css")).unwrap();
    let classes = Regex::new(" class=\"([^\"]+)\"").unwrap();
    let all = classes.captures_iter(drawing);
    let mut unknown: Vec<String> = all
        .flat_map(|found| found[1].split(' ').map(str::to_owned).collect::<Vec<_>>())
        .filter(|class| !styles.contains(&format!(".{class} {{")))
        .collect();
    unknown.dedup();
    unknown
}

fn has(drawing: &str, pattern: &str) -> bool {
    Regex::new(pattern).unwrap().is_match(drawing)
}

/// The drawing without its words.
fn shapes(drawing: &str) -> String {
    let words = Regex::new(">[^<]+<").unwrap();
    words.replace_all(drawing, "><").into_owned()
}

#[test]
fn every_drawing_is_for_everyone_in_both_languages() {
    let mut all = Vec::new();
    for (name, [english, korean]) in drawings() {
        for (language, drawing) in [("en", &english), ("ko", &korean)] {
            let found = problems(&name, drawing).into_iter();
            all.extend(found.map(|it| format!("book/img/{name}.{language}.svg: {it}")));
            let unknown = unknown_classes(drawing).into_iter();
            all.extend(
                unknown.map(|it| format!("book/img/{name}.{language}.svg: .{it}")),
            );
        }
        if shapes(&english) != shapes(&korean) {
            all.push(format!(
                "book/img/{name}.ko.svg: other shapes than in English"
            ));
        }
    }
    assert!(drawings().len() >= 10);
    none(&all);
}

#[test]
fn a_drawing_that_some_cannot_see_is_found() {
    let drawing = read("rooms", Language::English);
    assert_eq!(problems("rooms", &drawing), [""; 0]);
    for (old, new, problem) in [
        ("</title>\n", "</title>\n\n", "a blank line"),
        ("<desc id", "<metadata id", "no description"),
        ("<title id", "<metadata id", "no title"),
        (" role=\"img\"", "", "no name for a screen reader"),
        ("class=\"box\"", "style=\"fill:red\"", "a look of its own"),
        ("class=\"box\"", "fill=\"red\"", "a colour of its own"),
        (
            "<circle",
            "<circle id=\"a\"",
            "an id that another one may have",
        ),
        ("0 0 340", "0 0 800", "too wide for a phone"),
        ("<circle", "<svg/><circle", "not one sketch"),
    ] {
        let found = problems("rooms", &drawing.replacen(old, new, 1));
        assert_eq!(found, [problem], "{old} → {new}");
    }
    assert!(problems("gone", "").contains(&"no title"));
    let misspelt = drawing.replacen("class=\"box\"", "class=\"bok\"", 1);
    assert_eq!(unknown_classes(&misspelt), ["bok"]);
}

#[test]
fn screenshots_show_the_pages_as_they_are() {
    let old = picture::old().unwrap();
    let mut told = String::new();
    for shot in &old {
        let (pages, first) = (shot.pages, shot.pictures[0]);
        told += &format!("{pages} has changed since book/img/{first} was taken: run\n");
        told += &format!("  {}\n", shot.test);
    }
    assert!(old.is_empty(), "\n{told}and then\n  {}\n", picture::COMMAND);
}

#[test]
fn every_screenshot_has_its_test() {
    let known: Vec<&str> = picture::SHOTS
        .iter()
        .flat_map(|it| it.pictures)
        .copied()
        .collect();
    let mut problems = Vec::new();
    for entry in fs::read_dir(source("img")).unwrap() {
        let file = entry.unwrap().file_name().into_string().unwrap();
        if file.ends_with(".png") && !known.contains(&&*file) {
            problems.push(format!(
                "book/img/{file} is in no shot of book/src/picture.rs"
            ));
        }
    }
    let there = |file: &&&str| !source("img").join(file).exists();
    let gone = known.iter().filter(there);
    problems.extend(gone.map(|file| format!("book/img/{file} is not there")));
    none(&problems);
}
