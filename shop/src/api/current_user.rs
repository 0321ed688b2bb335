//! Who is asking: add `CurrentUser` to a handler's arguments, and it requires login.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use super::error::ApiError;
use crate::Shop;
use crate::identity::bearer;
use crate::store::User;

/// The user whose token came as `Authorization: Bearer`. A cookie is not looked at:
/// browsers send cookies by themselves, also for a page of someone else's.
pub struct CurrentUser(pub User);

// ANCHOR: current_user
impl FromRequestParts<Shop> for CurrentUser {
    type Rejection = ApiError;

    async fn from_request_parts(
        parts: &mut Parts,
        shop: &Shop,
    ) -> Result<Self, ApiError> {
        let token = bearer(&parts.headers).ok_or(ApiError::NotLoggedIn)?;
        let user = shop.user_of(token).await?.ok_or(ApiError::NotLoggedIn)?;
        Ok(Self(user))
    }
}
// ANCHOR_END: current_user
