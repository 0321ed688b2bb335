//! The database: users, goods, carts, purchases.

mod book;
mod cart;
mod db;
mod goods;
mod news;
mod postgres;
mod purchases;
mod sqlite;
mod users;
mod viewers;

use std::borrow::Cow;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, SecondsFormat, Utc};
use serde::Serializer;
use sqlx::SqlSafeStr;
use sqlx::migrate::{Migration, MigrationType, Migrator};
use tokio::time::timeout;

pub use book::{Known, NewPurchase, OrderKey};
pub use cart::CartItem;
pub use goods::{Goods, NewGoods};
pub use news::News;
pub use purchases::{PaidItem, PaidOrder, Purchase};
pub use sqlite::file_of;
pub use sqlx::Error as StoreError;
pub use users::{NewUser, User};

use db::{On, Pool, on};

/// A statement can only bind so many values.
const AT_ONCE: usize = 500;

/// How long PostgreSQL may take to say goodbye: a stop takes five seconds at most, of
/// which the clients have four.
const GOODBYE: Duration = Duration::from_secs(1);

/// A handle to the database; clones share it.
#[derive(Clone, Debug)]
pub struct Store {
    pool: Pool,
    /// `None` for a database in memory, or on another machine.
    file: Option<PathBuf>,
    /// What this server calls itself before the others.
    server: Arc<str>,
}

impl Store {
    /// Opens the database at `url`, and creates its tables if needed:
    /// `sqlite://path/to/shop.db`, `sqlite::memory:`, which ends with the process, or
    /// `postgres://name:password@host/database`, which has to exist.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        let pool = match postgres::is_one(url) {
            true => On::Postgres(postgres::open(url).await?),
            false => On::Sqlite(sqlite::open(url).await?),
        };
        let file = file_of(url);
        let server =
            format!("{:016x}", getrandom::u64().map_err(io::Error::from)?).into();
        let store = Self { pool, file, server };
        store.forget_old_logins().await?;
        Ok(store)
    }

    /// Puts the lesson's three goods into an empty catalogue; otherwise does nothing.
    pub async fn seed(&self) -> Result<(), StoreError> {
        on!(&self.pool, |pool| {
            let seed = sqlx::query(include_str!("seed.sql")).bind(Utc::now());
            seed.execute(pool).await.map(drop)
        })
    }

    /// Where the database is, if it is a file.
    pub fn file(&self) -> Option<&Path> {
        self.file.as_deref()
    }

    /// Writes as little as possible: even a full disk still answers reads.
    pub async fn ping(&self) -> Result<(), StoreError> {
        self.is_still_there()?;
        // SQLite writes nothing if nothing changes.
        on!(&self.pool, |pool| {
            let pulse = sqlx::query("update last_purchase set pulse = 1 - pulse");
            pulse.execute(pool).await.map(drop)
        })
    }

    /// On Unix, a deleted file can still be written to, and is gone with the process.
    fn is_still_there(&self) -> Result<(), StoreError> {
        match &self.file {
            Some(file) => Ok(std::fs::metadata(file).map(drop)?),
            None => Ok(()),
        }
    }

    /// Once a token has expired, nobody needs to remember that its login was ended.
    async fn forget_old_logins(&self) -> Result<(), StoreError> {
        on!(&self.pool, |pool| {
            sqlx::query("delete from ended_logins where expires < $1")
                .bind(Utc::now().timestamp())
                .execute(pool)
                .await
                .map(drop)
        })
    }

    /// Waits for what is running, then lets the database go; not forever for PostgreSQL.
    pub async fn close(&self) {
        match &self.pool {
            On::Sqlite(pool) => pool.close().await,
            On::Postgres(pool) => {
                let goodbye = async {
                    if let Err(error) = self.leaves().await {
                        tracing::debug!(%error, "the others will notice by themselves");
                    }
                    pool.close().await;
                };
                if timeout(GOODBYE, goodbye).await.is_err() {
                    tracing::warn!("the database doesn't answer");
                }
            }
        }
    }
}

/// Whether this is the address of a database that the shop can use.
pub fn is_known(url: &str) -> bool {
    sqlite::is_one(url) || postgres::is_one(url)
}

/// By hand: the `migrate!` macro would compile SQLite a second time, for the compiler.
fn migrator(migrations: &[(&'static str, &'static str)]) -> Migrator {
    let migration = |(number, (name, sql)): (i64, &(&'static str, &'static str))| {
        let name = Cow::Borrowed(*name);
        Migration::new(
            number,
            name,
            MigrationType::Simple,
            sql.into_sql_str(),
            false,
        )
    };
    Migrator::with_migrations((1..).zip(migrations).map(migration).collect())
}

/// Like JavaScript's `toISOString`: `2022-07-07T00:10:32.000Z`.
pub(crate) fn iso8601<S: Serializer>(
    date: &DateTime<Utc>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&date.to_rfc3339_opts(SecondsFormat::Millis, true))
}
