//! The email address of an account.

use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

use super::line::{Line, is_hidden};
use crate::refusal::Rule;

/// At most 254 characters, with something on both sides of the last `@`.
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "String")]
pub struct Email(Line<254>);

impl PartialSchema for Email {
    fn schema() -> RefOr<Schema> {
        Line::<254>::schema()
    }
}

impl ToSchema for Email {}

impl Email {
    /// As entered.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl TryFrom<String> for Email {
    type Error = Rule;

    fn try_from(text: String) -> Result<Self, Rule> {
        let line = Line::try_from(text)?;
        // Two addresses that look exactly the same would be two accounts.
        let hidden = line.as_str().chars().any(is_hidden);
        match line.as_str().rsplit_once('@') {
            Some((name, host)) if !name.is_empty() && !host.is_empty() && !hidden => {
                Ok(Self(line))
            }
            _ => Err(Rule::Email),
        }
    }
}

/// The key that an account is found by: the address, regardless of case.
#[must_use]
pub fn folded(email: &str) -> String {
    email.trim().nfc().collect::<String>().to_lowercase()
}
