//! The REST API: everything under `/api`, described for programs and people.

mod answer;
mod body;
mod cart;
mod current_user;
mod docs;
mod goods;
mod goods_in_path;
mod purchases;
mod users;

use axum::Router;
use axum::routing::any;
use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;

use crate::refusal::Refusal;
use crate::shop::Shop;

/// Every call under `/api`, and `/api/docs`, the page about them.
pub(crate) fn router() -> Router<Shop> {
    let (calls, description) = calls().split_for_parts();
    calls
        .merge(docs::router(description))
        .route("/api", any(no_such_api))
        .route("/api/", any(no_such_api))
        .route("/api/{*path}", any(no_such_api))
        .method_not_allowed_fallback(no_such_api)
}

/// The description of the API in the OpenAPI format, as `/api/openapi.json` serves it.
#[must_use]
pub fn openapi() -> OpenApi {
    calls().into_openapi()
}

fn calls() -> OpenApiRouter<Shop> {
    let calls = OpenApiRouter::new()
        .merge(users::router())
        .merge(goods::router())
        .merge(cart::router())
        .merge(purchases::router());
    OpenApiRouter::with_openapi(docs::introduction()).nest("/api", calls)
}

async fn no_such_api() -> Refusal {
    Refusal::NoSuchApi
}
