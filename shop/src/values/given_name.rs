//! The name of goods as a `BUY` gives it.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error, Visitor};

use crate::refusal::Rule;

const LONGEST: usize = 500;

/// 1 to 500 characters. A name that JavaScript cut in the middle of an emoji is taken
/// up to the cut: the catalogue has the proper one.
pub struct GivenName(String);

impl GivenName {
    /// The text itself.
    pub fn into_string(self) -> String {
        self.0
    }
}

impl<'de> Deserialize<'de> for GivenName {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_byte_buf(GivenNameReader)
    }
}

struct GivenNameReader;

impl Visitor<'_> for GivenNameReader {
    type Value = GivenName;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", Rule::Text)
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<GivenName, E> {
        self.visit_bytes(name.as_bytes())
    }

    fn visit_bytes<E: Error>(self, name: &[u8]) -> Result<GivenName, E> {
        let name = String::from_utf8_lossy(name);
        match name.chars().count() {
            0 => Err(E::custom(Rule::Required)),
            1..=LONGEST => Ok(GivenName(name.into_owned())),
            _ => Err(E::custom(Rule::Long(LONGEST as i64))),
        }
    }
}
