//! The whole shop as one app: its routes and layers, in their order.

use std::time::Duration;

use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Extension, Router};
use socketioxide::{ParserConfig, SocketIo};
use tokio::time::timeout;
use tower_http::cors::{AllowOrigin, CorsLayer};
use tower_http::trace::{DefaultOnFailure, HttpMakeClassifier, TraceLayer};

use crate::config::Config;
use crate::entrance::{Door, Gates, Strangers, let_in};
use crate::login::host::{Hosts, check_host};
use crate::login::origin::{AllowedOrigins, check_origin};
use crate::refusal::Refusal;
use crate::shop::Shop;
use crate::{api, realtime};

/// The size limit for requests and for a client's messages, in bytes.
const LARGEST_MESSAGE: usize = 64 * 1024;

/// How many bytes of a WebSocket are read at once: a client is only held back between
/// two reads.
const READ_AT_ONCE: usize = 512;

/// How long a message with attachments may take to arrive.
const LONGEST_MESSAGE: Duration = Duration::from_secs(5);

/// How many packets may wait for a slow reader; any that come after that are lost to it.
const MOST_QUEUED: usize = 1024;

/// Longer than anything that works ever takes.
const LONGEST_REQUEST: Duration = Duration::from_secs(30);

/// The whole shop: everything in [`Shop::routes`], plus the real-time part.
pub fn app(shop: &Shop, config: &Config) -> (Router, SocketIo) {
    // None of the shop's events carries binary data. A client that announces a lot of
    // it, or takes its time, is disconnected.
    let parser = ParserConfig::common()
        .max_incoming_binaries(4)
        .max_incoming_binary_buf_size(LARGEST_MESSAGE)
        .packet_completion_timeout(LONGEST_MESSAGE);
    let (socket_io, io) = SocketIo::builder()
        .max_buffer_size(MOST_QUEUED)
        .with_parser(parser)
        .max_payload(LARGEST_MESSAGE as u64)
        .ws_max_message_size(LARGEST_MESSAGE)
        .ws_max_frame_size(LARGEST_MESSAGE)
        .ws_read_buffer_size(READ_AT_ONCE)
        .with_state(shop.clone())
        .build_svc();
    let gates = Gates::default();
    realtime::attach(&io, shop, gates.clone(), config);

    let allowed = AllowedOrigins::new(config.allowed_origins.clone());
    let hosts = Hosts::new(config.hosts.clone());
    // ANCHOR: layers
    // Socket.IO has a router to itself: no timeout cuts off a long poll, and only
    // sockets have their origin checked.
    let door = Door {
        socket_io: socket_io.clone(),
        gates,
        strangers: shop.store.has_others().then(Strangers::default),
    };
    let sockets = Router::new()
        .route_service("/socket.io/", socket_io.clone())
        .route_service("/socket.io/{*more}", socket_io)
        .layer(from_fn_with_state(door, let_in))
        .layer(DefaultBodyLimit::max(LARGEST_MESSAGE))
        .layer(from_fn_with_state(allowed.clone(), check_origin));
    let app = shop
        .routes()
        .merge(sockets)
        .merge(client())
        .layer(Extension(config.trusted_proxies.clone()))
        .layer(cors(allowed))
        .layer(from_fn_with_state(hosts, check_host))
        .layer(trace());
    // ANCHOR_END: layers
    (app, io)
}

impl Shop {
    /// The lesson's shop before it became real-time: REST under `/api`, the pages, and
    /// `/healthz`.
    pub fn routes(&self) -> Router {
        Router::new()
            .merge(api::router())
            .route("/healthz", get(healthz))
            .with_state(self.clone())
            .fallback_service(assets::pages())
            .layer(DefaultBodyLimit::max(LARGEST_MESSAGE))
            .layer(from_fn(in_time))
    }
}

fn client() -> Router {
    assets::CLIENT_FILES
        .iter()
        .fold(Router::new(), |router, file| {
            router.route(&format!("/socket.io/{file}"), assets::client())
        })
}

async fn in_time(request: Request, next: Next) -> Response {
    match timeout(LONGEST_REQUEST, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Refusal::TooSlow.into_response(),
    }
}

fn cors(allowed: AllowedOrigins) -> CorsLayer {
    let listed = move |origin: &HeaderValue, _: &_| allowed.list(origin);
    CorsLayer::new()
        .allow_origin(AllowOrigin::predicate(listed))
        .allow_methods([Method::GET, Method::POST, Method::PUT, Method::DELETE])
        .allow_headers([header::AUTHORIZATION, header::CONTENT_TYPE])
        .allow_credentials(true)
}

/// An internal error is logged where it happens; another line for the answer that
/// reports it would be one too many.
fn trace() -> TraceLayer<HttpMakeClassifier, fn(&Request) -> tracing::Span> {
    let failures = DefaultOnFailure::new().level(tracing::Level::DEBUG);
    let span: fn(&Request) -> tracing::Span = span;
    TraceLayer::new_for_http()
        .make_span_with(span)
        .on_failure(failures)
}

// Without the query: over polling, it holds the session id, and anyone who has that can
// speak as that socket.
fn span(request: &Request) -> tracing::Span {
    tracing::debug_span!("request", method = %request.method(), path = request.uri().path())
}

async fn healthz(State(shop): State<Shop>) -> (StatusCode, &'static str) {
    if !shop.till.is_open() {
        return (StatusCode::SERVICE_UNAVAILABLE, "the till is closed");
    }
    if shop.tasks.has_ended() {
        return (StatusCode::SERVICE_UNAVAILABLE, "a part has ended");
    }
    match shop.store.ping().await {
        Ok(()) => (StatusCode::OK, "ok"),
        Err(error) => {
            tracing::error!(%error, "the database does not answer");
            (
                StatusCode::SERVICE_UNAVAILABLE,
                "the database does not answer",
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::healthz;
    use crate::{Config, Shop};
    use axum::extract::State;
    use axum::http::StatusCode;
    use clap::Parser;
    use socketioxide::SocketIo;
    use std::future::ready;
    use tokio::time::{Duration, sleep, timeout};

    #[tokio::test]
    async fn a_shop_of_which_a_part_has_ended_is_not_healthy() {
        let config = Config::parse_from(["shop", "--database-url", "sqlite::memory:"]);
        let shop = Shop::open(&config).await.unwrap();
        assert_eq!(healthz(State(shop.clone())).await, (StatusCode::OK, "ok"));
        let (_, io) = SocketIo::new_svc();
        io.ns("/", async || {});
        shop.tasks.run("ends", &io, ready(()));
        let noticed = async {
            while healthz(State(shop.clone())).await.0.is_success() {
                sleep(Duration::from_millis(1)).await;
            }
        };
        timeout(Duration::from_secs(5), noticed).await.unwrap();
        let unhealthy = (StatusCode::SERVICE_UNAVAILABLE, "a part has ended");
        assert_eq!(healthz(State(shop)).await, unhealthy);
    }
}
