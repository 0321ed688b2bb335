//! A new PostgreSQL database for one check.

use std::env;
use std::future::Future;
use std::process;
use std::str::FromStr;
use std::sync::Arc;

use exercise_check::{Postgres, Say};
use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, Error, PgConnection};
use tokio::runtime::Runtime;

const NOT_THERE: Say = Say {
    en: "The check makes a new database on the server in DATABASE_URL, and removes it \
         afterwards. This time, it couldn't. Is PostgreSQL running there? Are the name and \
         the password right? May this role create databases (`alter role shop createdb`)? \
         The reason:",
    ko: "DATABASE_URL에 적힌 서버에 새 데이터베이스를 만들어 확인하고, 끝나면 지워요. \
         그런데 이번에는 만들지 못했어요. PostgreSQL이 그곳에서 실행 중인지, 사용자 이름과 \
         비밀번호가 맞는지, 이 사용자가 데이터베이스를 만들 수 있는지(`alter role shop \
         createdb`) 확인해 주세요. 이유:",
};
const NOT_INSTALLED: Say = Say {
    en: include_str!("../step-09/NEEDS.en.md"),
    ko: include_str!("../step-09/NEEDS.ko.md"),
};

/// It is gone when this is dropped.
pub struct Database {
    server: PgConnectOptions,
    name: String,
    /// If it was started for this check.
    _own: Option<Arc<Postgres>>,
}

impl Database {
    /// On the server that `DATABASE_URL` names, or else on one that is started for it.
    pub fn create() -> Result<Self, (Say, String)> {
        let named = env::var("DATABASE_URL").unwrap_or_default();
        let own = match named.starts_with("postgres") {
            true => None,
            false if Postgres::is_installed() => Some(Postgres::shared()),
            false => return Err((NOT_INSTALLED, String::new())),
        };
        let address = own.as_ref().map_or(named, |own| own.address("postgres"));
        let created = PgConnectOptions::from_str(&address).and_then(|server| {
            let name = format!("cargo_ex_{}", process::id());
            run(&server, format!("create database {name}"))?;
            Ok(Self {
                server,
                name,
                _own: own,
            })
        });
        created.map_err(|error| (NOT_THERE, reason(&error)))
    }

    pub fn address(&self) -> String {
        let own = self.server.clone().database(&self.name);
        own.to_url_lossy().to_string()
    }

    /// Ends each connection on which a server listens. The others are spared: what they
    /// were doing at that moment would be chance.
    pub fn disconnect_listeners(
        &self,
    ) -> impl Future<Output = Result<(), Error>> + use<> {
        let statement = format!(
            "select pg_terminate_backend(pid) from pg_stat_activity \
             where datname = '{}' and query ilike 'listen %'",
            self.name
        );
        let server = self.server.clone();
        async move { tell(&server, statement).await }
    }

    /// From now on, nobody is called when something has been sold.
    pub fn call_nobody(&self) -> impl Future<Output = Result<(), Error>> + use<> {
        let own = self.server.clone().database(&self.name);
        let statement = "drop trigger tell_of_purchases on purchases".to_owned();
        async move { tell(&own, statement).await }
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        // A server that has ended in the meantime has nothing left to remove.
        drop(run(
            &self.server,
            format!("drop database {} with (force)", self.name),
        ));
    }
}

/// Without the line of PostgreSQL's own source.
fn reason(error: &Error) -> String {
    let said = error.as_database_error();
    said.map_or_else(|| error.to_string(), |said| said.message().to_owned())
}

fn run(server: &PgConnectOptions, statement: String) -> Result<(), Error> {
    Runtime::new()?.block_on(tell(server, statement))
}

async fn tell(server: &PgConnectOptions, statement: String) -> Result<(), Error> {
    let mut connection = PgConnection::connect_with(server).await?;
    sqlx::raw_sql(AssertSqlSafe(statement))
        .execute(&mut connection)
        .await?;
    connection.close().await
}
