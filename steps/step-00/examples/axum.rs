//! axum on one screen: routes, extractors, state that all handlers share, and a layer.

use std::sync::{Arc, Mutex};

use axum::extract::{Path, State};
use axum::http::{Method, StatusCode};
use axum::routing::get;
use axum::{Json, Router};
use listen::{address, listen};
use tower_http::cors::{Any, CorsLayer};

/// Cloned for every request: a handle to the same list, not a second list.
type Goods = Arc<Mutex<Vec<String>>>;

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let goods = Goods::default();
    // A layer wraps the routes above it. In Express it's the opposite: `app.use` comes
    // first.
    let cors = CorsLayer::new()
        .allow_origin(Any)
        .allow_methods([Method::GET]);
    let app = Router::new()
        .route("/goods", get(list).post(add))
        .route("/goods/{number}", get(one))
        .with_state(goods)
        .layer(cors);

    let listener = listen(3000).await;
    println!("{}", address(&listener));
    axum::serve(listener, app).await
}

/// The arguments are what a handler needs from the request; the return type is its
/// answer.
async fn list(State(goods): State<Goods>) -> Json<Vec<String>> {
    Json(lock(&goods).clone())
}

/// The body comes last among the arguments, because it can be read only once.
async fn add(State(goods): State<Goods>, name: String) -> StatusCode {
    lock(&goods).push(name);
    StatusCode::CREATED
}

/// If the number isn't one, this is never called: axum has already answered 400.
async fn one(
    State(goods): State<Goods>,
    Path(number): Path<usize>,
) -> Result<String, StatusCode> {
    let goods = lock(&goods);
    goods.get(number).cloned().ok_or(StatusCode::NOT_FOUND)
}

/// Release the guard before any `.await`, or others would have to wait for the lock.
fn lock(goods: &Goods) -> std::sync::MutexGuard<'_, Vec<String>> {
    goods
        .lock()
        .expect("no handler panics while holding the lock")
}
