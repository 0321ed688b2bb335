//! What a user means to buy.

use serde::Serialize;
use sqlx::{Error, Row};
use utoipa::ToSchema;

use super::db::{on, row};
use super::{Goods, Store};
use crate::values::{GoodsId, Quantity};

/// A quantity of one product.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CartItem {
    /// From 1 to 999.
    pub quantity: i64,
    /// What it is.
    pub goods: Goods,
}

impl Store {
    /// A user's cart, in the order in which things were added.
    pub async fn cart(&self, user_id: i64) -> Result<Vec<CartItem>, Error> {
        on!(&self.pool, |pool| {
            sqlx::query_as(
                "select cart.quantity, goods.* \
                 from cart join goods on goods.goods_id = cart.goods_id \
                 where cart.user_id = $1 order by cart.cart_id",
            )
            .bind(user_id)
            .fetch_all(pool)
            .await
        })
    }

    // ANCHOR: put_in_cart
    /// Puts goods in the cart, or changes their quantity if they are already there;
    /// `false` if there are no such goods.
    pub async fn put_in_cart(
        &self,
        user_id: i64,
        goods_id: GoodsId,
        quantity: Quantity,
    ) -> Result<bool, Error> {
        let put = on!(&self.pool, |pool| {
            sqlx::query(
                "insert into cart (user_id, goods_id, quantity) values ($1, $2, $3) \
                 on conflict (user_id, goods_id) \
                 do update set quantity = excluded.quantity",
            )
            .bind(user_id)
            .bind(goods_id.get())
            .bind(quantity.get())
            .execute(pool)
            .await
            .map(drop)
        });
        match put {
            Ok(()) => Ok(true),
            Err(Error::Database(error)) if error.is_foreign_key_violation() => Ok(false),
            Err(error) => Err(error),
        }
    }
    // ANCHOR_END: put_in_cart

    /// Takes goods out of the cart, whether or not they were there.
    pub async fn remove_from_cart(
        &self,
        user_id: i64,
        goods_id: GoodsId,
    ) -> Result<(), Error> {
        on!(&self.pool, |pool| {
            sqlx::query("delete from cart where user_id = $1 and goods_id = $2")
                .bind(user_id)
                .bind(goods_id.get())
                .execute(pool)
                .await
                .map(drop)
        })
    }
}

row!(|row| CartItem {
    quantity: row.try_get("quantity")?,
    goods: sqlx::FromRow::from_row(row)?,
});
