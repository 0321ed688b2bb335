//! Every kind of packet that the tests have recorded, with its parts named.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::io;
use std::path::PathBuf;

use recording::{Kind, Packet};

use crate::language::Language;
use crate::packet::parts;
use crate::repository;
use crate::snapshot::read;

/// A packet, and the recording that it comes from.
struct Recorded {
    text: String,
    packet: Packet,
    /// For example, `steps/step-01/tests/snapshots/transcript.snap`.
    source: String,
}

/// Two packets are of the same kind if these are the same: digits, direction, whether
/// there is a namespace, an acknowledgement number, and a payload.
type Key = (String, bool, bool, bool, bool);

/// All kinds, as Markdown.
pub fn reference(language: Language) -> io::Result<String> {
    let mut kinds: BTreeMap<Key, Vec<Recorded>> = BTreeMap::new();
    for (file, source) in transcripts()? {
        for happening in read(&file)?
            .into_iter()
            .flat_map(|action| action.happenings)
        {
            let to_server = match happening.kind {
                Kind::Out => true,
                Kind::In => false,
                _ => continue,
            };
            if let Some(packet) = happening.packet() {
                kinds
                    .entry(key(&packet, to_server))
                    .or_default()
                    .push(Recorded {
                        text: happening.text,
                        packet,
                        source: source.clone(),
                    });
            }
        }
    }
    Ok(kinds
        .iter()
        .map(|(key, recorded)| section(key, recorded, language))
        .collect::<Vec<_>>()
        .join("\n"))
}

/// Every snapshot of the steps that speak Socket.IO, and of the shop, with its name.
/// Those that aren't transcripts have no packets.
pub fn transcripts() -> io::Result<Vec<(PathBuf, String)>> {
    let mut folders = vec!["shop/tests/snapshots".to_owned()];
    for entry in fs::read_dir(repository().join("steps"))? {
        let name = entry?.file_name();
        let name = name.to_string_lossy();
        if name.starts_with("step-") && name != "step-00" {
            folders.push(format!("steps/{name}/tests/snapshots"));
        }
    }
    let mut files = Vec::new();
    for folder in folders {
        let path = repository().join(&folder);
        if !path.is_dir() {
            continue;
        }
        for entry in fs::read_dir(path)? {
            let entry = entry?;
            let name = entry.file_name();
            let name = name.to_string_lossy();
            if name.ends_with(".snap") {
                files.push((entry.path(), format!("{folder}/{name}")));
            }
        }
    }
    // `transcript.snap` first: a step's subject is a better example than the ways it
    // breaks.
    files.sort_by_key(|(_, name)| (!name.ends_with("/transcript.snap"), name.clone()));
    Ok(files)
}

fn key(packet: &Packet, to_server: bool) -> Key {
    (
        packet.digits(),
        to_server,
        packet.namespace.is_some(),
        packet.acknowledgement.is_some(),
        !packet.payload.is_empty(),
    )
}

fn section(key: &Key, recorded: &[Recorded], language: Language) -> String {
    let mut text = String::new();
    let mut line = |line: String| {
        // Writing into a String can't fail.
        let _ = writeln!(text, "{line}");
    };
    let (example, way) = (&recorded[0], direction(key, language));
    let shape = shape(key, &example.packet);
    line(format!("### `{shape}` {way} {{#{}}}\n", id(key)));
    line(
        language
            .pick(
                "| Part | What it is |\n|---|---|",
                "| 부분 | 뜻 |\n|---|---|",
            )
            .into(),
    );
    for part in parts(&example.packet) {
        line(format!(
            "| {} | {} |",
            code(&part.text),
            part.meaning(language)
        ));
    }
    line(String::new());
    line(match language {
        Language::English => {
            format!("From `{}`: {}.", example.source, code(&example.text))
        }
        Language::Korean => {
            format!("출처: `{}`, 원문: {}", example.source, code(&example.text))
        }
    });
    let names = events(recorded);
    if !names.is_empty() {
        let names = names.join(", ");
        line(String::new());
        line(match language {
            Language::English => format!("Recorded events: {names}."),
            Language::Korean => format!("기록된 이벤트: {names}."),
        });
    }
    text
}

fn direction((_, to_server, ..): &Key, language: Language) -> &'static str {
    match to_server {
        true => language.pick("client → server", "클라이언트 → 서버"),
        false => language.pick("server → client", "서버 → 클라이언트"),
    }
}

/// `421[…]`: what packets of this kind look like, with the number of the example.
fn shape((digits, _, namespace, _, payload): &Key, example: &Packet) -> String {
    let object = matches!(&digits[..], "0" | "40" | "44");
    let payload = match (payload, object) {
        (false, _) => "",
        (true, true) => "{…}",
        (true, false) => "[…]",
    };
    let namespace = if *namespace { "/…," } else { "" };
    let number = example.acknowledgement.as_deref().unwrap_or_default();
    format!("{digits}{namespace}{number}{payload}")
}

fn id((digits, to_server, namespace, acknowledgement, payload): &Key) -> String {
    let mut id = format!("packet-{digits}-{}", if *to_server { "out" } else { "in" });
    for (given, name) in [
        (*namespace, "-namespace"),
        (*acknowledgement, "-acknowledged"),
        (!payload, "-bare"),
    ] {
        id += if given { name } else { "" };
    }
    id
}

fn events(recorded: &[Recorded]) -> Vec<String> {
    let mut names: Vec<String> = recorded
        .iter()
        .filter_map(|it| it.packet.event())
        .map(|(name, _)| name)
        .map(|name| code(&name))
        .collect();
    names.sort();
    names.dedup();
    names
}

/// Inline code; in a table, a `|` would end the cell.
fn code(text: &str) -> String {
    format!("`{}`", text.replace('|', "\\|"))
}

#[cfg(test)]
mod tests {
    use super::{Recorded, key, section};
    use crate::language::Language;

    #[test]
    fn a_kind_shows_an_example_and_names_its_events() {
        let recorded = ["421[\"BUY\",1]", "422[\"A|B\"]"].map(|text| Recorded {
            text: text.into(),
            packet: text.parse().expect("a packet"),
            source: "x.snap".into(),
        });
        let key = key(&recorded[0].packet, true);
        assert_eq!(
            section(&key, &recorded, Language::English),
            "### `421[…]` client → server {#packet-42-out-acknowledged}\n\n\
             | Part | What it is |\n|---|---|\n\
             | `4` | Engine.IO, message: a Socket.IO packet follows |\n\
             | `2` | Socket.IO, EVENT: an event |\n\
             | `1` | the number that an event and its acknowledgement share |\n\
             | `\"BUY\"` | the event's name |\n\
             | `1` | an argument, as JSON |\n\n\
             From `x.snap`: `421[\"BUY\",1]`.\n\n\
             Recorded events: `A\\|B`, `BUY`.\n"
        );
    }
}
