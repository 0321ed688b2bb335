//! The catalogue.

use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::routing::get;
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};

use super::current_user::CurrentUser;
use super::error::ApiError;
use crate::Shop;
use crate::fields::{Fields, MAX_NUMBER};
use crate::store::NewGoods;

#[derive(Deserialize)]
struct Filter {
    category: Option<String>,
}

pub(super) fn router() -> Router<Shop> {
    Router::new()
        .route("/goods", get(list).post(register))
        .route("/goods/{goods_id}", get(one))
}

async fn list(
    State(shop): State<Shop>,
    _: CurrentUser,
    Query(filter): Query<Filter>,
) -> Result<Json<Value>, ApiError> {
    let category = filter.category.filter(|category| !category.is_empty());
    let goods = shop.store.goods_list(category.as_deref()).await?;
    Ok(Json(json!({"goods": goods})))
}

async fn one(
    State(shop): State<Shop>,
    _: CurrentUser,
    Path(goods_id): Path<String>,
) -> Result<Json<Value>, ApiError> {
    let goods_id = goods_id.parse().map_err(|_| ApiError::GoodsNotFound)?;
    let goods = shop.store.goods(goods_id).await?;
    let goods = goods.ok_or(ApiError::GoodsNotFound)?;
    Ok(Json(json!({"goods": goods})))
}

async fn register(
    State(shop): State<Shop>,
    _: CurrentUser,
    fields: Fields,
) -> Result<(StatusCode, Json<Value>), ApiError> {
    let goods = NewGoods {
        goods_id: fields.number("goodsId", 1..=MAX_NUMBER)?,
        name: fields.text("name", 100)?,
        thumbnail_url: fields.picture("thumbnailUrl")?,
        category: fields.text("category", 50)?,
        price: fields.number("price", 0..=MAX_NUMBER)?,
    };
    let goods = shop.store.add_goods(&goods).await?;
    let goods = goods.ok_or(ApiError::GoodsExist)?;
    Ok((StatusCode::CREATED, Json(json!({"goods": goods}))))
}
