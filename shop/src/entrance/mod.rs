//! Lets clients through to Socket.IO: no faster than their messages are handled,
//! keeping no more of their request than is needed, and moving from polling to a
//! WebSocket only once the WebSocket works.
//!
//! A client that starts with long polling opens a WebSocket beside it, on trial. Some
//! proxies let it open but then let nothing through, or cut it off. engineioxide 0.17.9
//! stops answering a session's polls as soon as its WebSocket is open, and closes the
//! session if the trial fails; Node's server just goes on polling.

mod gate;
mod messages;
mod strangers;
mod stream;
mod wire;

use std::mem;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, Request, State};
use axum::http::header::{AUTHORIZATION, COOKIE, SEC_WEBSOCKET_KEY};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use hyper_util::rt::TokioIo;
use socketioxide::service::SocketIoService;
use socketioxide::socket::Sid;
use tokio::io::AsyncReadExt;
use tokio::spawn;
use tokio::sync::oneshot;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::handshake::derive_accept_key;
use tower::Service as TowerService;

use crate::places::Place;
use crate::refusal::Refusal;

pub use gate::{Gate, Gates};
pub use strangers::Strangers;
use stream::Stream;
use wire::Connection;
pub use wire::Wire;

/// A client gives up on its trial after ten seconds too.
const LONGEST_TRIAL: Duration = Duration::from_secs(10);

/// How long a polling client may take to send a body.
const LONGEST_BODY: Duration = Duration::from_secs(10);

/// Between two packets of a body.
const SEPARATOR: u8 = 0x1e;

/// Engine.IO's close packet.
const FAREWELL: &[u8] = b"1";

/// engineioxide wraps this service unless it is given another one.
type SocketIo = SocketIoService<engineioxide::service::NotFoundService>;

/// Socket.IO, and the gates in front of it.
#[derive(Clone)]
pub struct Door {
    /// Socket.IO itself.
    pub socket_io: SocketIo,
    /// The gates of the connected sockets.
    pub gates: Gates,
    /// If there may be other servers.
    pub strangers: Option<Strangers>,
}

/// What a request to Socket.IO asks for, read just as engineioxide 0.17.9 reads it:
/// what that sees must not be hidden from the gates.
struct Asked {
    session: Option<Sid>,
    websocket: bool,
}

impl Asked {
    fn by(address: &Uri) -> Self {
        let query = address.query().unwrap_or_default();
        let value = |name| query.split('&').find_map(|it| it.strip_prefix(name));
        let word = |name| value(name)?.split('=').next();
        Self {
            session: value("sid=").and_then(|sid| sid.parse().ok()),
            // Socket.IO refuses any other version, in its own words.
            websocket: word("transport=") == Some("websocket")
                && word("EIO=") == Some("4"),
        }
    }
}

/// Opens WebSockets itself; everything else goes on to Socket.IO as its gate allows.
pub async fn let_in(
    State(door): State<Door>,
    mut request: Request,
    next: Next,
) -> Response {
    let Asked { session, websocket } = Asked::by(request.uri());
    let key = request.headers().get(SEC_WEBSOCKET_KEY).cloned();
    match (session, key.filter(|_| websocket)) {
        (None, None) => {
            let gate = Gate::default();
            keep_what_is_needed(&mut request, gate);
            next.run(request).await
        }
        (Some(session), None) => {
            if request.method() == Method::POST {
                let gate = door.gates.of(session);
                if let Some(gate) = &gate {
                    gate.opened().await;
                }
                match read(request, gate).await {
                    Ok(whole) => request = whole,
                    Err(refusal) => return refusal.into_response(),
                }
            }
            let response = next.run(request).await;
            if let Some(strangers) = &door.strangers
                && response.status() == StatusCode::BAD_REQUEST
                && door.gates.of(session).is_none()
            {
                strangers.came();
            }
            response
        }
        (session, Some(key)) => {
            spawn(open(door, session, request));
            switching_protocols(&key)
        }
    }
}

/// Reads the whole request within the time limit: Socket.IO would wait forever, and so
/// would every other request of the session.
async fn read(request: Request, gate: Option<Gate>) -> Result<Request, Refusal> {
    let (parts, body) = request.into_parts();
    let body = Request::from_parts(parts.clone(), body);
    let body = timeout(LONGEST_BODY, Bytes::from_request(body, &())).await;
    let mut body = body.map_err(|_| Refusal::TooSlow)??;
    let mut packets = body.split(|byte| *byte == SEPARATOR);
    if gate.is_some_and(|gate| packets.any(|packet| !gate.allows(packet))) {
        body = Bytes::from_static(FAREWELL);
    }
    Ok(Request::from_parts(parts, body.into()))
}

/// Socket.IO keeps the request that a client connected with for as long as the client
/// stays. Its values are slices of what hyper has read, and would keep all of that in
/// memory.
fn keep_what_is_needed(request: &mut Request, gate: Gate) {
    let headers = mem::take(request.headers_mut());
    let needed = [AUTHORIZATION, COOKIE].into_iter().filter_map(|name| {
        let value = headers.get(&name)?.as_bytes();
        Some((name, HeaderValue::from_bytes(value).ok()?))
    });
    *request.headers_mut() = HeaderMap::from_iter(needed);
    if let Ok(own) = request.uri().to_string().parse() {
        *request.uri_mut() = own;
    }
    request.extensions_mut().clear();
    request.extensions_mut().insert(gate);
}

async fn open(mut door: Door, session: Option<Sid>, mut request: Request) {
    let upgrade = hyper::upgrade::on(&mut request);
    let place = request.extensions_mut().remove::<Arc<Place>>();
    let gate = Gate::default();
    keep_what_is_needed(&mut request, gate.clone());
    let (parts, _) = request.into_parts();
    let request = axum::http::Request::from_parts(parts, ());
    let Ok(upgraded) = upgrade.await else { return };
    let connection = TokioIo::new(upgraded);
    match session {
        Some(session) => try_out(door, session, connection, request, place).await,
        None => {
            let stream = Stream::of(connection, gate, place);
            if let Err(error) = door.socket_io.call((stream, request)).await {
                tracing::debug!(%error, "a WebSocket that asks for something else");
            }
        }
    }
}

/// Waits for the first bytes; until they come, the session goes on polling.
async fn try_out(
    mut door: Door,
    session: Sid,
    mut connection: Connection,
    request: axum::http::Request<()>,
    place: Option<Arc<Place>>,
) {
    let mut first = vec![0; 1024];
    let came = timeout(LONGEST_TRIAL, connection.read(&mut first)).await;
    let Ok(Ok(read @ 1..)) = came else {
        tracing::debug!("nothing came through a WebSocket; its session goes on polling");
        return;
    };
    first.truncate(read);
    let farewell = farewell(request.uri());
    let (held, let_go) = oneshot::channel();
    let stream = Stream::on_trial(connection, session, door.gates, first, place, held);
    if let Err(error) = door.socket_io.call((stream, request)).await {
        tracing::debug!(%error, "a WebSocket that asks for no session");
    }
    drop(let_go.await);
    // If the trial failed after all, the session would now answer every poll with
    // nothing, forever. A session that has switched over, or is gone, ignores this.
    if let Ok(farewell) = farewell {
        let Ok(_) = TowerService::call(&mut door.socket_io, farewell).await;
    }
}

/// The way a client would post it.
fn farewell(asked: &Uri) -> Result<Request, axum::http::Error> {
    let address = asked.to_string().replacen("=websocket", "=polling", 1);
    Request::post(address).body(Body::from(FAREWELL))
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
