//! What has been bought, numbered from 1 without gaps: the log that everyone is told
//! about.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sqlx::{Error, Row};
use utoipa::ToSchema;

use super::db::{on, row};
use super::{Store, iso8601};

/// What everyone is told about a purchase: the payload of `BUY_GOODS`.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Purchase {
    /// From 1, without gaps.
    pub purchase_id: i64,
    /// The buyer's, from the account.
    pub nickname: String,
    /// The first item's number.
    pub goods_id: i64,
    /// From the catalogue: `X`, or `X 외 N개의 상품`.
    pub goods_name: String,
    /// When it was made, by this server's clock.
    #[serde(serialize_with = "iso8601")]
    pub date: DateTime<Utc>,
}

/// A purchase as its buyer sees it.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PaidOrder {
    /// The number that everyone knows it by.
    pub purchase_id: i64,
    /// The id that the buyer's client chose, if any.
    pub order_id: Option<String>,
    /// When it was paid.
    #[serde(serialize_with = "iso8601")]
    pub date: DateTime<Utc>,
    /// In won.
    pub total: i64,
    /// What was bought.
    pub items: Vec<PaidItem>,
}

/// One line of an order, with the name and price at that moment.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PaidItem {
    /// Which product.
    pub goods_id: i64,
    /// What it was called.
    pub name: String,
    /// For one, in won.
    pub price: i64,
    /// From 1 to 999.
    pub quantity: i64,
}

impl Store {
    /// The number of the newest purchase; 0 if there is none yet.
    pub async fn last_purchase(&self) -> Result<i64, Error> {
        on!(&self.pool, |pool| {
            sqlx::query_scalar("select purchase_id from last_purchase")
                .fetch_one(pool)
                .await
        })
    }

    /// The purchases after this number, in order, up to a limit.
    pub async fn purchases_after(
        &self,
        after: i64,
        most: i64,
    ) -> Result<Vec<Purchase>, Error> {
        on!(&self.pool, |pool| {
            sqlx::query_as(
                "select purchase_id, nickname, goods_id, goods_name, bought_at \
                 from purchases where purchase_id > $1 order by purchase_id limit $2",
            )
            .bind(after)
            .bind(most)
            .fetch_all(pool)
            .await
        })
    }

    /// What a user bought before the purchase with this number, newest first.
    pub async fn orders_of(
        &self,
        user_id: i64,
        before: i64,
        most: i64,
    ) -> Result<Vec<PaidOrder>, Error> {
        on!(&self.pool, |pool| {
            sqlx::query_as(
                "select purchase_id, order_id, bought_at, total, items from purchases \
                 where user_id = $1 and purchase_id < $2 \
                 order by purchase_id desc limit $3",
            )
            .bind(user_id)
            .bind(before)
            .bind(most)
            .fetch_all(pool)
            .await
        })
    }
}

row!(|row| Purchase {
    purchase_id: row.try_get("purchase_id")?,
    nickname: row.try_get("nickname")?,
    goods_id: row.try_get("goods_id")?,
    goods_name: row.try_get("goods_name")?,
    date: row.try_get("bought_at")?,
});

row!(|row| PaidOrder {
    purchase_id: row.try_get("purchase_id")?,
    order_id: row.try_get("order_id")?,
    date: row.try_get("bought_at")?,
    total: row.try_get("total")?,
    items: serde_json::from_str(row.try_get("items")?)
        .map_err(|error| Error::Decode(error.into()))?,
});
