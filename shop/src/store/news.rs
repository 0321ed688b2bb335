//! What other servers do with the same PostgreSQL database, as soon as they do it.

use std::time::Duration;

use sqlx::postgres::{PgListener, PgNotification};
use sqlx::{Error, PgPool};
use tokio::time::{sleep, timeout};

use super::db::in_time;
use super::{On, Store};

/// After this much silence, it asks whether the connection is still there.
const SILENCE: Duration = Duration::from_secs(3);

/// How long to wait before connecting again.
const PAUSE: Duration = Duration::from_millis(500);

/// What a server tells all servers, itself included.
#[derive(Debug)]
pub enum News {
    /// The number of the newest purchase.
    Purchase(i64),
    /// The id of a login that was ended.
    EndedLogin(String),
    /// A page with more viewers than before, or fewer.
    Viewers(String),
    /// From here on nothing is missed; before it, something may have been.
    Listening,
}

impl Store {
    /// Tells what happens on all servers, for as long as the database is open; nothing on
    /// SQLite, whose servers don't tell.
    pub async fn listen(&self, mut tell: impl FnMut(News)) {
        let On::Postgres(pool) = &self.pool else {
            return;
        };
        while !pool.is_closed() {
            if let Err(error) = listen_once(pool, &mut tell).await
                && !pool.is_closed()
            {
                tracing::warn!(%error, "not listening to the other servers");
            }
            sleep(PAUSE).await;
        }
    }
}

async fn listen_once(pool: &PgPool, tell: &mut impl FnMut(News)) -> Result<(), Error> {
    let channels = ["purchases", "ended_logins", "viewers"];
    let mut listener = in_time(PgListener::connect_with(pool)).await?;
    // It would connect again by itself, and not always say so.
    listener.eager_reconnect(false);
    in_time(listener.listen_all(channels)).await?;
    tell(News::Listening);
    loop {
        match timeout(SILENCE, listener.try_recv()).await {
            Ok(Ok(Some(notification))) => {
                if let Some(news) = read(&notification) {
                    tell(news);
                }
            }
            // It was lost: a new one has to say that it may have missed something.
            Ok(Ok(None)) => return Ok(()),
            Ok(Err(error)) => return Err(error),
            Err(_) => {
                in_time(sqlx::query("select 1").execute(&mut listener)).await?;
            }
        }
    }
}

fn read(notification: &PgNotification) -> Option<News> {
    let said = notification.payload();
    match notification.channel() {
        "purchases" => said.parse().ok().map(News::Purchase),
        "ended_logins" => Some(News::EndedLogin(said.to_owned())),
        "viewers" => Some(News::Viewers(said.to_owned())),
        _ => None,
    }
}
