//! Which pages may open a socket. CORS doesn't cover WebSocket: without this check, any
//! site could connect with its visitor's cookie.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use url::Url;

use crate::refusal::Refusal;

/// A page's origin as browsers write it: `https://admin.example.com`, with a port only
/// if it isn't the scheme's default.
#[derive(Clone, Debug, PartialEq)]
pub struct Origin(String);

impl Origin {
    /// Reads a site's address, with or without a slash at the end; `None` for anything
    /// else.
    #[must_use]
    pub fn read(address: &str) -> Option<Self> {
        let url = Url::parse(address.trim()).ok()?;
        let bare = matches!(url.path(), "" | "/")
            && url.query().is_none()
            && url.fragment().is_none()
            && url.username().is_empty()
            && url.password().is_none();
        let web = matches!(url.scheme(), "http" | "https");
        (bare && web).then(|| Self(url.origin().ascii_serialization()))
    }
}

/// Origins other than the shop's own.
#[derive(Clone, Debug)]
pub struct AllowedOrigins(Arc<[Origin]>);

impl AllowedOrigins {
    /// Allows these origins, and the shop's own.
    #[must_use]
    pub fn new(origins: Arc<[Origin]>) -> Self {
        Self(origins)
    }

    /// A client that sends no Origin isn't a browser, and has nothing to gain by faking
    /// one.
    fn allow(&self, headers: &HeaderMap) -> bool {
        let Some(origin) = headers.get(header::ORIGIN) else {
            return true;
        };
        let host = headers.get(header::HOST);
        self.list(origin) || is_own(origin, host)
    }

    /// Whether the settings list this origin.
    #[must_use]
    pub fn list(&self, origin: &HeaderValue) -> bool {
        let origin = origin.to_str().ok().and_then(Origin::read);
        origin.is_some_and(|origin| self.0.contains(&origin))
    }
}

// ANCHOR: check_origin
/// Answers 403 to pages of other sites. It wraps the Socket.IO routes, polling and
/// WebSocket alike, so it has no path to check.
pub async fn check_origin(
    State(allowed): State<AllowedOrigins>,
    request: Request,
    next: Next,
) -> Response {
    let headers = request.headers();
    if !allowed.allow(headers) {
        let (origin, host) = (headers.get(header::ORIGIN), headers.get(header::HOST));
        tracing::warn!(
            ?origin,
            ?host,
            "a page of another site was refused a socket"
        );
        return Refusal::ForeignOrigin.into_response();
    }
    next.run(request).await
}
// ANCHOR_END: check_origin

fn is_own(origin: &HeaderValue, host: Option<&HeaderValue>) -> bool {
    let site = origin.to_str().ok().and_then(|origin| {
        origin
            .strip_prefix("http://")
            .or_else(|| origin.strip_prefix("https://"))
    });
    match (site, host.and_then(|host| host.to_str().ok())) {
        (Some(site), Some(host)) => site.eq_ignore_ascii_case(host),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::Origin;

    #[test]
    fn an_origin_may_be_written_in_many_ways() {
        for written in [
            "https://a.example",
            " https://a.example/ ",
            "HTTPS://A.EXAMPLE",
            "https://a.example:443",
        ] {
            let origin = Origin::read(written);
            assert_eq!(
                origin,
                Some(Origin("https://a.example".into())),
                "{written}"
            );
        }
    }

    #[test]
    fn anything_but_a_site_is_none() {
        for written in [
            "",
            "a.example",
            "*",
            "null",
            "https://a.example/shop",
            "ftp://a.example",
            "https://",
            "https://user@a.example",
            "https://a.example?x",
        ] {
            assert_eq!(Origin::read(written), None, "{written}");
        }
    }
}
