//! Two databases and one text of SQL: the same lines run on whichever there is.

use std::io;
use std::time::Duration;

use sqlx::{
    Database, Encode, Error, PgPool, Postgres, QueryBuilder, Sqlite, SqlitePool,
    Transaction, Type,
};
use tokio::time::timeout;

/// A server that is cut off from PostgreSQL would otherwise wait until the system gives
/// up, after a quarter of an hour. SQLite has a limit of its own.
pub const PATIENCE: Duration = Duration::from_secs(3);

/// The same thing on either database.
#[derive(Clone, Debug)]
pub enum On<S, P> {
    Sqlite(S),
    Postgres(P),
}

pub type Pool = On<SqlitePool, PgPool>;

/// A transaction that is rolled back unless it is committed.
pub type Open = On<Transaction<'static, Sqlite>, Transaction<'static, Postgres>>;

/// Runs the same lines on whichever database there is.
macro_rules! on {
    ($db:expr, |$it:ident| $run:expr) => {
        match $db {
            $crate::store::db::On::Sqlite($it) => $run,
            $crate::store::db::On::Postgres($it) => {
                $crate::store::db::in_time(async { $run }).await
            }
        }
    };
}

/// How a type is read from a row, of either database. By hand: sqlx's derive would
/// compile SQLite a second time.
macro_rules! row {
    (|$row:ident| $type:ident $fields:tt) => {
        row!(@ sqlx::sqlite::SqliteRow, $row, $type $fields);
        row!(@ sqlx::postgres::PgRow, $row, $type $fields);
    };
    (@ $of:ty, $row:ident, $type:ident $fields:tt) => {
        impl sqlx::FromRow<'_, $of> for $type {
            fn from_row($row: &$of) -> Result<Self, sqlx::Error> {
                Ok($type $fields)
            }
        }
    };
}

pub(super) use {on, row};

impl Pool {
    /// On SQLite, a second transaction that writes waits for the first.
    pub async fn begin(&self) -> Result<Open, Error> {
        Ok(match self {
            Self::Sqlite(pool) => On::Sqlite(pool.begin().await?),
            Self::Postgres(pool) => On::Postgres(in_time(pool.begin()).await?),
        })
    }
}

impl Open {
    pub async fn commit(self) -> Result<(), Error> {
        on!(self, |open| open.commit().await)
    }
}

/// The same, or an error when PostgreSQL takes too long.
pub async fn in_time<T>(
    answer: impl Future<Output = Result<T, Error>>,
) -> Result<T, Error> {
    let too_late = || Error::Io(io::ErrorKind::TimedOut.into());
    timeout(PATIENCE, answer)
        .await
        .unwrap_or_else(|_| Err(too_late()))
}

/// The rows of `select … where …` whose value is one of these.
pub fn among<DB: Database, T>(select: &str, these: &[T]) -> QueryBuilder<DB>
where
    T: Clone + Send + for<'q> Encode<'q, DB> + Type<DB> + 'static,
{
    let mut query = QueryBuilder::new(select);
    query.push(" in (");
    let mut list = query.separated(", ");
    for it in these {
        list.push_bind(it.clone());
    }
    query.push(")");
    query
}
