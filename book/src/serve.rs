//! Serves the book from memory, and rebuilds it when a source has changed: edit,
//! reload. A half-built book is never served.

use std::io;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::SystemTime;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use tokio::net::TcpListener;
use tokio::sync::Mutex;
use tokio::task::spawn_blocking;

use crate::site::{self, Files};

struct Site {
    files: RwLock<Files>,
    /// The time of the sources that the files were built from.
    built_from: Mutex<SystemTime>,
}

/// Serves these files, which were just built, until the program ends.
pub async fn serve(listener: TcpListener, files: Files) -> io::Result<()> {
    let site = Arc::new(Site {
        files: RwLock::new(files),
        built_from: Mutex::new(site::changed()?),
    });
    let app = Router::new().fallback(get(file)).with_state(site);
    axum::serve(listener, app).await
}

async fn file(State(site): State<Arc<Site>>, uri: Uri) -> Response {
    let path = uri.path().trim_start_matches('/');
    let path = match path.is_empty() || path.ends_with('/') {
        true => format!("{path}index.html"),
        false => path.to_owned(),
    };
    if path.ends_with(".html")
        && let Err(error) = site.renew().await
    {
        // Someone is in the middle of editing a page: the last complete book stays.
        eprintln!("{error}");
    }
    if let Some(bytes) = site.read(&path) {
        let headers = [
            (header::CONTENT_TYPE, content_type(&path)),
            (header::CACHE_CONTROL, "no-cache"),
        ];
        return (headers, bytes).into_response();
    }
    match site.read(&format!("{path}/index.html")) {
        Some(_) => Redirect::permanent(&format!("/{path}/")).into_response(),
        None => (StatusCode::NOT_FOUND, "404 Not Found").into_response(),
    }
}

impl Site {
    fn read(&self, path: &str) -> Option<Bytes> {
        let files = self.files.read().unwrap_or_else(PoisonError::into_inner);
        files.get(path).cloned()
    }

    /// Rebuilds if a source is newer. Requests wait for the new book meanwhile.
    async fn renew(&self) -> io::Result<()> {
        let mut built_from = self.built_from.lock().await;
        let changed = spawn_blocking(site::changed).await??;
        if *built_from < changed {
            *built_from = changed;
            let files = spawn_blocking(site::build).await??;
            *self.files.write().unwrap_or_else(PoisonError::into_inner) = files;
        }
        Ok(())
    }
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map(|(_, ending)| ending) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("woff2") => "font/woff2",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
