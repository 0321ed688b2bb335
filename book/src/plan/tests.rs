//! What the tables look like, and where the course is cut.

use super::{PLANS, cut, tables};
use crate::language::Language;
use crate::page::Page;

fn page(name: &str, minutes: &str) -> Page {
    Page {
        path: format!("en/{name}.md"),
        text: format!("# {name} {{#top}}\n{minutes}\n"),
    }
}

#[test]
fn a_day_has_exercises_breaks_and_lunch() {
    let pages = [
        page("sockets", r#"<p data-minutes="80"><p data-exercise="20">"#),
        page("glossary", ""),
        page("step-01", r#"<p data-minutes="100"><p data-exercise="15">"#),
        page("step-02", r#"<p data-minutes="200">"#),
    ];
    assert_eq!(
        tables(&PLANS[0], &pages, Language::English),
        "**Day 1**\n\n| Time | What | Minutes |\n|---|---|---:|\n\
         | 09:00 | [sockets](sockets.md) | 80 |\n\
         | 10:20 | *Break* | 10 |\n\
         | 10:30 | [Its exercises](sockets.md#exercises) | 20 |\n\
         | 10:50 | *Break* | 10 |\n\
         | 11:00 | [step-01](step-01.md) | 100 |\n\
         | 12:40 | *Lunch* | 60 |\n\
         | 13:40 | [Its exercises](step-01.md#exercises) | 15 |\n\
         | **13:55** | **End** | **295** |\n\n\
         **Day 2**\n\n| Time | What | Minutes |\n|---|---|---:|\n\
         | 09:00 | [step-02](step-02.md) | 200 |\n\
         | **12:20** | **End** | **200** |\n"
    );
    let evenings = tables(&PLANS[1], &pages, Language::Korean);
    let first = "**1회 차**\n\n| 시각 | 내용 | 분 |\n|---|---|---:|\n\
                 | 19:00 | [sockets](sockets.md) | 80 |\n\
                 | 20:20 | *쉬는 시간* | 10 |\n\
                 | 20:30 | [step-01](step-01.md) | 100 |\n\
                 | **22:10** | **끝** | **190** |\n\
                 |  | 숙제: 연습 문제 | + 35 |\n";
    assert!(evenings.starts_with(first), "{evenings}");
}

#[test]
fn no_meeting_is_longer_than_it_has_to_be() {
    assert_eq!(cut(&[10, 20, 30, 30, 10], 2), [3, 2]);
    assert_eq!(cut(&[60, 10, 10, 40], 3), [1, 3]);
    assert_eq!(cut(&[], 2), [0; 0]);
}
