//! The cart of the user who is logged in.

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::answer::{Nothing, Refused};
use super::body::Body;
use super::current_user::CurrentUser;
use super::goods_in_path::GoodsInPath;
use crate::refusal::Refusal;
use crate::shop::Shop;
use crate::store::CartItem;
use crate::values::Quantity;

pub(super) fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(put_in, take_out))
}

#[derive(Deserialize, ToSchema)]
struct PutInCart {
    #[schema(inline)]
    quantity: Quantity,
}

#[derive(Serialize, ToSchema)]
struct Cart {
    cart: Vec<CartItem>,
}

/// What is in the cart, in the order in which it was added.
#[utoipa::path(
    get, path = "/goods/cart", tag = "cart", security(("token" = [])),
    responses((status = 200, body = Cart), (status = 401, body = Refused)),
)]
async fn list(
    State(shop): State<Shop>,
    CurrentUser(user): CurrentUser,
) -> Result<Json<Cart>, Refusal> {
    let cart = shop.store.cart(user.user_id).await?;
    Ok(Json(Cart { cart }))
}

// ANCHOR: put_in
/// Put goods in the cart, or change their quantity if they are already in it.
#[utoipa::path(
    put, path = "/goods/{goods_id}/cart", tag = "cart", security(("token" = [])),
    params(("goods_id" = i64, Path, minimum = 1)),
    request_body(content(
        (PutInCart = "application/json"),
        (PutInCart = "application/x-www-form-urlencoded"),
    )),
    responses(
        (status = 200, body = Nothing),
        (status = 400, body = Refused),
        (status = 401, body = Refused),
    ),
)]
async fn put_in(
    State(shop): State<Shop>,
    CurrentUser(user): CurrentUser,
    GoodsInPath(goods_id): GoodsInPath,
    Body(PutInCart { quantity }): Body<PutInCart>,
) -> Result<Json<Nothing>, Refusal> {
    let goods_id = goods_id.ok_or(Refusal::UnknownGoods)?;
    let put = shop.store.put_in_cart(user.user_id, goods_id, quantity);
    match put.await? {
        true => Ok(Json(Nothing {})),
        false => Err(Refusal::UnknownGoods),
    }
}
// ANCHOR_END: put_in

/// Take goods out of the cart, whether or not they were in it.
#[utoipa::path(
    delete, path = "/goods/{goods_id}/cart", tag = "cart", security(("token" = [])),
    params(("goods_id" = i64, Path, minimum = 1)),
    responses((status = 200, body = Nothing), (status = 401, body = Refused)),
)]
async fn take_out(
    State(shop): State<Shop>,
    CurrentUser(user): CurrentUser,
    GoodsInPath(goods_id): GoodsInPath,
) -> Result<Json<Nothing>, Refusal> {
    // What can't be a number was never in the cart.
    if let Some(goods_id) = goods_id {
        shop.store.remove_from_cart(user.user_id, goods_id).await?;
    }
    Ok(Json(Nothing {}))
}
