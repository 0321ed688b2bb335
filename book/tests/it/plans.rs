//! The plans for a class add up, whatever minutes the pages say.

use book::language::Language;
use book::page::{self, Page};
use book::plan::{PLANS, Plan, tables};

fn problems(plan: &Plan, pages: &[Page], language: Language) -> Vec<String> {
    let text = tables(plan, pages, language);
    // Each stands under its name in bold.
    let tables: Vec<&str> = text.split("\n\n| ").skip(1).collect();
    let mut problems = Vec::new();
    if tables.len() != plan.meetings {
        problems.push(format!("{} meetings:\n{text}", tables.len()));
    }
    for table in tables {
        let end = table.split("**").nth(5);
        let whole = end.and_then(|sum| sum.parse().ok());
        if whole != Some(sum(table, "")) {
            problems.push(format!("doesn't add up:\n{table}"));
        }
    }
    let pages = || pages.iter().filter(|page| plan.has(page));
    let chapters: u32 = pages().filter_map(Page::minutes).sum();
    let exercises = pages().map(Page::minutes_of_exercises);
    let exercises: u32 = exercises.filter(|_| plan.by_day).sum();
    // What is worked on has a link.
    if sum(&text, "](") != chapters + exercises {
        problems.push(format!("isn't all that it has:\n{text}"));
    }
    problems
}

/// The minutes in the last cells of the lines that have this in them.
fn sum(text: &str, what: &str) -> u32 {
    let lines = text.lines().filter(|line| line.contains(what));
    let cells = lines.filter_map(|line| line.rsplit('|').nth(1));
    cells
        .filter_map(|cell| cell.trim().parse::<u32>().ok())
        .sum()
}

#[test]
fn each_plan_has_all_its_chapters_and_adds_up() {
    for language in Language::ALL {
        let pages = page::all(language).unwrap();
        for plan in PLANS {
            crate::none(&problems(&plan, &pages, language));
        }
    }
}

#[test]
fn a_course_of_one_chapter_is_too_short_for_a_plan() {
    let text = "# X {#top}\n<p data-minutes=\"30\">";
    let page = crate::made_up("en/x.md", text);
    let found = problems(&PLANS[0], &[page], Language::English);
    assert!(found[0].starts_with("1 meetings:\n"), "{found:?}");
    assert_eq!(found.len(), 1);
}
