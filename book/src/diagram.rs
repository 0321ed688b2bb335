//! A step's transcript as a sequence diagram.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::PathBuf;

use recording::{Action, Happening, Kind, is_server};

use crate::drawing::{Drawing, shortened};
use crate::language::Language;
use crate::repository;
use crate::snapshot::read;
use crate::wording::{diagram_title, lane_name, title};

/// The same as a page's text.
const WIDTH: f64 = 800.0;
const NARROWEST: f64 = 240.0;
const TOP: f64 = 44.0;

/// The numbers of the steps that have a transcript.
pub fn steps() -> io::Result<Vec<u32>> {
    let mut numbers = Vec::new();
    for entry in fs::read_dir(repository().join("steps"))? {
        let name = entry?.file_name();
        let number = name.to_string_lossy();
        let number = number
            .strip_prefix("step-")
            .and_then(|digits| digits.parse::<u32>().ok());
        numbers.extend(number.filter(|number| transcript(*number).exists()));
    }
    numbers.sort_unstable();
    Ok(numbers)
}

/// The diagram of this step.
pub fn of_step(number: u32, language: Language) -> io::Result<String> {
    let actions = read(&transcript(number))?;
    Ok(draw(&actions, &diagram_title(number, language), language))
}

fn transcript(number: u32) -> PathBuf {
    let snapshots = format!("steps/step-{number:02}/tests/snapshots");
    repository().join(snapshots).join("transcript.snap")
}

fn draw(actions: &[Action], name: &str, language: Language) -> String {
    let mut lanes = Lanes::of(actions);
    let mut drawing = Drawing::default();
    let mut y = TOP;
    for action in actions {
        y += 18.0;
        drawing.line("part", (8.0, y), (lanes.width() - 8.0, y));
        let told = title(&action.title, language);
        let told = shortened(&told, lanes.width() - 24.0);
        drawing.text("action", "start", (8.0, y + 18.0), &told);
        y += 26.0;
        if let Some((who, server)) = action.connection() {
            lanes.connect(who, server);
        }
        let mut happenings: Vec<&Happening> = action.happenings.iter().collect();
        happenings.sort_by_key(|happening| order(happening.kind));
        for happening in happenings {
            y += lanes.draw(&mut drawing, happening, y);
        }
        // A request goes in first, and its answer comes out last.
        for happening in &action.happenings {
            if let (Kind::Http, Some((_, status))) =
                (happening.kind, happening.text.split_once(" → "))
            {
                let (who, server) = (&happening.who, lanes.server_of(&happening.who));
                y += lanes.packet(&mut drawing, (server, who), status, y);
            }
        }
    }
    // They are behind everything else, so they go into a separate drawing.
    let mut lines = Drawing::default();
    for (at, who) in lanes.names.iter().enumerate() {
        let x = lanes.x(at);
        lines.line("lane", (x, TOP - 14.0), (x, y + 12.0));
        lines.boxed("who", (x, TOP - 24.0), lane_name(who, language));
    }
    lines.append(&drawing);
    lines.svg("sequence", name, (lanes.width(), y + 20.0))
}

/// What a client sends, then what the server prints about it, then what it sends out. A
/// transcript doesn't say in which order things happened within an action.
fn order(kind: Kind) -> u8 {
    match kind {
        Kind::Out | Kind::Http => 0,
        Kind::Console => 1,
        Kind::In => 2,
        Kind::Event => 3,
    }
}

/// The participants from left to right: the first client, the servers, the others.
struct Lanes {
    names: Vec<String>,
    /// Which server a client has connected to, if it isn't the first.
    servers: BTreeMap<String, String>,
}

impl Lanes {
    fn of(actions: &[Action]) -> Self {
        let happenings = actions.iter().flat_map(|action| &action.happenings);
        let mut all: Vec<&str> = happenings.map(|happening| &*happening.who).collect();
        all.extend(["server"]);
        all.sort_unstable();
        all.dedup();
        let (servers, mut names): (Vec<&str>, Vec<&str>) =
            all.into_iter().partition(|who| is_server(who));
        let at = names.len().min(1);
        names.splice(at..at, servers);
        Self {
            names: names.into_iter().map(str::to_owned).collect(),
            servers: BTreeMap::new(),
        }
    }

