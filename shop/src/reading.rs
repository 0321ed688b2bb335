//! Reads a JSON object or a form into a type, or says which field is wrong.

use std::fmt;
use std::marker::PhantomData;

use percent_encoding::percent_decode;
use serde::de::value::{Error as FormError, MapAccessDeserializer, MapDeserializer};
use serde::de::{
    Deserialize, DeserializeOwned, DeserializeSeed, Deserializer, MapAccess, Visitor,
};
use serde_json::error::Category;
use serde_path_to_error::{Path, Segment};

use crate::refusal::{Refusal, Rule};

/// Editors on Windows put it at the start of a file, and some programs at the start of
/// a body.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Reads JSON, which must be an object. Fields that the type doesn't have are ignored.
pub fn from_json<T: DeserializeOwned>(json: &[u8]) -> Result<T, Refusal> {
    let json = json.strip_prefix(BYTE_ORDER_MARK).unwrap_or(json);
    let mut reader = serde_json::Deserializer::from_slice(json);
    let object: Object<T> = serde_path_to_error::deserialize(&mut reader)
        .map_err(|error| refusal(error.path(), error.inner()))?;
    reader.end().map_err(|_| Refusal::NotJson)?;
    Ok(object.0)
}

/// Reads `a=1&b=2`, the body of a form or the query of an address.
pub fn from_form<T: DeserializeOwned>(form: &[u8]) -> Result<T, Refusal> {
    // Invalid UTF-8 would become U+FFFD below: two different passwords could end up
    // equal.
    percent_decode(form)
        .decode_utf8()
        .map_err(|_| Refusal::NotUtf8)?;
    let fields = form_urlencoded::parse(form);
    let fields = MapDeserializer::<_, FormError>::new(fields);
    serde_path_to_error::deserialize(fields).map_err(|error| {
        field_refusal(error.path(), &error.inner().to_string())
            .unwrap_or(Refusal::NotAnObject)
    })
}

fn refusal(path: &Path, error: &serde_json::Error) -> Refusal {
    if error.classify() != Category::Data {
        return Refusal::NotJson;
    }
    let message = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    let message = message.strip_suffix(&place).unwrap_or(&message);
    field_refusal(path, message).unwrap_or(Refusal::NotAnObject)
}

/// Turns what serde says about a field, and what our own types told serde, into a
/// refusal.
fn field_refusal(path: &Path, message: &str) -> Option<Refusal> {
    let named = |prefix| message.strip_prefix(prefix)?.strip_suffix('`');
    let (field, rule) = if let Some(field) = named("missing field `") {
        (field, Rule::Required)
    } else if let Some(field) = named("duplicate field `") {
        (field, Rule::Once)
    } else {
        (last_field(path)?, broken_rule(message)?)
    };
    let field = field.to_owned();
    Some(Refusal::Field { field, rule })
}

fn broken_rule(message: &str) -> Option<Rule> {
    if message.starts_with("invalid type: null") {
        return Some(Rule::Required);
    }
    match message.split_once(", expected ") {
        Some((_, "a string")) => Some(Rule::Text),
        Some((_, expected)) => Rule::saying(expected),
        None => Rule::saying(message),
    }
}

fn last_field(path: &Path) -> Option<&str> {
    path.iter().rev().find_map(|segment| match segment {
        Segment::Map { key } => Some(key.as_str()),
        _ => None,
    })
}

/// An object and nothing else: derived serde code would also accept a list, field by
/// field.
pub struct Object<T>(pub T);

/// Reads an object; anything else is refused with what was expected.
pub struct ObjectReader<T> {
    expected: String,
    object: PhantomData<T>,
}

impl<T> ObjectReader<T> {
    pub fn new(expected: String) -> Self {
        Self {
            expected,
            object: PhantomData,
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Object<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let reader = ObjectReader::new("an object".to_owned());
        reader.deserialize(deserializer).map(Self)
    }
}

impl<'de, T: Deserialize<'de>> DeserializeSeed<'de> for ObjectReader<T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de, T: Deserialize<'de>> Visitor<'de> for ObjectReader<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.expected)
    }

    fn visit_map<A: MapAccess<'de>>(self, fields: A) -> Result<T, A::Error> {
        T::deserialize(MapAccessDeserializer::new(fields))
    }
}
