//! Which pages may open a socket here. CORS does not cover WebSocket: without this
//! check, any site could connect with its visitor's cookie.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde_json::json;

/// Origins beside the shop's own, such as `https://admin.example.com`.
#[derive(Clone, Debug)]
pub(crate) struct AllowedOrigins(pub(crate) Arc<[String]>);

impl AllowedOrigins {
    /// Whoever sends no Origin is no browser, and gains nothing by a lie.
    fn allow(&self, headers: &HeaderMap) -> bool {
        let Some(origin) = headers.get(header::ORIGIN) else {
            return true;
        };
        let Ok(origin) = origin.to_str() else {
            return false;
        };
        self.lists(origin) || is_own(origin, headers.get(header::HOST))
    }

    pub(crate) fn lists(&self, origin: &str) -> bool {
        self.0.iter().any(|one| one.eq_ignore_ascii_case(origin))
    }
}

// ANCHOR: check_origin
/// Answers 403 to pages of other sites, on polling and WebSocket alike; anyone may load
/// the client's file.
pub(crate) async fn check_origin(
    State(allowed): State<AllowedOrigins>,
    request: Request,
    next: Next,
) -> Response {
    let path = request.uri().path();
    let socket = path.starts_with("/socket.io/") && !path.ends_with(".js");
    if socket && !allowed.allow(request.headers()) {
        let message = json!({"errorMessage": "허용되지 않은 출처(Origin)입니다."});
        return (StatusCode::FORBIDDEN, Json(message)).into_response();
    }
    next.run(request).await
}
// ANCHOR_END: check_origin

fn is_own(origin: &str, host: Option<&HeaderValue>) -> bool {
    let site = ["http://", "https://"]
        .iter()
        .find_map(|scheme| origin.strip_prefix(scheme));
    match (site, host.and_then(|host| host.to_str().ok())) {
        (Some(site), Some(host)) => site.eq_ignore_ascii_case(host),
        _ => false,
    }
}
