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
mod tests;
