//! The database: users, goods, carts, purchases.

mod book;
mod cart;
mod goods;
mod purchases;
mod users;

use std::borrow::Cow;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::Duration;

use chrono::{DateTime, SecondsFormat, Utc};
use serde::Serializer;
use sqlx::SqlSafeStr;
use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions,
    SqliteSynchronous,
};

pub use book::{Known, NewPurchase, OrderKey};
pub use cart::CartItem;
pub use goods::{Goods, NewGoods};
pub use purchases::{PaidItem, PaidOrder, Purchase};
pub use sqlx::Error as StoreError;
pub use users::{NewUser, User};

use crate::values::{folded, looks};

/// A statement can only bind so many values.
const AT_ONCE: usize = 500;

/// A handle to the database; clones share it.
#[derive(Clone, Debug)]
pub struct Store {
    pool: SqlitePool,
    /// `None` for a database in memory.
    file: Option<PathBuf>,
}

impl Store {
    /// Opens the database at `url`, and creates it and its tables if needed:
    /// `sqlite://path/to/shop.db`, or `sqlite::memory:`, which ends with the process.
    pub async fn open(url: &str) -> Result<Self, sqlx::Error> {
        let file = file_of(url);
        let _until_open = file.as_deref().map(lock_beside).transpose()?;
        let options = SqliteConnectOptions::from_str(url)?
            .create_if_missing(true)
            .foreign_keys(true)
            .journal_mode(SqliteJournalMode::Wal)
            // Full: what was acknowledged is on disk even if the power fails.
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(Duration::from_secs(5));
        // Each connection to `:memory:` would have its own database, which ends with it.
        let connections = if file.is_some() { 4 } else { 1 };
        // No more than the first connection, which creates the file: two that switch a
        // new file to WAL at the same moment would find it locked, and SQLite doesn't
        // wait for that.
        let pool = SqlitePoolOptions::new()
            .max_connections(connections)
            .idle_timeout(None)
            .max_lifetime(None)
            .connect_with(options)
            .await?;
        migrator().run(&pool).await?;
        fill_looks(&pool).await?;
        forget_old_logins(&pool).await?;
        Ok(Self { pool, file })
    }

    /// Puts the lesson's three goods into an empty catalogue; otherwise does nothing.
    pub async fn seed(&self) -> Result<(), sqlx::Error> {
        sqlx::query(include_str!("seed.sql"))
            .bind(Utc::now())
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    /// Writes as little as possible: even a full disk still answers reads.
    pub async fn ping(&self) -> Result<(), sqlx::Error> {
        self.is_still_there()?;
        // SQLite writes nothing if nothing changes.
        sqlx::query("update last_purchase set pulse = 1 - pulse")
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    /// On Unix, a deleted file can still be written to, and is gone with the process.
    fn is_still_there(&self) -> Result<(), sqlx::Error> {
        match &self.file {
            Some(file) => Ok(std::fs::metadata(file).map(drop)?),
            None => Ok(()),
        }
    }

    /// Waits for what is running, then closes the file.
    pub async fn close(&self) {
        self.pool.close().await;
    }
}

/// The file that a SQLite address names; `None` for a database in memory.
pub fn file_of(url: &str) -> Option<PathBuf> {
    let options = SqliteConnectOptions::from_str(url).ok()?;
    let file = options.get_filename();
    let in_memory = url.contains(":memory:") || url.contains("mode=memory");
    (!in_memory).then(|| Path::to_owned(file))
}

/// Waits until no other server is opening this database: SQLite would let both create
/// the tables, and one of them would fail.
fn lock_beside(file: &Path) -> Result<File, StoreError> {
    let lock = File::create(file.with_extension("lock"))?;
    lock.lock()?;
    Ok(lock)
}

// By hand: the `migrate!` macro would compile SQLite a second time, for the compiler.
fn migrator() -> Migrator {
    let migration = |number, name, sql: &'static str| {
        let name = Cow::Borrowed(name);
        let sql = sql.into_sql_str();
        Migration::new(number, name, MigrationType::Simple, sql, false)
    };
    let shop = include_str!("../../migrations/sqlite/0001_shop.sql");
    let looks = include_str!("../../migrations/sqlite/0002_looks.sql");
    let logins = include_str!("../../migrations/sqlite/0003_ended_logins.sql");
    let purchases = include_str!("../../migrations/sqlite/0004_purchases.sql");
    let goods = include_str!("../../migrations/sqlite/0005_goods.sql");
    Migrator::with_migrations(vec![
        migration(1, "shop", shop),
        migration(2, "looks", looks),
        migration(3, "ended_logins", logins),
        migration(4, "purchases", purchases),
        migration(5, "goods", goods),
    ])
}

/// Computes the look of names that don't have one yet; SQL can't. If two accounts from
/// before there were looks share one, both stay, and the older one gets it: so there
/// can't be a third.
async fn fill_looks(pool: &SqlitePool) -> Result<(), StoreError> {
    let without: Vec<(i64, String, String)> = sqlx::query_as(
        "select user_id, nickname, email from users \
         where nickname_folded is null or nickname_look is null \
         or email_folded is null order by user_id",
    )
    .fetch_all(pool)
    .await?;
    for (user_id, nickname, email) in without {
        let [folded_look, look] = looks(&nickname);
        for (query, value) in [
            (
                "update or ignore users set nickname_folded = $2 where user_id = $1",
                folded_look,
            ),
            (
                "update or ignore users set nickname_look = $2 where user_id = $1",
                look,
            ),
            (
                "update or ignore users set email_folded = $2 where user_id = $1",
                folded(&email),
            ),
        ] {
            sqlx::query(query)
                .bind(user_id)
                .bind(value)
                .execute(pool)
                .await?;
        }
    }
    Ok(())
}

/// Once a token has expired, nobody needs to remember that its login was ended.
async fn forget_old_logins(pool: &SqlitePool) -> Result<(), StoreError> {
    sqlx::query("delete from ended_logins where expires < $1")
        .bind(Utc::now().timestamp())
        .execute(pool)
        .await?;
    Ok(())
}

/// Like JavaScript's `toISOString`: `2022-07-07T00:10:32.000Z`.
pub(crate) fn iso8601<S: Serializer>(
    date: &DateTime<Utc>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&date.to_rfc3339_opts(SecondsFormat::Millis, true))
}
