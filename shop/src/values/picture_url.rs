//! Where the picture of goods is.

use serde::Deserialize;
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

use super::line::Line;
use crate::refusal::Rule;

/// An http(s) address, or a path on this site.
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "String")]
pub struct PictureUrl(Line<2000>);

impl PartialSchema for PictureUrl {
    fn schema() -> RefOr<Schema> {
        Line::<2000>::schema()
    }
}

impl ToSchema for PictureUrl {}

impl PictureUrl {
    /// The address itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl TryFrom<String> for PictureUrl {
    type Error = Rule;

    fn try_from(text: String) -> Result<Self, Rule> {
        let line = Line::try_from(text)?;
        let address = line.as_str();
        // `//host/…` and `/\host/…` look like paths, but lead browsers to another site.
        let on_this_site = address.starts_with('/')
            && !address.starts_with("//")
            && !address.starts_with("/\\");
        let elsewhere = ["http://", "https://"]
            .iter()
            .any(|scheme| address.len() > scheme.len() && address.starts_with(scheme));
        match on_this_site || elsewhere {
            true => Ok(Self(line)),
            false => Err(Rule::Address),
        }
    }
}
