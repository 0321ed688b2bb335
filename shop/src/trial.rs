//! A WebSocket for a session that polls: shown to Socket.IO once something comes through.
//!
//! A client that began by long polling opens a WebSocket beside it, on trial. Some proxies
//! let it open, and then let nothing through it, or cut it. engineioxide 0.17.9 stops
//! answering the polls of a session as soon as its WebSocket is open, and closes the
//! session when the trial fails; Node's server goes on polling.

use std::io::{self, Cursor};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use hyper_util::rt::TokioIo;
use socketioxide::service::SocketIoService;
use tokio::io::{AsyncRead, AsyncReadExt, ReadBuf, join, split};
use tokio::spawn;
use tokio::sync::oneshot;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::handshake::derive_accept_key;
use tower::Service as TowerService;

use crate::reading::from_form;

/// A client gives up its trial after ten seconds too.
const LONGEST_TRIAL: Duration = Duration::from_secs(10);

/// What engineioxide puts behind its service when there is nothing.
type SocketIo = SocketIoService<engineioxide::service::NotFoundService>;

/// Of the address of a request to Socket.IO.
#[derive(serde::Deserialize)]
struct Query {
    transport: String,
    #[serde(default)]
    sid: String,
}

/// Takes the WebSockets of sessions that poll; everything else goes on.
pub async fn trial(
    State(socket_io): State<SocketIo>,
    request: Request,
    next: Next,
) -> Response {
    let query = from_form::<Query>(request.uri().query().unwrap_or_default().as_bytes());
    let polls = query.is_ok_and(|it| it.transport == "websocket" && !it.sid.is_empty());
    let key = request.headers().get(header::SEC_WEBSOCKET_KEY).cloned();
    match key.filter(|_| polls) {
        Some(key) => {
            spawn(try_out(socket_io, request));
            switching_protocols(&key)
        }
        None => next.run(request).await,
    }
}

/// Waits for the first bytes; until then, the session goes on polling.
async fn try_out(mut socket_io: SocketIo, request: Request) {
    let (parts, _) = request.into_parts();
    let asked = axum::http::Request::from_parts(parts.clone(), ());
    let upgrade = hyper::upgrade::on(Request::from_parts(parts, Body::empty()));
    let Ok(stream) = upgrade.await else { return };
    let (mut reader, writer) = split(TokioIo::new(stream));
    let mut first = vec![0; 1024];
    let Ok(Ok(read @ 1..)) = timeout(LONGEST_TRIAL, reader.read(&mut first)).await else {
        tracing::debug!("nothing came through a WebSocket; its session goes on polling");
        return;
    };
    first.truncate(read);
    let (held, let_go) = oneshot::channel();
    let reader = Held {
        reader: Cursor::new(first).chain(reader),
        _held: held,
    };
    let farewell = farewell(asked.uri());
    if let Err(error) = socket_io.call((join(reader, writer), asked)).await {
        tracing::debug!(%error, "a WebSocket that asks for no session");
    }
    drop(let_go.await);
    // If the trial failed after all, the session would now answer its polls with nothing
    // for ever. Any other has changed over, or is gone, and takes no notice.
    if let Ok(farewell) = farewell {
        let Ok(_) = TowerService::call(&mut socket_io, farewell).await;
    }
}

/// Engine.IO's close, as the client would post it.
fn farewell(asked: &Uri) -> Result<Request, axum::http::Error> {
    let address = asked.to_string().replacen("=websocket", "=polling", 1);
    Request::post(address).body(Body::from("1"))
}

/// A reader that tells when it is dropped: by its sender, which goes with it.
struct Held<R> {
    reader: R,
    _held: oneshot::Sender<()>,
}

impl<R: AsyncRead + Unpin> AsyncRead for Held<R> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.reader).poll_read(context, buffer)
    }
}

fn switching_protocols(key: &HeaderValue) -> Response {
    let accept = derive_accept_key(key.as_bytes());
    (
        StatusCode::SWITCHING_PROTOCOLS,
        [
            (header::CONNECTION, "Upgrade"),
            (header::UPGRADE, "websocket"),
            (header::SEC_WEBSOCKET_ACCEPT, accept.as_str()),
        ],
    )
        .into_response()
}
