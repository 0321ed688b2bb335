//! The browser's Socket.IO client: the embedded files, or a redirect to the CDN's.

use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{MethodRouter, get};

use crate::etag::is_known;

/// The version that `package.json` pins. The `integrity` hash in the pages is of this
/// version's bytes, so neither npm nor the CDN can deliver a different file.
macro_rules! version {
    () => {
        "4.8.4"
    };
}

/// Where a page finds the same files if they aren't embedded.
const CDN: &str = concat!("https://cdn.socket.io/", version!(), "/");

/// The same as Node's server sends; quoted, as the standard requires.
const ETAG: HeaderValue = HeaderValue::from_static(concat!("\"", version!(), "\""));

/// The client's files, under the names that Node's server gives them. Ours are always
/// the minified ones.
pub const CLIENT_FILES: [&str; 3] = ["socket.io.js", SMALL, MODULE];

const SMALL: &str = "socket.io.min.js";
const MODULE: &str = "socket.io.esm.min.js";

// ANCHOR: client_from
/// Where the browser's client comes from, in words for a startup message.
pub const CLIENT_FROM: &str = if cfg!(client_embedded) {
    concat!(
        "socket.io-client ",
        version!(),
        ", embedded (works offline)"
    )
} else {
    concat!(
        "https://cdn.socket.io/",
        version!(),
        "/socket.io.min.js (npm was not there at build time)"
    )
};
// ANCHOR_END: client_from

/// Answers `GET /socket.io/{file}` for the [`CLIENT_FILES`], as Node's server does.
///
/// Add the route after the Socket.IO layer: a layer wraps only the routes added before
/// it, and would take these paths for a client without a transport.
///
/// Any page may load them, even one opened as a file: `Access-Control-Allow-Origin: *`.
pub fn client<S: Clone + Send + Sync + 'static>() -> MethodRouter<S> {
    get(async |address: Uri, headers: HeaderMap| {
        match address.path().rsplit('/').next() {
            Some("socket.io.js" | SMALL) => answer(&headers, SMALL),
            Some(MODULE) => answer(&headers, MODULE),
            _ => StatusCode::NOT_FOUND.into_response(),
        }
    })
}

pub(crate) fn script_sources() -> &'static str {
    match cfg!(client_embedded) {
        true => "'self'",
        false => "'self' https://cdn.socket.io",
    }
}

fn answer(request: &HeaderMap, name: &str) -> Response {
    let everywhere = [(
        header::ACCESS_CONTROL_ALLOW_ORIGIN,
        HeaderValue::from_static("*"),
    )];
    let Some(bytes) = embedded(name) else {
        let elsewhere = Redirect::temporary(&format!("{CDN}{name}"));
        return (everywhere, elsewhere).into_response();
    };
    let headers = [
        (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
        (header::ETAG, ETAG),
    ];
    if is_known(&ETAG, request) {
        return (StatusCode::NOT_MODIFIED, everywhere, headers).into_response();
    }
    let script = [(header::CONTENT_TYPE, "text/javascript; charset=utf-8")];
    (everywhere, headers, script, bytes).into_response()
}

#[cfg(client_embedded)]
fn embedded(name: &str) -> Option<&'static [u8]> {
    Some(match name {
        MODULE => include_bytes!(concat!(env!("CLIENT_FOLDER"), "/socket.io.esm.min.js")),
        _ => include_bytes!(concat!(env!("CLIENT_FOLDER"), "/socket.io.min.js")),
    })
}

#[cfg(not(client_embedded))]
fn embedded(_: &str) -> Option<&'static [u8]> {
    None
}
