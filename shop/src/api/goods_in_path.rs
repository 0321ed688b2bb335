//! The goods that an address names: the `3` of `/api/goods/3/cart`.

use std::convert::Infallible;

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;

use crate::values::GoodsId;

/// `None` if it can't be a goods number; each call has its own answer to that.
pub struct GoodsInPath(pub Option<GoodsId>);

impl<S: Send + Sync> FromRequestParts<S> for GoodsInPath {
    type Rejection = Infallible;

    async fn from_request_parts(
        parts: &mut Parts,
        state: &S,
    ) -> Result<Self, Infallible> {
        let path = Path::<String>::from_request_parts(parts, state).await;
        Ok(Self(path.ok().and_then(|Path(digits)| digits.parse().ok())))
    }
}
