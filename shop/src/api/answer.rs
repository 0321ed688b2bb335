//! Answers that several calls share.

use serde::Serialize;
use utoipa::ToSchema;

/// `{}`: it worked, and there is nothing more to say.
#[derive(Serialize, ToSchema)]
pub struct Nothing {}

/// Why it didn't work.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Refused {
    /// For people, in Korean.
    error_message: String,
    /// For programs; it stays the same when the sentence changes.
    code: String,
}
