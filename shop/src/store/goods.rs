//! What the shop sells.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sqlx::{Error, Row};
use utoipa::ToSchema;

use super::db::{Open, among, on, row};
use super::{AT_ONCE, Store, iso8601};
use crate::values::{Category, GoodsId, GoodsName, PictureUrl, Price};

/// A product.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Goods {
    /// Chosen by the user who registers it; 1 or higher.
    pub goods_id: i64,
    /// What the shop calls it.
    pub name: String,
    /// An http(s) address, or a path on this site.
    pub thumbnail_url: String,
    /// `drink`, `food`, or any other word.
    pub category: String,
    /// In won, a whole number.
    pub price: i64,
    /// When it was registered.
    #[serde(serialize_with = "iso8601")]
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    #[serde(serialize_with = "iso8601")]
    pub updated_at: DateTime<Utc>,
}

/// What you need to register goods; see [`Goods`].
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs)]
pub struct NewGoods {
    #[schema(inline)]
    pub goods_id: GoodsId,
    #[schema(inline)]
    pub name: GoodsName,
    #[schema(inline)]
    pub thumbnail_url: PictureUrl,
    #[schema(inline)]
    pub category: Category,
    #[schema(inline)]
    pub price: Price,
}

impl Store {
    /// The goods of a category, or of all, with an id below this one; highest first, up
    /// to a limit.
    pub async fn goods_list(
        &self,
        category: Option<&str>,
        before: i64,
        most: i64,
    ) -> Result<Vec<Goods>, Error> {
        let all = "select * from goods where goods_id < $1 \
                   order by goods_id desc limit $2";
        let some = "select * from goods where goods_id < $1 and category = $3 \
                    order by goods_id desc limit $2";
        on!(&self.pool, |pool| {
            let goods = match category {
                None => sqlx::query_as(all).bind(before).bind(most),
                Some(category) => {
                    sqlx::query_as(some).bind(before).bind(most).bind(category)
                }
            };
            goods.fetch_all(pool).await
        })
    }

    /// The goods with this id.
    pub async fn goods(&self, goods_id: GoodsId) -> Result<Option<Goods>, Error> {
        on!(&self.pool, |pool| {
            sqlx::query_as("select * from goods where goods_id = $1")
                .bind(goods_id.get())
                .fetch_optional(pool)
                .await
        })
    }

    /// Registers goods; `None` if the id is taken, or the account has already
    /// registered `most` of them.
    pub async fn add_goods(
        &self,
        goods: &NewGoods,
        user_id: i64,
        most: i64,
    ) -> Result<Option<Goods>, Error> {
        let mut open = self.pool.begin().await?;
        // Whoever writes to the account's row first has it until the commit: so two
        // requests at once can't both be the last one allowed.
        on!(&mut open, |open| {
            sqlx::query("update users set updated_at = updated_at where user_id = $1")
                .bind(user_id)
                .execute(&mut **open)
                .await
                .map(drop)
        })?;
        let added = on!(&mut open, |open| {
            sqlx::query_as(
                "insert into goods (goods_id, name, thumbnail_url, category, price, \
                 created_at, updated_at, registered_by) \
                 select $1, $2, $3, $4, $5, $6, $6, $7 \
                 where (select count(*) from goods where registered_by = $7) < $8 \
                 on conflict (goods_id) do nothing returning *",
            )
            .bind(goods.goods_id.get())
            .bind(goods.name.as_str())
            .bind(goods.thumbnail_url.as_str())
            .bind(goods.category.as_str())
            .bind(goods.price.get())
            .bind(Utc::now())
            .bind(user_id)
            .bind(most)
            .fetch_optional(&mut **open)
            .await
        })?;
        open.commit().await?;
        Ok(added)
    }
}

/// Those of these goods that exist, by id.
pub(super) async fn goods_among(
    open: &mut Open,
    goods_ids: impl Iterator<Item = i64>,
) -> Result<HashMap<i64, Goods>, Error> {
    let ids: Vec<i64> = goods_ids.collect();
    let mut found = HashMap::new();
    for ids in ids.chunks(AT_ONCE) {
        let goods: Vec<Goods> = on!(&mut *open, |open| {
            let mut query = among("select * from goods where goods_id", ids);
            query.build_query_as().fetch_all(&mut **open).await
        })?;
        found.extend(goods.into_iter().map(|goods| (goods.goods_id, goods)));
    }
    Ok(found)
}

row!(|row| Goods {
    goods_id: row.try_get("goods_id")?,
    name: row.try_get("name")?,
    thumbnail_url: row.try_get("thumbnail_url")?,
    category: row.try_get("category")?,
    price: row.try_get("price")?,
    created_at: row.try_get("created_at")?,
    updated_at: row.try_get("updated_at")?,
});
