//! The name that everyone sees with a purchase: one account per visible name.

use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;
use unicode_security::skeleton;
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

use super::line::Line;

/// A line of 1 to 50 characters.
#[derive(Clone, Debug, Deserialize)]
#[serde(transparent)]
pub struct Nickname(Line<50>);

impl PartialSchema for Nickname {
    fn schema() -> RefOr<Schema> {
        Line::<50>::schema()
    }
}

impl ToSchema for Nickname {}

impl Nickname {
    /// As it is shown.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

/// What two names that could be mistaken for each other have in common: invisible
/// characters removed, lookalike letters replaced by one (UTS 39), regardless of case.
///
/// There are two of them, because `I` looks like `l`, but is also `i`.
#[must_use]
pub fn looks(name: &str) -> [String; 2] {
    let name: String = name.nfkc().collect();
    [look(&name.to_lowercase()), look(&name)]
}

fn look(name: &str) -> String {
    let alike: String = skeleton(name).collect();
    let words: Vec<&str> = alike.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::looks;

    #[test]
    fn names_that_look_alike_share_a_look() {
        for (one, other) in [
            ("김민수", "김민수"),
            ("admin", "ad\u{200b}min"),
            ("admin", "ADMIN"),
            ("admin", "аdmin"),
            ("admin", "ＡＤＭＩＮ"),
            ("АDMIN", "admin"),
            ("Iuna", "luna"),
            ("Iuna", "iuna"),
            ("R0bot", "robot"),
            ("르 탄이", "르\u{3000} 탄이"),
            ("르탄이", "르\u{3164}탄이"),
            ("르탄이", "르탄이\u{fe0f}"),
        ] {
            let (one_looks, other_looks) = (looks(one), looks(other));
            let shared = (0..2).any(|n| one_looks[n] == other_looks[n]);
            assert!(shared, "{one} {one_looks:?}, {other} {other_looks:?}");
        }
    }

    #[test]
    fn names_that_differ_share_no_look() {
        for (one, other) in [("김민수", "김민서"), ("르탄이", "르탄"), ("kim", "klm")]
        {
            let (one_looks, other_looks) = (looks(one), looks(other));
            let shared = (0..2).any(|n| one_looks[n] == other_looks[n]);
            assert!(!shared, "{one}, {other}");
        }
    }
}
