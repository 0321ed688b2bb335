//! The shop's pages: from disk in a debug build (edit, reload), embedded in a release.

use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use rust_embed::{EmbeddedFile, RustEmbed};

use crate::etag::is_known;

#[derive(RustEmbed)]
#[folder = "pages/"]
struct Pages;

/// Serves the files in `pages/`; `/` is `index.html`.
///
/// Every response forbids inline scripts and foreign frames, so that the name of goods
/// or a nickname can never run as code.
pub fn pages() -> Router {
    Router::new().fallback(page)
}

async fn page(request: Request) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    let path = match request.uri().path().trim_start_matches('/') {
        "" => "index.html",
        path => path,
    };
    match Pages::get(path) {
        Some(file) => answer(request.headers(), path, file),
        None => (StatusCode::NOT_FOUND, security(), "404 Not Found").into_response(),
    }
}

fn answer(request: &HeaderMap, path: &str, file: EmbeddedFile) -> Response {
    let tag = entity_tag(&file);
    let headers = [
        (header::CONTENT_TYPE, content_type(path)),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
        (header::ETAG, tag.clone()),
    ];
    if is_known(&tag, request) {
        return (StatusCode::NOT_MODIFIED, headers, security()).into_response();
    }
    (headers, security(), file.data).into_response()
}

fn entity_tag(file: &EmbeddedFile) -> HeaderValue {
    let hash: String = file.metadata.sha256_hash()[..8]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    HeaderValue::try_from(format!("\"{hash}\"")).expect("hex digits make a header")
}

fn content_type(path: &str) -> HeaderValue {
    HeaderValue::from_static(match path.rsplit_once('.').map(|(_, ending)| ending) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    })
}

fn security() -> [(HeaderName, HeaderValue); 4] {
    let scripts = crate::client::script_sources();
    let policy = format!(
        "default-src 'self'; script-src {scripts}; img-src 'self' https: http: data:; \
         base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
    );
    [
        (
            header::CONTENT_SECURITY_POLICY,
            HeaderValue::try_from(policy).expect("the policy is ASCII"),
        ),
        (
            header::X_CONTENT_TYPE_OPTIONS,
            HeaderValue::from_static("nosniff"),
        ),
        (
            header::REFERRER_POLICY,
            HeaderValue::from_static("same-origin"),
        ),
        (
            HeaderName::from_static("cross-origin-opener-policy"),
            HeaderValue::from_static("same-origin"),
        ),
    ]
}
