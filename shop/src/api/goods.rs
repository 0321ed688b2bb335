//! The catalogue.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::answer::{Nothing, Refused};
use super::body::{Body, Query};
use super::current_user::CurrentUser;
use super::goods_in_path::GoodsInPath;
use crate::refusal::Refusal;
use crate::shop::Shop;
use crate::store::{Goods, NewGoods};
use crate::values::{WholeNumber, folded};

/// How many goods an account may register, unless it is an admin's.
const MOST_GOODS: i64 = 100;

type Limit = WholeNumber<1, 100>;
/// One more than the highest number that goods can have.
type Before = WholeNumber<1, { 1 << 53 }>;

pub(super) fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new()
        .routes(routes!(list, register))
        .routes(routes!(one))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Filter {
    /// Only goods of this category; all goods, if it is empty or left out.
    #[serde(default)]
    category: String,
    /// Only goods with a number below this one; if it is left out, the list starts with
    /// the highest.
    #[serde(default = "above_all")]
    #[param(inline, required = false)]
    before: Before,
    /// How many at most; 100 if it is left out.
    #[serde(default = "all")]
    #[param(inline, required = false)]
    limit: Limit,
}

fn above_all() -> Before {
    Before::LAST
}

fn all() -> Limit {
    Limit::LAST
}

#[derive(Serialize, ToSchema)]
struct Catalogue {
    #[schema(value_type = Vec<Goods>)]
    goods: Arc<[Goods]>,
}

#[derive(Serialize, ToSchema)]
struct OneProduct {
    goods: Goods,
}

/// What the shop sells, highest number first, at most 100 at a time. For the next page,
/// pass the lowest number of this one as `before`.
#[utoipa::path(
    get, path = "/goods", tag = "goods", params(Filter), security(("token" = [])),
    responses(
        (status = 200, body = Catalogue),
        (status = 400, body = Refused),
        (status = 401, body = Refused),
    ),
)]
async fn list(
    State(shop): State<Shop>,
    _: CurrentUser,
    Query(filter): Query<Filter>,
) -> Result<Json<Catalogue>, Refusal> {
    // Composed, because categories are stored that way.
    let category: String = filter.category.nfc().collect();
    let category = Some(category).filter(|category| !category.is_empty());
    let page = (category, filter.before.get(), filter.limit.get());
    if let Some(goods) = shop.recent.page(&page) {
        return Ok(Json(Catalogue { goods }));
    }
    let (category, before, limit) = &page;
    let goods = shop.store.goods_list(category.as_deref(), *before, *limit);
    let goods: Arc<[Goods]> = goods.await?.into();
    shop.recent.keep_page(page, Arc::clone(&goods));
    Ok(Json(Catalogue { goods }))
}

/// One product.
#[utoipa::path(
    get, path = "/goods/{goods_id}", tag = "goods", security(("token" = [])),
    params(("goods_id" = i64, Path, minimum = 1)),
    responses(
        (status = 200, body = OneProduct),
        (status = 401, body = Refused),
        (status = 404, body = Nothing),
    ),
)]
async fn one(
    State(shop): State<Shop>,
    _: CurrentUser,
    GoodsInPath(goods_id): GoodsInPath,
) -> Result<Json<OneProduct>, Refusal> {
    let goods_id = goods_id.ok_or(Refusal::GoodsNotFound)?;
    let goods = shop.store.goods(goods_id).await?;
    let goods = goods.ok_or(Refusal::GoodsNotFound)?;
    Ok(Json(OneProduct { goods }))
}

/// Register goods: everyone may register up to 100, unless the shop's settings name the
/// admins.
#[utoipa::path(
    post, path = "/goods", tag = "goods", security(("token" = [])),
    request_body(content(
        (NewGoods = "application/json"),
        (NewGoods = "application/x-www-form-urlencoded"),
    )),
    responses(
        (status = 201, body = OneProduct),
        (status = 400, body = Refused),
        (status = 401, body = Refused),
        (status = 403, body = Refused),
    ),
)]
async fn register(
    State(shop): State<Shop>,
    CurrentUser(user): CurrentUser,
    Body(goods): Body<NewGoods>,
) -> Result<(StatusCode, Json<OneProduct>), Refusal> {
    let most = match shop.admins.contains(&folded(&user.email)) {
        true => i64::MAX,
        false if shop.admins.is_empty() => MOST_GOODS,
        false => return Err(Refusal::NotAnAdmin),
    };
    let added = shop.store.add_goods(&goods, user.user_id, most).await?;
    let Some(goods) = added else {
        let taken = shop.store.goods(goods.goods_id).await?.is_some();
        return Err(match taken {
            true => Refusal::GoodsExist,
            false => Refusal::TooManyGoods(MOST_GOODS),
        });
    };
    shop.recent.forget_catalogue();
    Ok((StatusCode::CREATED, Json(OneProduct { goods })))
}
