//! Opens a PostgreSQL database: one database, as many servers as needed.

use std::str::FromStr;

use sqlx::migrate::Migrator;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{Connection, Error, PgConnection, PgPool};

use super::db::{PATIENCE, in_time};
use super::{On, Store, StoreError, migrator};

/// How many connections one server takes, one of them to listen; PostgreSQL has 100 for
/// all.
const CONNECTIONS: u32 = 8;

/// How long PostgreSQL lets a statement run, and a transaction wait for its next one. A
/// server that has vanished can't say that it gave up, and all others would wait for what
/// it has locked.
const LIMITS: [(&str, &str); 2] = [
    ("statement_timeout", "4s"),
    ("idle_in_transaction_session_timeout", "4s"),
];

/// Whether this is the address of a PostgreSQL database.
pub fn is_one(url: &str) -> bool {
    url.starts_with("postgres:") || url.starts_with("postgresql:")
}

/// Opens the database at `url`, and creates its tables if needed.
pub async fn open(url: &str) -> Result<PgPool, StoreError> {
    let options = PgConnectOptions::from_str(url)?;
    // The pool would try for a while, and then say only that it took too long.
    let mut first = in_time(PgConnection::connect_with(&options)).await?;
    // Another server that does the same waits meanwhile.
    migrations().run(&mut first).await?;
    in_time(first.close()).await?;
    let pool = PgPoolOptions::new()
        .max_connections(CONNECTIONS)
        .acquire_timeout(PATIENCE)
        .after_release(|connection, _| {
            // A connection that no longer answers would keep its place until the system
            // gives up.
            Box::pin(async { in_time(connection.ping()).await.map(|()| true) })
        })
        .connect_with(options.options(LIMITS))
        .await?;
    Ok(pool)
}

fn migrations() -> Migrator {
    migrator(&[
        (
            "shop",
            include_str!("../../migrations/postgres/0001_shop.sql"),
        ),
        (
            "servers",
            include_str!("../../migrations/postgres/0002_servers.sql"),
        ),
    ])
}

impl Store {
    /// What all servers on this database sign tokens with, which is `new` if there is
    /// nothing yet; `None` for a database that one server has for itself.
    pub async fn shared_secret(&self, new: &str) -> Result<Option<String>, Error> {
        let On::Postgres(pool) = &self.pool else {
            return Ok(None);
        };
        sqlx::query("insert into secret (secret) values ($1) on conflict do nothing")
            .bind(new)
            .execute(pool)
            .await?;
        let secret = sqlx::query_scalar("select secret from secret");
        secret.fetch_one(pool).await.map(Some)
    }
}
