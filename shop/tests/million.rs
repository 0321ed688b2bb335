//! What the simulation of a million listeners prints, on every run the same: the book
//! shows it.

#![allow(clippy::unwrap_used)]

use clap::Parser;
use transcript::as_printed;

#[path = "../examples/million/main.rs"]
#[allow(dead_code, reason = "its `main` isn't needed here")]
mod million;

use million::world::World;

fn keep(name: &str, language: &str, says: &str) {
    as_printed().bind(|| insta::assert_snapshot!(format!("{name}.{language}"), says));
}

#[test]
fn a_million_listeners_and_ten_thousand_purchases_a_second() {
    for language in ["en", "ko"] {
        let world = World::parse_from(["million", "--lang", language]);
        for (name, table) in world.report() {
            keep(&format!("million-{name}"), language, &table.to_string());
        }
    }
}

#[test]
fn a_hundred_thousand_listeners_and_a_hundred_purchases_a_second() {
    for language in ["en", "ko"] {
        let few = ["--listeners", "100000", "--buys", "100"];
        let words = ["million", "--lang", language].into_iter().chain(few);
        let report = World::parse_from(words).report();
        let (_, table) = report.iter().find(|(name, _)| *name == "ways").unwrap();
        keep("million-fewer", language, &table.to_string());
    }
}
