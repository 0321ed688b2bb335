//! The REST API: everything under `/api`.

mod body;
mod cart;
mod current_user;
mod error;
mod goods;
mod users;

use axum::Router;

use crate::Shop;
use error::ApiError;

pub(crate) fn router() -> Router<Shop> {
    Router::new()
        .merge(users::router())
        .merge(goods::router())
        .merge(cart::router())
        .fallback(async || ApiError::NoSuchApi)
        .method_not_allowed_fallback(async || ApiError::NoSuchApi)
}
