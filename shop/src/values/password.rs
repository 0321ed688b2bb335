//! A password, as it was typed.

use serde::Deserialize;
use utoipa::ToSchema;

use crate::refusal::Rule;

/// 1 to 1000 characters, including white space; `Debug` doesn't show it.
#[derive(Clone, Deserialize, PartialEq, ToSchema)]
#[serde(try_from = "String")]
#[schema(min_length = 1, max_length = 1000, format = Password)]
pub struct Password(String);

/// The longer the password, the longer hashing takes: this limits the work per request.
const MOST: usize = 1000;

impl Password {
    /// The text to hash.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl TryFrom<String> for Password {
    type Error = Rule;

    fn try_from(text: String) -> Result<Self, Rule> {
        match text.chars().count() {
            0 => Err(Rule::Required),
            1..=MOST => Ok(Self(text)),
            _ => Err(Rule::Long(MOST as i64)),
        }
    }
}

impl std::fmt::Debug for Password {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Password(…)")
    }
}
