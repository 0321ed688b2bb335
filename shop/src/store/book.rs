//! How purchases are written: many in one transaction, which is the only one that
//! numbers them.

use std::collections::{HashMap, HashSet};

use sqlx::{Error, FromRow, QueryBuilder, Row};

use super::db::{Open, on};
use super::goods::goods_among;
use super::users::{ended_among, nicknames_of};
use super::{AT_ONCE, Goods, PaidItem, Purchase, Store};

/// A purchase that isn't written yet: what everyone will be told, and the rest.
#[derive(Debug)]
pub struct NewPurchase {
    /// The user who pays.
    pub user_id: i64,
    /// Chosen by the client: the same id again is the same purchase.
    pub order_id: Option<String>,
    /// What the client asked for, to compare with another order of the same id.
    pub asked: String,
    /// In won.
    pub total: i64,
    /// What leaves the cart.
    pub items: Vec<PaidItem>,
    /// What everyone is told.
    pub purchase: Purchase,
}

/// What was bought under an order's id.
#[derive(Clone, Debug)]
pub struct Known {
    /// The same as [`NewPurchase::asked`].
    pub asked: String,
    /// What everyone was told.
    pub purchase: Purchase,
}

/// The buyer's id, and the id that their client gave the order.
pub type OrderKey = (i64, String);

/// The purchases, open for writing: until this is closed, nobody else can number one.
pub struct Book {
    open: Open,
    last: i64,
}

impl Store {
    /// Waits until no one else has it open, on any server.
    pub async fn open_book(&self) -> Result<Book, Error> {
        self.is_still_there()?;
        let mut open = self.pool.begin().await?;
        let last = on!(&mut open, |open| {
            sqlx::query_scalar(
                "update last_purchase set purchase_id = purchase_id returning purchase_id",
            )
            .fetch_one(&mut **open)
            .await
        })?;
        Ok(Book { open, last })
    }
}

impl Book {
    /// The number of the newest purchase in it.
    pub fn last(&self) -> i64 {
        self.last
    }

    /// The nicknames of these users; deleted accounts are left out.
    pub async fn nicknames_of(
        &mut self,
        user_ids: impl Iterator<Item = i64>,
    ) -> Result<HashMap<i64, String>, Error> {
        nicknames_of(&mut self.open, user_ids).await
    }

    /// Which of these logins were ended.
    pub async fn ended_among(
        &mut self,
        login_ids: impl Iterator<Item = &str>,
    ) -> Result<HashSet<String>, Error> {
        ended_among(&mut self.open, login_ids).await
    }

    /// Those of these goods that the shop sells, by id.
    pub async fn goods_among(
        &mut self,
        goods_ids: impl Iterator<Item = i64>,
    ) -> Result<HashMap<i64, Goods>, Error> {
        goods_among(&mut self.open, goods_ids).await
    }

    /// Which of these orders have already been paid.
    pub async fn known_among(
        &mut self,
        keys: &[OrderKey],
    ) -> Result<HashMap<OrderKey, Known>, Error> {
        let mut known = HashMap::new();
        for keys in keys.chunks(AT_ONCE) {
            on!(&mut self.open, |open| {
                let mut query = QueryBuilder::new(
                    "select user_id, order_id, asked, \
                     purchase_id, nickname, goods_id, goods_name, bought_at \
                     from purchases where (user_id, order_id) in (",
                );
                query.push_values(keys, |mut row, (user_id, order_id)| {
                    row.push_bind(*user_id).push_bind(order_id.clone());
                });
                for row in query.push(")").build().fetch_all(&mut **open).await? {
                    let key = (row.try_get("user_id")?, row.try_get("order_id")?);
                    let asked = row.try_get("asked")?;
                    let purchase = Purchase::from_row(&row)?;
                    known.insert(key, Known { asked, purchase });
                }
                Ok::<(), Error>(())
            })?;
        }
        Ok(known)
    }

    /// Writes the purchases after the last one, takes what was paid for out of the
    /// carts, and closes the book: now it is on disk.
    pub async fn write(mut self, purchases: &[NewPurchase]) -> Result<(), Error> {
        for purchases in purchases.chunks(AT_ONCE) {
            self.insert(purchases).await?;
        }
        let paid: Vec<(i64, i64)> = purchases
            .iter()
            .flat_map(|new| new.items.iter().map(|item| (new.user_id, item.goods_id)))
            .collect();
        for paid in paid.chunks(AT_ONCE) {
            self.take_from_carts(paid).await?;
        }
        on!(&mut self.open, |open| {
            sqlx::query("update last_purchase set purchase_id = purchase_id + $1")
                .bind(purchases.len() as i64)
                .execute(&mut **open)
                .await
                .map(drop)
        })?;
        self.open.commit().await
    }

    async fn insert(&mut self, purchases: &[NewPurchase]) -> Result<(), Error> {
        on!(&mut self.open, |open| {
            let mut query = QueryBuilder::new(
                "insert into purchases (purchase_id, user_id, order_id, asked, \
                 nickname, goods_id, goods_name, items, total, bought_at) ",
            );
            query.push_values(purchases, |mut row, new| {
                let items = serde_json::to_string(&new.items).expect("numbers and text");
                row.push_bind(new.purchase.purchase_id)
                    .push_bind(new.user_id)
                    .push_bind(new.order_id.clone())
                    .push_bind(new.asked.clone())
                    .push_bind(new.purchase.nickname.clone())
                    .push_bind(new.purchase.goods_id)
                    .push_bind(new.purchase.goods_name.clone())
                    .push_bind(items)
                    .push_bind(new.total)
                    .push_bind(new.purchase.date);
            });
            query.build().execute(&mut **open).await.map(drop)
        })
    }

    async fn take_from_carts(&mut self, paid: &[(i64, i64)]) -> Result<(), Error> {
        on!(&mut self.open, |open| {
            let mut query =
                QueryBuilder::new("delete from cart where (user_id, goods_id) in (");
            query.push_values(paid, |mut row, (user_id, goods_id)| {
                row.push_bind(*user_id).push_bind(*goods_id);
            });
            query.push(")").build().execute(&mut **open).await.map(drop)
        })
    }
}
