//! How purchases are written: many in one transaction, which alone numbers them.

use std::collections::{HashMap, HashSet};

use sqlx::{Error, FromRow, QueryBuilder, Row, Sqlite, Transaction};

use super::goods::goods_among;
use super::users::{ended_among, nicknames_of};
use super::{AT_ONCE, Goods, PaidItem, Purchase, Store};

/// A purchase that isn't written yet, besides what everyone hears of it.
#[derive(Debug)]
pub struct NewPurchase {
    /// Who pays.
    pub user_id: i64,
    /// Chosen by the client: the same one again is the same purchase.
    pub order_id: Option<String>,
    /// What the client asked for, to compare the same id's contents with.
    pub asked: String,
    /// In won.
    pub total: i64,
    /// What leaves the cart.
    pub items: Vec<PaidItem>,
    /// What everyone hears.
    pub purchase: Purchase,
}

/// What was bought under an order's id.
#[derive(Clone, Debug)]
pub struct Known {
    /// As [`NewPurchase::asked`].
    pub asked: String,
    /// What everyone has heard.
    pub purchase: Purchase,
}

/// Whose order it is, and the id that their client gave it.
pub type OrderKey = (i64, String);

/// The purchases, open to be written: until this is closed, nobody else numbers one.
pub struct Book {
    transaction: Transaction<'static, Sqlite>,
    last: i64,
}

impl Store {
    /// Waits for whoever has it open.
    pub async fn open_book(&self) -> Result<Book, Error> {
        self.is_still_there()?;
        let mut transaction = self.pool.begin().await?;
        let last = sqlx::query_scalar(
            "update last_purchase set purchase_id = purchase_id returning purchase_id",
        )
        .fetch_one(&mut *transaction)
        .await?;
        Ok(Book { transaction, last })
    }
}

impl Book {
    /// The number of the newest purchase in it.
    pub fn last(&self) -> i64 {
        self.last
    }

    /// What these users are called; who has no account any more is missing.
    pub async fn nicknames_of(
        &mut self,
        user_ids: impl Iterator<Item = i64>,
    ) -> Result<HashMap<i64, String>, Error> {
        nicknames_of(&mut self.transaction, user_ids).await
    }

    /// The logins among these that were ended.
    pub async fn ended_among(
        &mut self,
        login_ids: impl Iterator<Item = &str>,
    ) -> Result<HashSet<String>, Error> {
        ended_among(&mut self.transaction, login_ids).await
    }

    /// Those of these that the shop sells, by their ids.
    pub async fn goods_among(
        &mut self,
        goods_ids: impl Iterator<Item = i64>,
    ) -> Result<HashMap<i64, Goods>, Error> {
        goods_among(&mut self.transaction, goods_ids).await
    }

    /// The orders among these that have been paid already.
    pub async fn known_among(
        &mut self,
        keys: &[OrderKey],
    ) -> Result<HashMap<OrderKey, Known>, Error> {
        let mut known = HashMap::new();
        for keys in keys.chunks(AT_ONCE) {
            let mut query = QueryBuilder::new(
                "select user_id, order_id, asked, \
                 purchase_id, nickname, goods_id, goods_name, bought_at \
                 from purchases where (user_id, order_id) in (",
            );
            query.push_values(keys, |mut row, (user_id, order_id)| {
                row.push_bind(*user_id).push_bind(order_id.clone());
            });
            let rows = query.push(")").build().fetch_all(&mut *self.transaction);
            for row in rows.await? {
                let key = (row.try_get("user_id")?, row.try_get("order_id")?);
                let asked = row.try_get("asked")?;
                let purchase = Purchase::from_row(&row)?;
                known.insert(key, Known { asked, purchase });
            }
        }
        Ok(known)
    }

    /// Writes them behind the last one, takes what was paid out of the carts, and closes
    /// the book: now it is on the disk.
    pub async fn write(mut self, purchases: &[NewPurchase]) -> Result<(), Error> {
        for purchases in purchases.chunks(AT_ONCE) {
            insert(&mut self.transaction, purchases).await?;
        }
        let paid: Vec<(i64, i64)> = purchases
            .iter()
            .flat_map(|new| new.items.iter().map(|item| (new.user_id, item.goods_id)))
            .collect();
        for paid in paid.chunks(AT_ONCE) {
            let mut query =
                QueryBuilder::new("delete from cart where (user_id, goods_id) in (");
            query.push_values(paid, |mut row, (user_id, goods_id)| {
                row.push_bind(*user_id).push_bind(*goods_id);
            });
            let query = query.push(")").build();
            query.execute(&mut *self.transaction).await?;
        }
        sqlx::query("update last_purchase set purchase_id = purchase_id + $1")
            .bind(purchases.len() as i64)
            .execute(&mut *self.transaction)
            .await?;
        self.transaction.commit().await
    }
}

async fn insert(
    transaction: &mut Transaction<'static, Sqlite>,
    purchases: &[NewPurchase],
) -> Result<(), Error> {
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
    query.build().execute(&mut **transaction).await?;
    Ok(())
}
