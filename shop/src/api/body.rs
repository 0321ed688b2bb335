//! What comes with a request: its body (JSON or a form, depending on its
//! `Content-Type`) or its query.

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::header;
use axum::http::request::Parts;
use serde::de::DeserializeOwned;

use crate::reading::{from_form, from_json};
use crate::refusal::Refusal;

/// A body, read into a type whose values can't be wrong.
pub struct Body<T>(pub T);

/// The `a=1&b=2` after the question mark of an address.
pub struct Query<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Body<T> {
    type Rejection = Refusal;

    /// A body of any other type has no fields, as in the lesson: the first required
    /// field is then reported as missing.
    async fn from_request(request: Request, state: &S) -> Result<Self, Refusal> {
        let kind = request.headers().get(header::CONTENT_TYPE);
        let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let kind = kind.split(';').next().unwrap_or_default().trim();
        let kind = kind.to_ascii_lowercase();
        let body = Bytes::from_request(request, state).await?;
        match kind.as_str() {
            "application/json" => from_json(&body),
            "application/x-www-form-urlencoded" => from_form(&body),
            _ => from_form(b""),
        }
        .map(Self)
    }
}

impl<T: DeserializeOwned, S: Sync> FromRequestParts<S> for Query<T> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Refusal> {
        let query = parts.uri.query().unwrap_or_default();
        from_form(query.as_bytes()).map(Self)
    }
}
