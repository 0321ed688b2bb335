//! A line of text for people: the name of goods, a category.

use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_security::skeleton;
use utoipa::openapi::{ObjectBuilder, RefOr, Schema, Type};
use utoipa::{PartialSchema, ToSchema};

use crate::refusal::Rule;

/// The name of goods.
pub type GoodsName = Line<100>;
/// `drink`, `food`, or any other word.
pub type Category = Line<50>;
/// A client's own id for an order.
pub type OrderId = Line<64>;

/// 1 to `MOST` characters, composed (NFC), without surrounding white space.
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "String")]
pub struct Line<const MOST: usize>(String);

/// They change the direction of the text around them: a name could rewrite a whole
/// sentence.
const BIDI_CONTROLS: [char; 12] = [
    '\u{61c}', '\u{200e}', '\u{200f}', '\u{202a}', '\u{202b}', '\u{202c}', '\u{202d}',
    '\u{202e}', '\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}',
];

/// Not control characters in Unicode, but not allowed in a line either.
const LINE_BREAKS: [char; 2] = ['\u{2028}', '\u{2029}'];

/// Not white space in Unicode, but invisible.
const BLANK: char = '\u{2800}';

impl<const MOST: usize> Line<MOST> {
    /// The text itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<const MOST: usize> TryFrom<String> for Line<MOST> {
    type Error = Rule;

    fn try_from(text: String) -> Result<Self, Rule> {
        let line: String = text.trim().nfc().collect();
        if line.is_empty() {
            return Err(Rule::Required);
        }
        if line.chars().count() > MOST {
            return Err(Rule::Long(MOST as i64));
        }
        if line.contains(|c: char| c.is_control() || LINE_BREAKS.contains(&c)) {
            return Err(Rule::Control);
        }
        if line.contains(BIDI_CONTROLS) {
            return Err(Rule::Bidi);
        }
        let seen = |c: char| {
            !(is_hidden(c) || is_combining_mark(c) || c.is_whitespace() || c == BLANK)
        };
        if !line.chars().any(seen) {
            return Err(Rule::Invisible);
        }
        Ok(Self(line))
    }
}

/// Whether it is invisible, like U+200B: the skeleton leaves out what Unicode lets
/// programs ignore.
pub fn is_hidden(c: char) -> bool {
    skeleton(c.encode_utf8(&mut [0; 4])).next().is_none()
}

impl<const MOST: usize> PartialSchema for Line<MOST> {
    fn schema() -> RefOr<Schema> {
        let text = ObjectBuilder::new().schema_type(Type::String);
        text.min_length(Some(1)).max_length(Some(MOST)).into()
    }
}

impl<const MOST: usize> ToSchema for Line<MOST> {}
