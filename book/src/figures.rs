//! What `cargo bench -p shop --bench trade -- --keep` measured, as a table and a chart.

use std::fmt::Write;
use std::fs;
use std::io;

use serde_json::Value;

use crate::drawing::Drawing;
use crate::language::Language;
use crate::source;

const SERVERS: [&str; 3] = ["shop", "bare loop", "Node"];

/// What was measured, which figure it gave, and its name in each language.
const ROWS: [(&str, &str, &str, &str); 16] = [
    (
        CROWD,
        "deliveries a second",
        "500 purchases a second to 1,000 clients: deliveries a second",
        "클라이언트 1,000개에 구매를 초당 500건: 초당 전달",
    ),
    (
        CROWD,
        "p50 ms",
        "… from BUY to BUY_GOODS, median, ms",
        "… BUY에서 BUY_GOODS까지, 중앙값(ms)",
    ),
    (
        CROWD,
        "p99 ms",
        "… 99th percentile, ms",
        "… 99번째 백분위수(ms)",
    ),
    (
        CROWD,
        "p99.9 ms",
        "… 99.9th percentile, ms",
        "… 99.9번째 백분위수(ms)",
    ),
    (
        CROWD,
        "µs of CPU each",
        "… CPU for each delivery, µs",
        "… 전달 하나에 드는 CPU(µs)",
    ),
    (
        GROUPED,
        "deliveries a second",
        "The same, several in a packet: deliveries a second",
        "같은 일을, 패킷 하나에 여러 건씩: 초당 전달",
    ),
    (
        GROUPED,
        "p99 ms",
        "… 99th percentile, ms",
        "… 99번째 백분위수(ms)",
    ),
    (
        GROUPED,
        "µs of CPU each",
        "… CPU for each delivery, µs",
        "… 전달 하나에 드는 CPU(µs)",
    ),
    (
        FEW,
        "p99 ms",
        "20 a second: 99th percentile, ms",
        "초당 20건: 99번째 백분위수(ms)",
    ),
    (
        FEW,
        "µs of CPU each",
        "… CPU for each delivery, µs",
        "… 전달 하나에 드는 CPU(µs)",
    ),
    (
        "durable acknowledgements",
        "a second",
        "Purchases on the disk and acknowledged, 64 buyers, a second",
        "디스크에 적고 확인 응답한 구매, 구매자 64명, 초당",
    ),
    (
        "GET /api/goods",
        "a second",
        "`GET /api/goods` with a token, 32 connections, a second",
        "토큰을 넣은 `GET /api/goods`, 연결 32개, 초당",
    ),
    (
        "idle",
        "kB each",
        "An idle client of 5,000, kB",
        "가만히 있는 클라이언트 5,000개, 하나에 kB",
    ),
    (
        "one purchase",
        "ms until the last",
        "One purchase, until the last of 19,000 has it, ms",
        "구매 한 건이 19,000번째 클라이언트에 도착할 때까지(ms)",
    ),
    (
        "a flood",
        "p99 ms alone",
        "A buyer's wait, 99th percentile, ms",
        "구매자 한 명이 기다린 시간, 99번째 백분위수(ms)",
    ),
    (
        "a flood",
        "p99 ms beside a flood",
        "… while another one floods, ms",
        "… 다른 사람이 주문을 쏟아부을 때(ms)",
    ),
];
const CROWD: &str = "1000 clients, 500 purchases a second";
/// For clients that say that they can.
const GROUPED: &str = "1000 clients, 500 purchases a second, grouped";
const FEW: &str = "1000 clients, 20 purchases a second";

/// What was measured on one machine.
pub struct Figures(Vec<Value>);

impl Figures {
    /// The figures that are kept in the repository.
    pub fn read() -> io::Result<Self> {
        let text = fs::read_to_string(source("figures/trade.json"))?;
        Ok(Self(serde_json::from_str(&text)?))
    }

    /// What was measured of this server, if it was.
    pub fn of(&self, what: &str, server: &str, figure: &str) -> Option<f64> {
        let row = self
            .0
            .iter()
            .find(|row| row["what"] == what && row["server"] == server)?;
        row["figures"][figure].as_f64()
    }

    /// A row for each figure, a column for each server.
    pub fn table(&self, language: Language) -> String {
        let mut table = String::from(language.pick(
            "| | The shop | Bare loop | Node |\n|---|---:|---:|---:|\n",
            "| | 쇼핑몰 | 쓰기만 하는 반복문 | Node |\n|---|---:|---:|---:|\n",
        ));
        for (what, figure, english, korean) in ROWS {
            let cells = SERVERS.map(|server| match self.of(what, server, figure) {
                Some(number) => shown(number),
                None => "–".to_owned(),
            });
            let [shop, bare, node] = cells;
            let name = language.pick(english, korean);
            // Writing into a String can't fail.
            let _ = writeln!(table, "| {name} | {shop} | {bare} | {node} |");
        }
        table
    }

    /// Deliveries per second; longer is better. As narrow as a phone.
    pub fn chart(&self, language: Language) -> String {
        let what = language.pick("Deliveries a second", "초당 전달");
        let load = language.pick(
            "500 purchases a second, 1,000 clients",
            "초당 구매 500건, 클라이언트 1,000개",
        );
        let figures = SERVERS.map(|server| self.of(CROWD, server, "deliveries a second"));
        let most = figures.iter().flatten().copied().fold(1.0, f64::max);
        let names = [
            language.pick("The shop", "쇼핑몰"),
            language.pick("Bare loop", "쓰기만 하는 반복문"),
            "Node",
        ];
        let mut drawing = Drawing::default();
        drawing.text("strong", "start", (0.0, 14.0), what);
        drawing.text("load", "start", (0.0, 32.0), load);
        for (at, (name, figure)) in names.into_iter().zip(figures).enumerate() {
            let y = 62.0 + 50.0 * at as f64;
            drawing.text("name", "start", (0.0, y), name);
            let Some(figure) = figure else { continue };
            let width = (figure / most * 270.0).max(2.0);
            drawing.bar((0.0, y + 6.0), (width, 22.0));
            drawing.text("figure", "start", (width + 8.0, y + 21.0), &shown(figure));
        }
        drawing.svg("sketch", &format!("{what}: {load}"), (340.0, 200.0))
    }
}

/// `466,481`, `7.7`
pub fn shown(figure: f64) -> String {
    if figure < 100.0 {
        return figure.to_string();
    }
    let digits = format!("{figure:.0}");
    let mut shown = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn large_figures_are_shown_in_thousands() {
        for (figure, text) in [
            (7.75, "7.75"),
            (99.0, "99"),
            (646.4, "646"),
            (1234.0, "1,234"),
            (1_466_481.0, "1,466,481"),
        ] {
            assert_eq!(shown(figure), text);
        }
    }
}
