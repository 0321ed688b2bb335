//! A request's body: JSON or a form, by its `Content-Type`.

use axum::Form;
use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::header;

use super::error::ApiError;
use crate::fields::Fields;

type Pairs = Vec<(String, String)>;

impl<S: Send + Sync> FromRequest<S> for Fields {
    type Rejection = ApiError;

    /// A body of any other type has no fields, as in the lesson: the first one that
    /// the handler asks for is then said to be missing.
    async fn from_request(request: Request, state: &S) -> Result<Self, ApiError> {
        let kind = request.headers().get(header::CONTENT_TYPE);
        let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let kind = kind.split(';').next().unwrap_or_default().trim();
        if kind.eq_ignore_ascii_case("application/x-www-form-urlencoded") {
            let form = Form::<Pairs>::from_request(request, state).await;
            let Form(pairs) = form.map_err(|_| ApiError::TooLarge)?;
            return Ok(pairs.into_iter().collect());
        }
        if kind.eq_ignore_ascii_case("application/json") {
            let body = Bytes::from_request(request, state).await;
            let body = body.map_err(|_| ApiError::TooLarge)?;
            let value = serde_json::from_slice(&body).map_err(|_| ApiError::NotJson)?;
            return Self::of(value).ok_or(ApiError::NotAnObject);
        }
        Ok(Self::default())
    }
}
