//! What has been bought: by everyone, and by the user who is logged in.

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::answer::Refused;
use super::body::Query;
use super::current_user::CurrentUser;
use crate::refusal::Refusal;
use crate::shop::Shop;
use crate::store::{PaidOrder, Purchase};
use crate::values::{PurchaseId, WholeNumber};

type Limit = WholeNumber<1, 100>;
const MOST_ORDERS: i64 = 50;

pub(super) fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new()
        .routes(routes!(after))
        .routes(routes!(mine))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Page {
    /// Only purchases with a number above this one; 0 if it is left out.
    #[serde(default = "first")]
    #[param(inline, required = false)]
    after: PurchaseId,
    /// How many at most; 100 if it is left out.
    #[serde(default = "all")]
    #[param(inline, required = false)]
    limit: Limit,
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Older {
    /// Only purchases with a number below this one; if it is left out, the list starts
    /// with the newest.
    #[serde(default = "newest")]
    #[param(inline, required = false)]
    before: PurchaseId,
}

fn first() -> PurchaseId {
    PurchaseId::FIRST
}

fn all() -> Limit {
    Limit::LAST
}

fn newest() -> PurchaseId {
    PurchaseId::LAST
}

#[derive(Serialize, ToSchema)]
struct Log {
    /// The oldest first.
    purchases: Vec<Purchase>,
    /// The number of the newest purchase; 0 if there is none yet.
    last: i64,
}

#[derive(Serialize, ToSchema)]
struct Orders {
    /// The newest first, at most 50.
    orders: Vec<PaidOrder>,
}

/// The purchases that everyone was told about, after a given number.
#[utoipa::path(
    get, path = "/purchases", tag = "purchases", params(Page), security(("token" = [])),
    responses(
        (status = 200, body = Log),
        (status = 400, body = Refused),
        (status = 401, body = Refused),
    ),
)]
async fn after(
    State(shop): State<Shop>,
    _: CurrentUser,
    Query(page): Query<Page>,
) -> Result<Json<Log>, Refusal> {
    let last = shop.store.last_purchase().await?;
    let purchases = shop
        .purchases_after(page.after.get(), page.limit.get())
        .await?;
    // Another purchase may have been made in between.
    let last = purchases.last().map_or(last, |it| it.purchase_id.max(last));
    Ok(Json(Log { purchases, last }))
}

/// What you have bought, at the prices you paid.
#[utoipa::path(
    get, path = "/users/me/orders", tag = "purchases", params(Older),
    security(("token" = [])),
    responses(
        (status = 200, body = Orders),
        (status = 400, body = Refused),
        (status = 401, body = Refused),
    ),
)]
async fn mine(
    State(shop): State<Shop>,
    CurrentUser(user): CurrentUser,
    Query(older): Query<Older>,
) -> Result<Json<Orders>, Refusal> {
    let before = older.before.get();
    let orders = shop
        .store
        .orders_of(user.user_id, before, MOST_ORDERS)
        .await?;
    Ok(Json(Orders { orders }))
}
