//! The course for a class: days or evenings with breaks, from the minutes on its pages.

use std::fmt::Write;

use crate::language::Language;
use crate::page::Page;

/// Nobody sits longer than this without a break, unless a single chapter takes longer.
const AT_A_STRETCH: u32 = 90;
const BREAK: u32 = 10;
const LUNCH: u32 = 60;
/// Lunch is between two chapters, as close to this time as possible.
const LUNCHTIME: u32 = clock(12, 30);

/// A way to hold the course.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// The name of its file, such as `two-days`.
    pub name: &'static str,
    /// How many days or evenings.
    pub meetings: usize,
    /// In minutes after midnight.
    begins: u32,
    /// With lunch and the exercises; for evenings, exercises are homework.
    pub by_day: bool,
    /// The word for a day or an evening, in English and Korean.
    called: (&'static str, &'static str),
    /// The names of pages for which it has no time.
    without: &'static [&'static str],
}

/// The plans on the page for teachers.
pub const PLANS: [Plan; 2] = [
    Plan {
        name: "two-days",
        meetings: 2,
        begins: clock(9, 0),
        by_day: true,
        called: ("Day", "일 차"),
        without: &["step-09", "online", "arithmetic"],
    },
    Plan {
        name: "five-evenings",
        meetings: 5,
        begins: clock(19, 0),
        by_day: false,
        called: ("Evening", "회 차"),
        without: &[],
    },
];

/// A line of a plan: when, what, how long.
struct Item {
    at: u32,
    what: String,
    minutes: u32,
}

/// The plan's tables, one for each day or evening.
#[must_use]
pub fn tables(plan: &Plan, pages: &[Page], language: Language) -> String {
    let timed: Vec<&Page> = pages
        .iter()
        .filter(|page| page.minutes() > Some(0) && plan.has(page))
        .collect();
    let lengths: Vec<u32> = timed.iter().map(|page| plan.minutes_of(page)).collect();
    let mut left = &timed[..];
    let tables = cut(&lengths, plan.meetings).into_iter().zip(1..);
    let tables = tables.map(|(chapters, number)| {
        let (meeting, rest) = left.split_at(chapters);
        left = rest;
        plan.table(number, meeting, language)
    });
    tables.collect::<Vec<_>>().join("\n")
}

impl Plan {
    /// Whether there is time for this page.
    #[must_use]
    pub fn has(&self, page: &Page) -> bool {
        !self.without.contains(&page.name())
    }

    fn minutes_of(&self, page: &Page) -> u32 {
        let exercises = if self.by_day {
            page.minutes_of_exercises()
        } else {
            0
        };
        page.minutes().unwrap_or_default() + exercises
    }

    fn table(&self, number: u32, pages: &[&Page], language: Language) -> String {
        let items = self.items(pages, language);
        let end = items
            .last()
            .map_or(self.begins, |item| item.at + item.minutes);
        let heading = match language {
            Language::English => format!("{} {number}", self.called.0),
            Language::Korean => format!("{number}{}", self.called.1),
        };
        let columns = language.pick("Time | What | Minutes", "시각 | 내용 | 분");
        let mut table = format!("**{heading}**\n\n| {columns} |\n|---|---|---:|\n");
        let mut line = |time: &str, what: &str, minutes: &str| {
            // Writing into a String can't fail.
            let _ = writeln!(table, "| {time} | {what} | {minutes} |");
        };
        for Item { at, what, minutes } in items {
            line(&time(at), &what, &minutes.to_string());
        }
        let (all, over) = (end - self.begins, language.pick("End", "끝"));
        line(&bold(&time(end)), &bold(over), &bold(&all.to_string()));
        let at_home: u32 = pages.iter().map(|page| page.minutes_of_exercises()).sum();
        if at_home > 0 && !self.by_day {
            let exercises = language.pick("Exercises for home", "숙제: 연습 문제");
            line("", exercises, &format!("+ {at_home}"));
        }
        table
    }

    fn items(&self, pages: &[&Page], language: Language) -> Vec<Item> {
        let mut items: Vec<Item> = Vec::new();
        let (mut now, mut sat, mut hungry) = (self.begins, 0, self.by_day);
        for (what, minutes) in pages.iter().flat_map(|page| self.work(page, language)) {
            // The middle tells which end is closer to lunchtime.
            let lunch = hungry && now + minutes / 2 > LUNCHTIME;
            let pause = match (lunch, sat > 0 && sat + minutes > AT_A_STRETCH) {
                (true, _) => Some((language.pick("Lunch", "점심시간"), LUNCH)),
                (false, true) => Some((language.pick("Break", "쉬는 시간"), BREAK)),
                (false, false) => None,
            };
            if let Some((what, minutes)) = pause {
                let what = format!("*{what}*");
                items.push(Item {
                    at: now,
                    what,
                    minutes,
                });
                (now, sat, hungry) = (now + minutes, 0, hungry && !lunch);
            }
            items.push(Item {
                at: now,
                what,
                minutes,
            });
            (now, sat) = (now + minutes, sat + minutes);
        }
        items
    }

    /// A chapter, and its exercises if they are done in class.
    fn work(&self, page: &Page, language: Language) -> Vec<(String, u32)> {
        let link = format!("[{}]({})", page.title(), page.name());
        let mut work = vec![(link, page.minutes().unwrap_or_default())];
        let exercises = page.minutes_of_exercises();
        if self.by_day && exercises > 0 {
            let its = language.pick("Its exercises", "이 장의 연습 문제");
            work.push((format!("[{its}]({}#exercises)", page.name()), exercises));
        }
        work
    }
}

/// How many chapters each meeting has, so that the longest one is as short as possible.
fn cut(lengths: &[u32], meetings: usize) -> Vec<usize> {
    let longest = lengths.iter().copied().max().unwrap_or_default();
    let limits = longest..=lengths.iter().sum();
    let mut cuts = limits.map(|limit| filled(lengths, limit));
    cuts.find(|cut| cut.len() <= meetings).unwrap_or_default()
}

/// Each meeting takes as many as fit into this many minutes.
fn filled(lengths: &[u32], limit: u32) -> Vec<usize> {
    let mut meetings = Vec::new();
    let mut sum = 0;
    for length in lengths {
        match meetings.last_mut() {
            Some(chapters) if sum + length <= limit => {
                *chapters += 1;
                sum += length;
            }
            _ => {
                meetings.push(1);
                sum = *length;
            }
        }
    }
    meetings
}

const fn clock(hour: u32, minute: u32) -> u32 {
    hour * 60 + minute
}

fn time(minutes: u32) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

fn bold(text: &str) -> String {
    format!("**{text}**")
}

#[cfg(test)]
mod tests {
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
}
