//! How many are looking at a page, on all servers together. None of it has to last:
//! each server writes its own numbers again whenever some may have been lost.

use std::collections::HashMap;

use sqlx::{Error, PgPool, QueryBuilder};

use super::db::{among, in_time};
use super::{AT_ONCE, On, Store};

/// A server that has said nothing for this long is gone, with its viewers.
const GONE: &str = "6 seconds";

impl Store {
    /// Whether other servers may have viewers, too.
    pub fn has_others(&self) -> bool {
        matches!(self.pool, On::Postgres(_))
    }

    /// Says that this server is here, which it has to do every few seconds, and forgets
    /// those that haven't. `true` if this one had been forgotten, or is new: nobody knows
    /// of its viewers.
    pub async fn is_here(&self) -> Result<bool, Error> {
        let On::Postgres(pool) = &self.pool else {
            return Ok(false);
        };
        let forget = "delete from servers where seen_at < now() - $1::interval";
        in_time(sqlx::query(forget).bind(GONE).execute(pool)).await?;
        let inserted = sqlx::query_scalar(
            "insert into servers (server_id, seen_at) values ($1, now()) \
             on conflict (server_id) do update set seen_at = now() \
             returning xmax = 0",
        );
        in_time(inserted.bind(&*self.server).fetch_one(pool)).await
    }

    /// This server stops.
    pub(super) async fn leaves(&self) -> Result<(), Error> {
        let On::Postgres(pool) = &self.pool else {
            return Ok(());
        };
        let leave = sqlx::query("delete from servers where server_id = $1");
        in_time(leave.bind(&*self.server).execute(pool)).await?;
        Ok(())
    }

    /// How many are looking at these pages on this server.
    pub async fn show_viewers(&self, viewers: &[(String, i64)]) -> Result<(), Error> {
        let On::Postgres(pool) = &self.pool else {
            return Ok(());
        };
        for viewers in viewers.chunks(AT_ONCE) {
            in_time(write(pool, &self.server, viewers)).await?;
        }
        Ok(())
    }

    /// How many are looking at these pages on all servers; pages without viewers are left
    /// out.
    pub async fn viewers_of(
        &self,
        pages: &[String],
    ) -> Result<HashMap<String, i64>, Error> {
        let mut viewers = HashMap::new();
        let On::Postgres(pool) = &self.pool else {
            return Ok(viewers);
        };
        for pages in pages.chunks(AT_ONCE) {
            let select = "select page, sum(viewers)::bigint from viewers where page";
            let mut query = among(select, pages);
            query.push(" group by page");
            let found = query.build_query_as().fetch_all(pool);
            viewers.extend::<Vec<(String, i64)>>(in_time(found).await?);
        }
        Ok(viewers)
    }
}

async fn write(
    pool: &PgPool,
    server: &str,
    viewers: &[(String, i64)],
) -> Result<(), Error> {
    let mut query = QueryBuilder::new("insert into viewers (page, server_id, viewers) ");
    query.push_values(viewers, |mut row, (page, count)| {
        row.push_bind(page.clone())
            .push_bind(server.to_owned())
            .push_bind(*count);
    });
    query.push(" on conflict (page, server_id) do update set viewers = excluded.viewers");
    query.build().execute(pool).await?;
    // A page that nobody is looking at on this server.
    let empty = "delete from viewers where server_id = $1 and viewers = 0";
    sqlx::query(empty).bind(server).execute(pool).await?;
    Ok(())
}
