//! Opens a SQLite database: one file, one machine.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::Duration;

use sqlx::migrate::Migrator;
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions,
    SqliteSynchronous,
};

use super::{StoreError, migrator};
use crate::values::{folded, looks};

/// Whether this is the address of a SQLite database.
pub fn is_one(url: &str) -> bool {
    url.starts_with("sqlite:")
}

/// Opens the database at `url`, and creates it and its tables if needed.
pub async fn open(url: &str) -> Result<SqlitePool, StoreError> {
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
    // No more than the first connection, which creates the file: two that switch a new
    // file to WAL at the same moment would find it locked, and SQLite doesn't wait for
    // that.
    let pool = SqlitePoolOptions::new()
        .max_connections(connections)
        .idle_timeout(None)
        .max_lifetime(None)
        .connect_with(options)
        .await?;
    migrations().run(&pool).await?;
    fill_looks(&pool).await?;
    Ok(pool)
}

/// The file that a SQLite address names; `None` for a database in memory, or another
/// kind of database.
pub fn file_of(url: &str) -> Option<PathBuf> {
    let options = SqliteConnectOptions::from_str(url).ok()?;
    let file = options.get_filename();
    let in_memory = url.contains(":memory:") || url.contains("mode=memory");
    (is_one(url) && !in_memory).then(|| Path::to_owned(file))
}

/// Waits until no other server is opening this database: SQLite would let both create
/// the tables, and one of them would fail.
fn lock_beside(file: &Path) -> Result<File, StoreError> {
    let lock = File::create(file.with_extension("lock"))?;
    lock.lock()?;
    Ok(lock)
}

fn migrations() -> Migrator {
    migrator(&[
        (
            "shop",
            include_str!("../../migrations/sqlite/0001_shop.sql"),
        ),
        (
            "looks",
            include_str!("../../migrations/sqlite/0002_looks.sql"),
        ),
        (
            "ended_logins",
            include_str!("../../migrations/sqlite/0003_ended_logins.sql"),
        ),
        (
            "purchases",
            include_str!("../../migrations/sqlite/0004_purchases.sql"),
        ),
        (
            "goods",
            include_str!("../../migrations/sqlite/0005_goods.sql"),
        ),
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
