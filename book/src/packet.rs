//! Takes a packet apart: Engine.IO's digit, Socket.IO's digit, what stands behind them.

use serde_json::{Map, Value};

use crate::language::Language;
use crate::meaning::{
    ARGUMENT, EVENT, Meaning, NAMESPACE, NUMBER, engine, field, socket,
};

/// A packet as text, in the order of its parts.
#[derive(Debug, PartialEq, Eq)]
pub struct Packet {
    /// Engine.IO's kind, from `0` to `6`.
    pub engine: char,
    /// Socket.IO's kind, from `0` to `6`, if Engine.IO carries a message.
    pub socket: Option<char>,
    /// Other than `/`, which is not written.
    pub namespace: Option<String>,
    /// The number by which an acknowledgement finds its event.
    pub acknowledgement: Option<String>,
    /// JSON, as it came.
    pub payload: String,
}

/// A piece of a packet, with what it is in both languages.
#[derive(Debug, PartialEq, Eq)]
pub struct Part {
    /// As it stands in the packet.
    pub text: String,
    meaning: Meaning,
}

/// Reads a packet. `None`: it is none.
pub fn decode(packet: &str) -> Option<Packet> {
    let (engine, rest) = digit(packet)?;
    if engine != '4' {
        return Some(Packet {
            engine,
            socket: None,
            namespace: None,
            acknowledgement: None,
            payload: json(rest)?,
        });
    }
    let (socket, rest) = digit(rest)?;
    let (namespace, rest) = match rest.starts_with('/') {
        true => rest.split_once(',').unwrap_or((rest, "")),
        false => ("", rest),
    };
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, rest) = rest.split_at(digits);
    let given = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    Some(Packet {
        engine,
        socket: Some(socket),
        namespace: given(namespace),
        acknowledgement: given(number),
        payload: json(rest)?,
    })
}

impl Packet {
    /// The digits that it begins with: `42`.
    pub fn digits(&self) -> String {
        [Some(self.engine), self.socket]
            .into_iter()
            .flatten()
            .collect()
    }

    /// An event's name.
    pub fn event(&self) -> Option<String> {
        let is_event = matches!(self.socket, Some('2' | '5'));
        let Ok(Value::Array(all)) = serde_json::from_str(&self.payload) else {
            return None;
        };
        let name = all.first().and_then(Value::as_str);
        name.filter(|_| is_event).map(str::to_owned)
    }

    /// Every part, in the order in which it stands there.
    pub fn parts(&self) -> Vec<Part> {
        let mut parts = vec![Part::new(self.engine.to_string(), engine(self.engine))];
        if let Some(digit) = self.socket {
            parts.push(Part::new(digit.to_string(), socket(digit)));
        }
        if let Some(namespace) = &self.namespace {
            parts.push(Part::new(namespace.clone(), NAMESPACE));
        }
        if let Some(number) = &self.acknowledgement {
            parts.push(Part::new(number.clone(), NUMBER));
        }
        parts.extend(self.payload_parts());
        parts
    }

    fn payload_parts(&self) -> Vec<Part> {
        match serde_json::from_str(&self.payload) {
            Ok(Value::Object(fields)) => field_parts(&fields),
            Ok(Value::Array(all)) if self.event().is_some() => {
                let name = Part::new(all[0].to_string(), EVENT);
                [name].into_iter().chain(arguments(&all[1..])).collect()
            }
            Ok(Value::Array(all)) => arguments(&all),
            _ => Vec::new(),
        }
    }
}

impl Part {
    fn new(text: String, meaning: Meaning) -> Self {
        Self { text, meaning }
    }

    /// What it is.
    pub fn meaning(&self, language: Language) -> &'static str {
        language.pick(self.meaning.0, self.meaning.1)
    }
}

fn field_parts(fields: &Map<String, Value>) -> Vec<Part> {
    let part = |(name, value): (&String, &Value)| {
        Part::new(format!("\"{name}\":{value}"), field(name))
    };
    fields.iter().map(part).collect()
}

fn arguments(all: &[Value]) -> Vec<Part> {
    let part = |value: &Value| Part::new(value.to_string(), ARGUMENT);
    all.iter().map(part).collect()
}

fn digit(text: &str) -> Option<(char, &str)> {
    let digit = text.chars().next().filter(|c| ('0'..='6').contains(c))?;
    Some((digit, &text[1..]))
}

/// Nothing, or JSON.
fn json(text: &str) -> Option<String> {
    let is_json = text.is_empty() || serde_json::from_str::<Value>(text).is_ok();
    is_json.then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::decode;
    use crate::language::Language;

    fn parts(packet: &str) -> Vec<String> {
        let parts = decode(packet).expect("a packet").parts();
        parts
            .iter()
            .map(|part| format!("{} = {}", part.text, part.meaning(Language::English)))
            .collect()
    }

    #[test]
    fn every_part_of_an_event_is_named() {
        assert_eq!(
            parts(r#"42/shop,7["BUY",{"goodsId":1}]"#),
            [
                "4 = Engine.IO, message: a Socket.IO packet follows",
                "2 = Socket.IO, EVENT",
                "/shop = the namespace",
                "7 = the number by which the acknowledgement finds its event",
                "\"BUY\" = the event's name",
                "{\"goodsId\":1} = an argument, as JSON",
            ]
        );
    }

    #[test]
    fn fields_of_the_handshake_are_named() {
        assert_eq!(
            parts(r#"0{"sid":"[A]","pingInterval":25000}"#),
            [
                "0 = Engine.IO, open: the handshake",
                "\"sid\":\"[A]\" = the session's id",
                "\"pingInterval\":25000 = milliseconds between two pings",
            ]
        );
    }

    #[test]
    fn what_is_no_packet_is_not_taken_apart() {
        for text in ["", "7", "Hello!", "42[\"BUY\"", "4", "HTTP/1.1 101"] {
            assert_eq!(decode(text), None, "{text}");
        }
    }
}
