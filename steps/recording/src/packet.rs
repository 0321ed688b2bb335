//! A packet as text: Engine.IO's digit, Socket.IO's digit, and what follows them.

use std::fmt::{self, Display, Formatter};
use std::str::FromStr;

use serde_json::Value;
use serde_json::value::RawValue;

/// A packet, part by part, in the order in which the text has them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Packet {
    /// The Engine.IO packet type, from `0` to `6`.
    pub engine: char,
    /// The Socket.IO packet type, from `0` to `6`, if Engine.IO carries a message.
    pub socket: Option<char>,
    /// How many binary packets follow as part of this one; written as `2-`.
    pub attachments: Option<u32>,
    /// If it isn't `/`, which is not written.
    pub namespace: Option<String>,
    /// The number that links an acknowledgement to its event.
    pub acknowledgement: Option<String>,
    /// JSON, or nothing.
    pub payload: String,
}

/// Text that isn't a packet.
#[derive(Debug, PartialEq, Eq)]
pub struct NoPacket;

impl Packet {
    /// The digits it starts with: `42`.
    #[must_use]
    pub fn digits(&self) -> String {
        [Some(self.engine), self.socket]
            .into_iter()
            .flatten()
            .collect()
    }

    /// What an event carries: its name, and its arguments.
    #[must_use]
    pub fn event(&self) -> Option<(String, Vec<Value>)> {
        if !matches!(self.socket, Some('2' | '5')) {
            return None;
        }
        let mut all: Vec<Value> = serde_json::from_str(&self.payload).ok()?;
        let name = all.first()?.as_str()?.to_owned();
        all.remove(0);
        Some((name, all))
    }

    /// The elements of an array, each as written: for an event, the first is its name.
    #[must_use]
    pub fn elements(&self) -> Vec<&str> {
        let elements: Vec<&RawValue> =
            serde_json::from_str(&self.payload).unwrap_or_default();
        elements.into_iter().map(RawValue::get).collect()
    }

    /// The payload as a value; null if there is none.
    #[must_use]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.payload).unwrap_or_default()
    }
}

impl Display for Packet {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&self.digits())?;
        if let Some(attachments) = self.attachments {
            write!(f, "{attachments}-")?;
        }
        if let Some(namespace) = &self.namespace {
            write!(f, "{namespace},")?;
        }
        f.write_str(self.acknowledgement.as_deref().unwrap_or_default())?;
        f.write_str(&self.payload)
    }
}

impl FromStr for Packet {
    type Err = NoPacket;

    fn from_str(packet: &str) -> Result<Self, NoPacket> {
        let (engine, rest) = digit(packet)?;
        if engine != '4' {
            return Ok(Self {
                engine,
                socket: None,
                attachments: None,
                namespace: None,
                acknowledgement: None,
                payload: json(rest)?,
            });
        }
        let (socket, rest) = digit(rest)?;
        let (attachments, rest) = match rest.split_once('-') {
            Some((number, behind)) if matches!(socket, '5' | '6') => {
                (Some(number.parse().map_err(|_| NoPacket)?), behind)
            }
            _ => (None, rest),
        };
        let (namespace, rest) = match rest.starts_with('/') {
            true => rest.split_once(',').unwrap_or((rest, "")),
            false => ("", rest),
        };
        let behind = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let (number, rest) = rest.split_at(rest.len() - behind.len());
        let given = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        Ok(Self {
            engine,
            socket: Some(socket),
            attachments,
            namespace: given(namespace),
            acknowledgement: given(number),
            payload: json(rest)?,
        })
    }
}

fn digit(text: &str) -> Result<(char, &str), NoPacket> {
    let digit = text.chars().next().filter(|c| ('0'..='6').contains(c));
    Ok((digit.ok_or(NoPacket)?, &text[1..]))
}

/// Nothing, or JSON as JavaScript writes it: strings may contain half an emoji, which
/// no `Value` can hold.
fn json(text: &str) -> Result<String, NoPacket> {
    let is_json = serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok();
    match text.is_empty() || is_json {
        true => Ok(text.to_owned()),
        false => Err(NoPacket),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{NoPacket, Packet};

    #[test]
    fn every_part_is_found_and_written_back() {
        for text in [
            r#"0{"sid":"[A]","pingInterval":25000}"#,
            "2",
            "40",
            r#"40{"token":"…"}"#,
            r#"42/shop,7["BUY",{"goodsId":1}]"#,
            r#"431[{"ok":true}]"#,
            r#"44/goods,{"message":"Invalid namespace"}"#,
            r#"451-["message",{"_placeholder":true,"num":0}]"#,
            r#"42["message","민수\ud83d"]"#,
        ] {
            let packet: Packet = text.parse().expect(text);
            assert_eq!(packet.to_string(), text);
        }
        let packet: Packet = r#"4512-/shop,7["BUY",1,[2]]"#.parse().expect("a packet");
        let expected = Packet {
            engine: '4',
            socket: Some('5'),
            attachments: Some(12),
            namespace: Some("/shop".to_owned()),
            acknowledgement: Some("7".to_owned()),
            payload: r#"["BUY",1,[2]]"#.to_owned(),
        };
        assert_eq!(packet, expected);
        let event = ("BUY".to_owned(), vec![json!(1), json!([2])]);
        assert_eq!(packet.event(), Some(event));
    }

    #[test]
    fn what_is_not_a_packet_is_not_taken_apart() {
        for text in [
            "",
            "7",
            "Hello!",
            "42[\"BUY\"",
            "4",
            "HTTP/1.1 101",
            "45x-[]",
        ] {
            assert_eq!(text.parse::<Packet>(), Err(NoPacket), "{text}");
        }
    }
}
