//! The cart of whoever asks.

use axum::extract::{Path, State};
use axum::routing::{get, put};
use axum::{Json, Router};
use serde_json::{Value, json};

use super::current_user::CurrentUser;
use super::error::ApiError;
use crate::Shop;
use crate::fields::Fields;

pub(super) fn router() -> Router<Shop> {
    Router::new()
        .route("/goods/cart", get(list))
        .route("/goods/{goods_id}/cart", put(put_in).delete(take_out))
}

async fn list(
    State(shop): State<Shop>,
    CurrentUser(user): CurrentUser,
) -> Result<Json<Value>, ApiError> {
    let cart = shop.store.cart(user.user_id).await?;
    Ok(Json(json!({"cart": cart})))
}

// ANCHOR: put_in
async fn put_in(
    State(shop): State<Shop>,
    CurrentUser(user): CurrentUser,
    Path(goods_id): Path<String>,
    fields: Fields,
) -> Result<Json<Value>, ApiError> {
    let quantity = fields.number("quantity", 1..=999)?;
    let goods_id = goods_id.parse().map_err(|_| ApiError::UnknownGoods)?;
    let put = shop.store.put_in_cart(user.user_id, goods_id, quantity);
    match put.await? {
        true => Ok(Json(json!({}))),
        false => Err(ApiError::UnknownGoods),
    }
}
// ANCHOR_END: put_in

/// What was not in the cart is out of it too: also an id that is none.
async fn take_out(
    State(shop): State<Shop>,
    CurrentUser(user): CurrentUser,
    Path(goods_id): Path<String>,
) -> Result<Json<Value>, ApiError> {
    if let Ok(goods_id) = goods_id.parse() {
        shop.store.remove_from_cart(user.user_id, goods_id).await?;
    }
    Ok(Json(json!({})))
}
