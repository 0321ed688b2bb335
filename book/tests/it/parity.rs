//! Both languages show the same: includes, headings, notes, questions, commands, minutes.

use book::language::Language;
use book::page::{self, Page};
use book::told;

use crate::markdown::read;
use crate::{includes, made_up, none};

/// What has to be the same, by its name, in the order of the page.
fn outline(page: &Page) -> [(&'static str, Vec<String>); 7] {
    let markdown = read(page);
    let headings = markdown.headings.iter();
    let commands = markdown.blocks.iter().map(|(_, block)| block);
    let commands = commands
        .filter(|block| matches!(block.language.as_deref(), Some("sh" | "powershell")));
    let questions = markdown.html.iter();
    let questions = questions.flat_map(|(_, html)| html.matches("<details"));
    let minutes = ["data-minutes", "data-exercise"].map(|name| markdown.attribute(name));
    let minutes = minutes.concat().into_iter();
    let shown = includes::of(page).into_iter();
    [
        (
            "includes",
            shown.map(|(_, file)| in_any_language(&file)).collect(),
        ),
        (
            "pictures",
            markdown
                .images
                .iter()
                .map(|file| in_any_language(file))
                .collect(),
        ),
        (
            "headings",
            headings
                .map(|(_, it)| format!("{} {:?}", it.level, it.id))
                .collect(),
        ),
        ("notes", markdown.notes.clone()),
        ("questions", questions.map(str::to_owned).collect()),
        ("minutes", minutes.map(|(_, minutes)| minutes).collect()),
        (
            "commands",
            commands.map(|block| block.text.clone()).collect(),
        ),
    ]
}

/// `x.en.svg` and `x.ko.svg` are the same, a recording and its Korean titles, `notice.png` and `notice.ko.png` too.
fn in_any_language(file: &str) -> String {
    Language::ALL
        .iter()
        .fold(told::original(file), |file, language| {
            file.replace(&format!(".{}.", language.code()), ".")
        })
}

fn problems(english: &Page, korean: &Page) -> Vec<String> {
    let name = english.name();
    let outlines = outline(english).into_iter().zip(outline(korean));
    let different = outlines.filter(|((_, english), (_, korean))| english != korean);
    let told = different.map(|((what, english), (_, korean))| {
        let same = english
            .iter()
            .zip(&korean)
            .take_while(|(one, other)| one == other);
        let at = same.count();
        let [english, korean] = [english, korean]
            .map(|all| all.get(at).map_or("none".into(), |it| it.trim().to_owned()));
        format!(
            "book/en/{name} and book/ko/{name} have different {what}, from number {} on: \
             {english} / {korean}",
            at + 1
        )
    });
    told.collect()
}

#[test]
fn both_languages_show_the_same() {
    let [english, korean] = Language::ALL.map(|language| page::all(language).unwrap());
    let pairs = english.iter().zip(&korean);
    let problems = pairs.flat_map(|(english, korean)| problems(english, korean));
    none(&problems.collect::<Vec<_>>());
}

#[test]
fn headings_have_ids_of_their_own() {
    let mut problems = Vec::new();
    for page in crate::pages() {
        problems.extend(unnamed(&page));
    }
    none(&problems);
}

fn unnamed(page: &Page) -> Vec<String> {
    let mut seen = Vec::new();
    let mut problems = Vec::new();
    for (line, heading) in read(page).headings {
        let place = format!("book/{}:{line}", page.path);
        match heading.id {
            None => problems.push(format!("{place}: a heading without {{#id}}")),
            Some(id) if seen.contains(&id) => {
                problems.push(format!("{place}: {{#{id}}} for the second time"));
            }
            Some(id) => seen.push(id),
        }
    }
    problems
}

#[test]
fn every_difference_is_found() {
    let english = "# Step 01 {#top}\n\n<p data-minutes=\"25\">25 minutes</p>\n\n\
                   ![Notice](../img/notice.png)\n\n{{#include ../made/step-01.en.svg}}\n\n\
                   > [!NOTE]\n> x\n\n<details>\n\n```sh\ncargo test\n```\n";
    let korean = &english
        .replace("notice.png", "notice.ko.png")
        .replace(".en.", ".ko.");
    let differ = |korean: &str| {
        problems(&made_up("en/x.md", english), &made_up("ko/x.md", korean)).join("\n")
    };
    assert_eq!(differ(korean), "");
    for (old, new, what) in [
        ("step-01.ko", "step-02.ko", "includes"),
        ("notice.ko", "cart.ko", "pictures"),
        ("{#top}", "{#begin}", "headings"),
        ("# Step", "## Step", "headings"),
        ("NOTE", "TIP", "notes"),
        ("<details>", "<div>", "questions"),
        ("\"25\"", "\"52\"", "minutes"),
        ("cargo test", "cargo run", "commands"),
    ] {
        let found = differ(&korean.replace(old, new));
        assert!(
            found.contains(&format!("different {what}, from number 1 on")),
            "{found}"
        );
    }
}

#[test]
fn a_heading_without_an_id_or_with_anothers_is_found() {
    let page = made_up("en/x.md", "# X {#top}\n\n## Run it\n\n## How {#top}\n");
    assert_eq!(
        unnamed(&page),
        [
            "book/en/x.md:3: a heading without {#id}",
            "book/en/x.md:5: {#top} for the second time",
        ]
    );
}

/// Parts that many chapters have.
const SECTIONS: [&str; 7] = [
    "break",
    "check",
    "diff",
    "exercises",
    "listing",
    "transcript",
    "wrong",
];

/// The second name that a part has on these pages, and where.
fn renamed(pages: &[Page], section: &str) -> Option<String> {
    let end = format!(" {{#{section}}}");
    let mut first = None;
    for page in pages {
        let heading = page.text.lines().find(|line| line.ends_with(&end));
        match (heading, first) {
            (Some(heading), None) => first = Some(heading),
            (Some(heading), Some(first)) if heading != first => {
                return Some(format!("book/{}: {heading}, and not {first}", page.path));
            }
            _ => {}
        }
    }
    None
}

#[test]
fn a_part_has_the_same_name_on_every_page() {
    let languages = Language::ALL.map(|language| page::all(language).unwrap());
    let problems = languages.iter().flat_map(|pages| {
        let renamed = SECTIONS.iter().map(|section| renamed(pages, section));
        renamed.flatten().collect::<Vec<_>>()
    });
    none(&problems.collect::<Vec<_>>());
}

#[test]
fn a_part_of_another_name_is_found() {
    let page =
        |heading: &str| made_up("ko/x.md", &format!("# X {{#top}}\n\n{heading}\n"));
    let [one, other] =
        ["## 망가뜨려 보기 {#break}", "## 고장 내 보기 {#break}"].map(page);
    assert_eq!(renamed(&[one.clone(), one.clone()], "break"), None);
    let found = renamed(&[one, other], "break").unwrap();
    assert!(found.contains("고장 내 보기"), "{found}");
}
