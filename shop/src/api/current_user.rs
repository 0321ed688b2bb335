//! The user who is asking: a handler with `CurrentUser` among its arguments requires a
//! login.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use crate::login::identity::bearer;
use crate::refusal::Refusal;
use crate::shop::Shop;
use crate::store::User;

/// The user whose token came as `Authorization: Bearer`. A cookie doesn't count: browsers
/// send cookies by themselves, even when another site's page makes the request.
pub struct CurrentUser(pub User);

// ANCHOR: current_user
impl FromRequestParts<Shop> for CurrentUser {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, shop: &Shop) -> Result<Self, Refusal> {
        let token = bearer(&parts.headers).ok_or(Refusal::NotLoggedIn)?;
        let user = shop.recent_user_of(token).await?;
        Ok(Self(user.ok_or(Refusal::NotLoggedIn)?))
    }
}
// ANCHOR_END: current_user
