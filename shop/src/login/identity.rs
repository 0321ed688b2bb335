//! Where a request carries its token: the `Authorization` header, or the shop's cookie.

use std::time::Duration;

use axum::http::{HeaderMap, HeaderValue, header};

/// The cookie exists for the socket alone, whose pages may connect without a token; so
/// it is sent to no other path.
const COOKIE: &str = "token";
const ATTRIBUTES: &str = "Path=/socket.io/; HttpOnly; SameSite=Strict";

/// The token of `Authorization: Bearer TOKEN`.
pub fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// The token in the shop's cookie.
pub fn cookie(headers: &HeaderMap) -> Option<&str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|cookies| cookies.to_str().ok())
        .flat_map(|cookies| cookies.split(';'))
        .filter_map(|cookie| cookie.trim().split_once('='))
        .find_map(|(name, token)| (name == COOKIE).then_some(token))
}

/// `Set-Cookie` for a token that lives this long; an empty one, for no time, forgets it.
/// `secure` keeps it to https.
pub fn set_cookie(token: &str, lifetime: Duration, secure: bool) -> HeaderValue {
    let seconds = lifetime.as_secs();
    let secure = if secure { "; Secure" } else { "" };
    let cookie = format!("{COOKIE}={token}; Max-Age={seconds}; {ATTRIBUTES}{secure}");
    HeaderValue::try_from(cookie).expect("a token is base64url")
}
