//! Where a request carries its token: the `Authorization` header, or the shop's cookie.

use std::time::Duration;

use axum::http::{HeaderMap, HeaderValue, header};
use cookie::{Cookie, SameSite};

const COOKIE: &str = "token";

/// The token of `Authorization: Bearer TOKEN`.
pub fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// The token in the shop's cookie.
pub fn cookie(headers: &HeaderMap) -> Option<String> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|cookies| cookies.to_str().ok())
        .flat_map(Cookie::split_parse)
        .filter_map(Result::ok)
        .find(|cookie| cookie.name() == COOKIE)
        .map(|cookie| cookie.value().to_owned())
}

/// `Set-Cookie` for a token that lives this long; an empty token with no lifetime
/// deletes the cookie. `secure` restricts it to https.
///
/// The cookie exists only for the socket, since pages may connect one without a token;
/// so it is sent to no other path.
pub fn set_cookie(token: &str, lifetime: Duration, secure: bool) -> HeaderValue {
    let lifetime = i64::try_from(lifetime.as_secs()).unwrap_or(i64::MAX);
    let cookie = Cookie::build((COOKIE, token))
        .max_age(cookie::time::Duration::seconds(lifetime))
        .path("/socket.io/")
        .http_only(true)
        .same_site(SameSite::Strict)
        .secure(secure)
        .build();
    HeaderValue::try_from(cookie.to_string()).expect("a token is base64url")
}
