//! The browser's Socket.IO client: the embedded file, or the way to the CDN's.

use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{MethodRouter, get};

/// The same file, of the same version, that `package.json` pins; the hash in the pages'
/// `integrity` is of its bytes, so neither source can pass for it with other bytes.
const CDN_FILE: &str = "https://cdn.socket.io/4.8.4/socket.io.min.js";

#[cfg(client_embedded)]
const EMBEDDED: Option<&[u8]> = Some(include_bytes!(env!("CLIENT_FILE")));
#[cfg(not(client_embedded))]
const EMBEDDED: Option<&[u8]> = None;

// ANCHOR: client_from
/// Where the browser's client comes from, in words for a start-up line.
pub const CLIENT_FROM: &str = match EMBEDDED {
    Some(_) => "socket.io-client 4.8.4, embedded (works offline)",
    None => {
        "https://cdn.socket.io/4.8.4/socket.io.min.js (npm was not there at build time)"
    }
};
// ANCHOR_END: client_from

/// Answers `GET /socket.io/socket.io.js`, as Node's server does.
///
/// Add the route after the Socket.IO layer: a layer wraps only what stands before it,
/// and would take this path for a client without a transport.
///
/// Any page may load it, also one opened as a file: `Access-Control-Allow-Origin: *`.
pub fn client<S: Clone + Send + Sync + 'static>() -> MethodRouter<S> {
    get(async || with_cors(file_or_redirect()))
}

pub(crate) fn script_sources() -> &'static str {
    match EMBEDDED {
        Some(_) => "'self'",
        None => "'self' https://cdn.socket.io",
    }
}

fn file_or_redirect() -> Response {
    match EMBEDDED {
        Some(bytes) => (
            [
                (header::CONTENT_TYPE, "text/javascript; charset=utf-8"),
                (header::CACHE_CONTROL, "no-cache"),
            ],
            bytes,
        )
            .into_response(),
        None => Redirect::temporary(CDN_FILE).into_response(),
    }
}

fn with_cors(response: Response) -> Response {
    ([(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*")], response).into_response()
}
