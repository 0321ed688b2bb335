//! A shop in which everyone sees what someone has just bought.

mod api;
mod config;
mod fields;
mod identity;
mod open_error;
mod order;
mod origin;
mod password;
mod realtime;
mod store;
mod token;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::from_fn_with_state;
use axum::routing::get;
use socketioxide::SocketIo;
use tower_http::cors::CorsLayer;
use tower_http::timeout::TimeoutLayer;
use tower_http::trace::TraceLayer;

pub use config::{Config, LogFormat};
pub use open_error::OpenError;
use origin::{AllowedOrigins, check_origin};
use password::Passwords;
use store::{Store, StoreError, User};
use token::Tokens;

/// No request and no message of a client is larger, in bytes.
const LARGEST_MESSAGE: usize = 64 * 1024;

/// The shop's data and keys; clones share them.
#[derive(Clone)]
pub struct Shop {
    store: Store,
    passwords: Passwords,
    tokens: Tokens,
    https: bool,
}

impl Shop {
    /// Opens the database, making it at the first start, and the secret for tokens.
    pub async fn open(config: &Config) -> Result<Self, OpenError> {
        let url = &config.database_url;
        if !url.starts_with("sqlite:") {
            return Err(OpenError::NotSqlite(url.clone()));
        }
        let file = store::file_of(url);
        if let Some(folder) = file.as_deref().and_then(Path::parent) {
            fs::create_dir_all(folder)
                .map_err(|error| OpenError::Folder(folder.to_owned(), error))?;
        }
        let database_failed = |error| OpenError::Database(url.clone(), error);
        let store = Store::open(url).await.map_err(database_failed)?;
        if !config.no_seed {
            store.seed().await.map_err(database_failed)?;
        }
        let secret = secret(config, file.as_deref())?;
        let lifetime = Duration::from_secs(u64::from(config.token_hours) * 3600);
        Ok(Self {
            store,
            passwords: Passwords::new(),
            tokens: Tokens::new(secret.as_bytes(), lifetime),
            https: config.https,
        })
    }

    /// What the lesson's shop had before it was real-time: REST under `/api`, the pages,
    /// and `/healthz`.
    pub fn routes(&self) -> Router {
        Router::new()
            .nest("/api", api::router())
            .route("/healthz", get(healthz))
            .with_state(self.clone())
            .fallback_service(assets::pages())
            .layer(DefaultBodyLimit::max(LARGEST_MESSAGE))
            .layer(TimeoutLayer::with_status_code(
                StatusCode::SERVICE_UNAVAILABLE,
                Duration::from_secs(30),
            ))
    }

    /// The user whom a token speaks of, if it is good and the account is still there.
    async fn user_of(&self, token: &str) -> Result<Option<User>, StoreError> {
        match self.tokens.verify(token) {
            Some(user_id) => self.store.user(user_id).await,
            None => Ok(None),
        }
    }

    /// Waits for what the database is doing, then closes it.
    pub async fn close(&self) {
        self.store.close().await;
    }
}

/// The whole shop: everything of [`Shop::routes`], and the real-time part.
pub fn app(shop: &Shop, config: &Config) -> (Router, SocketIo) {
    let (socket_io, io) = SocketIo::builder()
        .max_payload(LARGEST_MESSAGE as u64)
        .ws_max_message_size(LARGEST_MESSAGE)
        .ws_max_frame_size(LARGEST_MESSAGE)
        .with_state(shop.clone())
        .build_layer();
    realtime::attach(&io);

    let allowed = AllowedOrigins(config.allowed_origins.clone().into());
    // ANCHOR: layers
    // A layer wraps what stands above it: no time-out cuts a long poll, and the client's
    // file is not taken for a poll.
    let app = shop
        .routes()
        .layer(socket_io)
        .route("/socket.io/socket.io.js", assets::client())
        .layer(from_fn_with_state(allowed.clone(), check_origin))
        .layer(cors(allowed))
        .layer(TraceLayer::new_for_http().make_span_with(span));
    // ANCHOR_END: layers
    (app, io)
}

fn secret(config: &Config, database: Option<&Path>) -> Result<String, OpenError> {
    match (&config.jwt_secret, database) {
        (Some(secret), _) if secret.chars().count() < 32 => Err(OpenError::ShortSecret),
        (Some(secret), _) => Ok(secret.clone()),
        (None, Some(database)) => {
            let file = database.with_extension("secret");
            token::secret_in(&file).map_err(|error| OpenError::Secret(file, error))
        }
        (None, None) => token::random_secret()
            .map_err(|error| OpenError::Secret(PathBuf::from(":memory:"), error)),
    }
}

fn cors(allowed: AllowedOrigins) -> CorsLayer {
    CorsLayer::new()
        .allow_origin(tower_http::cors::AllowOrigin::predicate(
            move |origin: &HeaderValue, _| {
                origin.to_str().is_ok_and(|origin| allowed.lists(origin))
            },
        ))
        .allow_methods([Method::GET, Method::POST, Method::PUT, Method::DELETE])
        .allow_headers([header::AUTHORIZATION, header::CONTENT_TYPE])
        .allow_credentials(true)
}

// Without the query: over polling, it holds the id that lets one speak as that socket.
fn span(request: &Request) -> tracing::Span {
    tracing::debug_span!("request", method = %request.method(), path = request.uri().path())
}

async fn healthz(State(shop): State<Shop>) -> (StatusCode, &'static str) {
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
