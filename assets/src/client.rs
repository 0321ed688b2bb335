//! The browser's Socket.IO client: the embedded files, or the way to the CDN's.

use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{MethodRouter, get};

use crate::etag::is_known;

/// The version that `package.json` pins. The hash in the pages' `integrity` is of its
/// bytes, so that neither npm's file nor the CDN's can be another.
macro_rules! version {
    () => {
        "4.8.4"
    };
}

/// Where a page without the embedded files finds the same ones.
const CDN: &str = concat!("https://cdn.socket.io/", version!(), "/");

/// As Node's server has it; quoted, as the standard wants it.
const ETAG: HeaderValue = HeaderValue::from_static(concat!("\"", version!(), "\""));

/// The client's files, by the names that Node's server has for them. Ours are always the
/// small ones.
pub const CLIENT_FILES: [&str; 3] = ["socket.io.js", SMALL, MODULE];

const SMALL: &str = "socket.io.min.js";
const MODULE: &str = "socket.io.esm.min.js";

// ANCHOR: client_from
/// Where the browser's client comes from, in words for a start-up line.
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
/// Add the route after the Socket.IO layer: a layer wraps only what stands before it,
/// and would take these paths for a client without a transport.
///
/// Any page may load them, also one opened as a file: `Access-Control-Allow-Origin: *`.
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
