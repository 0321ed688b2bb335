impl FromRequestParts<Shop> for CurrentUser {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, shop: &Shop) -> Result<Self, Refusal> {
        let token = bearer(&parts.headers).ok_or(Refusal::NotLoggedIn)?;
        let user = shop.recent_user_of(token).await?;
        Ok(Self(user.ok_or(Refusal::NotLoggedIn)?))
    }
}
