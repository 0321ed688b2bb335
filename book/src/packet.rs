//! The parts of a packet, with their meanings.

use recording::Packet;
use serde_json::{Map, Value};

use crate::language::Language;
use crate::meaning::{
    ARGUMENT, ATTACHMENTS, EVENT, Meaning, NAMESPACE, NUMBER, engine, field, socket,
};

/// A piece of a packet, with its meaning in both languages.
#[derive(Debug, PartialEq, Eq)]
pub struct Part {
    /// As written in the packet.
    pub text: String,
    meaning: Meaning,
}

/// Every part, in the order of the packet.
pub fn parts(packet: &Packet) -> Vec<Part> {
    let mut parts = vec![Part::new(packet.engine.to_string(), engine(packet.engine))];
    if let Some(digit) = packet.socket {
        parts.push(Part::new(digit.to_string(), socket(digit)));
    }
    if let Some(attachments) = packet.attachments {
        parts.push(Part::new(format!("{attachments}-"), ATTACHMENTS));
    }
    if let Some(namespace) = &packet.namespace {
        parts.push(Part::new(namespace.clone(), NAMESPACE));
    }
    if let Some(number) = &packet.acknowledgement {
        parts.push(Part::new(number.clone(), NUMBER));
    }
    parts.extend(payload_parts(packet));
    parts
}

fn payload_parts(packet: &Packet) -> Vec<Part> {
    if let Value::Object(fields) = packet.json() {
        return field_parts(&fields);
    }
    let is_event = matches!(packet.socket, Some('2' | '5'));
    let elements = packet.elements().into_iter().enumerate();
    elements
        .map(|(at, text)| match (is_event, at) {
            (true, 0) => Part::new(text.to_owned(), EVENT),
            _ => Part::new(text.to_owned(), ARGUMENT),
        })
        .collect()
}

impl Part {
    fn new(text: String, meaning: Meaning) -> Self {
        Self { text, meaning }
    }

    /// Its meaning in this language.
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

#[cfg(test)]
mod tests {
    use crate::language::Language;

    fn parts(packet: &str) -> Vec<String> {
        let packet = packet.parse().expect("a packet");
        super::parts(&packet)
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
                "2 = Socket.IO, EVENT: an event",
                "/shop = the namespace",
                "7 = the number that an event and its acknowledgement share",
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
                "\"sid\":\"[A]\" = the session id",
                "\"pingInterval\":25000 = milliseconds between two pings",
            ]
        );
    }
}
