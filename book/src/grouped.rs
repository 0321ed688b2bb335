//! What the bench measured about telling purchases one by one and in groups, as a table.

use std::fmt::Write;

use crate::figures::{Figures, shown};
use crate::language::Language;

/// A figure's name in the bench, and in each language.
const FIGURES: [(&str, &str, &str); 7] = [
    ("deliveries a second", "told a second", "초당 전달"),
    (
        "in a packet",
        "purchases in a packet",
        "패킷 하나에 든 구매",
    ),
    ("at once", "purchases in a write", "쓰기 한 번에 든 구매"),
    ("bytes each", "bytes for each", "전달 하나의 바이트"),
    (
        "µs of CPU each",
        "CPU for each, µs",
        "전달 하나에 드는 CPU(µs)",
    ),
    ("p50 ms", "median, ms", "중앙값(ms)"),
    ("p99 ms", "99th percentile, ms", "99번째 백분위수(ms)"),
];

/// Two columns for each rate.
pub fn table(figures: &Figures, language: Language) -> String {
    let mut table = String::from(language.pick(
        "| | One by one | In groups |\n|---|---:|---:|\n",
        "| | 하나씩 | 묶어서 |\n|---|---:|---:|\n",
    ));
    for (rate, english, korean) in [
        ("500", "500 purchases a second", "초당 구매 500건"),
        ("2000", "2,000 purchases a second", "초당 구매 2,000건"),
    ] {
        let mut before = format!("{}: ", language.pick(english, korean));
        for (figure, english, korean) in FIGURES {
            let cells = ["", ", grouped"].map(|way| {
                let what = format!("1000 clients, {rate} purchases a second{way}");
                let number = figures.of(&what, "shop", figure);
                number.map_or("–".to_owned(), shown)
            });
            let ([alone, grouped], name) = (cells, language.pick(english, korean));
            // Writing into a String can't fail.
            let _ = writeln!(table, "| {before}{name} | {alone} | {grouped} |");
            before = "… ".to_owned();
        }
    }
    table
}
