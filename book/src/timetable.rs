//! How long the course takes, from the minutes on its pages.

use std::fmt::Write;

use crate::language::Language;
use crate::page::Page;

/// A table of the chapters: when each starts, and how long it takes.
pub fn table(pages: &[Page], language: Language) -> String {
    let mut table = String::from(language.pick(
        "| Chapter | Starts after | Minutes | Its exercises |\n|---|---:|---:|---:|\n",
        "| 장 | 누적 시간 | 분 | 연습 문제 |\n|---|---:|---:|---:|\n",
    ));
    let (mut sum, mut all_exercises) = (0, 0);
    for page in pages {
        if let Some(minutes) = page.minutes() {
            let (title, name, begins) = (page.title(), page.name(), clock(sum));
            let exercises = page.minutes_of_exercises();
            let more = match exercises {
                0 => String::new(),
                minutes => format!("+ {minutes}"),
            };
            // Writing into a String can't fail.
            let _ = writeln!(
                table,
                "| [{title}]({name}) | {begins} | {minutes} | {more} |"
            );
            sum += minutes;
            all_exercises += exercises;
        }
    }
    let all = language.pick("Total", "합계");
    // Can't fail, as above.
    let _ = writeln!(
        table,
        "| **{all}** | {} | **{sum}** | **+ {all_exercises}** |",
        clock(sum)
    );
    table
}

fn clock(minutes: u32) -> String {
    format!("{}:{:02}", minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::table;
    use crate::language::Language;
    use crate::page::Page;

    #[test]
    fn a_chapter_starts_when_the_ones_before_it_are_over() {
        let page = |name: &str, minutes: &str| Page {
            path: format!("en/{name}.md"),
            text: format!("# {name} {{#top}}\n{minutes}\n"),
        };
        let pages = [
            page("sockets", r#"<p data-minutes="45">"#),
            page("glossary", ""),
            page("step-01", r#"<p data-minutes="25"><p data-exercise="10">"#),
        ];
        assert_eq!(
            table(&pages, Language::English),
            "| Chapter | Starts after | Minutes | Its exercises |\n|---|---:|---:|---:|\n\
             | [sockets](sockets.md) | 0:00 | 45 |  |\n\
             | [step-01](step-01.md) | 0:45 | 25 | + 10 |\n\
             | **Total** | 1:10 | **70** | **+ 10** |\n"
        );
    }
}