    fn connect(&mut self, who: &str, server: &str) {
        self.servers.insert(who.to_owned(), server.to_owned());
    }

    fn server_of(&self, who: &str) -> &str {
        self.servers.get(who).map_or("server", String::as_str)
    }

    /// Wide if the server comes last, because its console needs room on both sides.
    fn margin(&self) -> f64 {
        if self.names.len() > 2 { 60.0 } else { 150.0 }
    }

    fn gap(&self) -> f64 {
        let gaps = self.names.len().saturating_sub(1).max(1);
        ((WIDTH - 2.0 * self.margin()) / gaps as f64).max(NARROWEST)
    }

    fn x(&self, at: usize) -> f64 {
        self.margin() + self.gap() * at as f64
    }

    fn lane(&self, who: &str) -> f64 {
        let at = self.names.iter().position(|name| name == who);
        self.x(at.unwrap_or_default())
    }

    fn width(&self) -> f64 {
        self.x(self.names.len() - 1) + self.margin()
    }

    /// Returns how much height it took up.
    fn draw(&self, drawing: &mut Drawing, happening: &Happening, y: f64) -> f64 {
        let Happening { who, kind, text } = happening;
        match kind {
            Kind::Console => {
                let x = self.lane(who);
                let room = 2.0 * x.min(self.width() - x) - 36.0;
                let short = shortened(text, room);
                drawing.boxed("console", (x, y + 14.0), &short);
                32.0
            }
            Kind::Out => self.packet(drawing, (who, self.server_of(who)), text, y),
            Kind::In => self.packet(drawing, (self.server_of(who), who), text, y),
            Kind::Http => {
                let request = text.split_once(" → ").map_or(&**text, |(it, _)| it);
                self.packet(drawing, (who, self.server_of(who)), request, y)
            }
            // It would only repeat the packet above.
            Kind::Event => 0.0,
        }
    }

    fn packet(
        &self,
        drawing: &mut Drawing,
        (from, to): (&str, &str),
        text: &str,
        y: f64,
    ) -> f64 {
        let (from, to) = (self.lane(from), self.lane(to));
        let room = (from - to).abs() - 24.0;
        let short = shortened(text, room);
        let middle = f64::midpoint(from, to);
        drawing.text("words", "middle", (middle, y + 14.0), &short);
        drawing.arrow((from, y + 21.0), (to, y + 21.0));
        30.0
    }
}

#[cfg(test)]
mod tests {
    use super::draw;
    use crate::language::Language;

    #[test]
    fn the_server_prints_after_what_came_in_and_before_what_goes_out() {
        let transcript: recording::Transcript =
            "A sends \"콜라\"\n  server   콜라!\n  A  →     42[\"in\"]\n  A  ←     42[\"out\"]\n"
                .parse()
                .expect("a transcript");
        let svg = draw(&transcript.0, "name", Language::Korean);
        let at = |text: &str| svg.find(text).unwrap_or_else(|| panic!("{text}: {svg}"));
        let places = [
            "서버<",
            "A: &quot;콜라&quot; 보내기<",
            "42[\"in\"]<",
            "콜라!<",
            "42[\"out\"]<",
        ];
        let places = places.map(|text| at(&text.replace("&quot;", "\"")));
        assert!(places.is_sorted(), "{svg}");
    }

    #[test]
    fn a_client_speaks_with_the_server_that_it_has_connected_to() {
        let transcript: recording::Transcript =
            "A connects to server with {}\n  A  →     40\n  server2  콜라!\n\
             B connects to server2\n  B  →     40\n"
                .parse()
                .expect("a transcript");
        let mut lanes = super::Lanes::of(&transcript.0);
        assert_eq!(lanes.names, ["A", "server", "server2", "B"]);
        for action in &transcript.0 {
            let (who, server) = action.connection().expect("they connect");
            lanes.connect(who, server);
        }
        assert_eq!(lanes.server_of("A"), "server");
        assert_eq!(lanes.server_of("B"), "server2");
    }
}
