//! Shops as processes, on one database.

use std::process::Stdio;

use serde_json::{Value, json};
use transcript::{Handshake, Light, Postgres};

use crate::process::{Process, command, started};

/// Shops on one new database of a PostgreSQL server of their own.
pub struct Cluster {
    pub postgres: Postgres,
    pub database: String,
    pub shops: Vec<Process>,
}

impl Cluster {
    pub fn of(servers: usize) -> Self {
        let postgres = Postgres::start();
        let database = postgres.new_database();
        let shops = (0..servers).map(|_| start(&database, "0")).collect();
        Self {
            postgres,
            database,
            shops,
        }
    }

    pub fn urls(&self) -> Vec<String> {
        self.shops.iter().map(|shop| shop.url.clone()).collect()
    }

    /// Starts this server once more, at the same address.
    pub fn start_again(&mut self, server: usize) {
        let old = &mut self.shops[server];
        old.child.wait().unwrap();
        let port = port_of(&old.url);
        self.shops[server] = start(&self.database, &port);
    }

    /// All purchases: number and order id.
    pub fn sold(&self) -> Vec<(i64, String)> {
        let rows = self.sql("select purchase_id, order_id from purchases order by 1");
        let rows = rows.lines().map(|row| row.split_once('|').unwrap());
        rows.map(|(number, id)| (number.parse().unwrap(), id.to_owned()))
            .collect()
    }

    /// What PostgreSQL answers, past all shops.
    pub fn sql(&self, statement: &str) -> String {
        let name = self.database.rsplit('/').next().unwrap();
        self.postgres.sql(name, statement)
    }
}

/// A shop on this database.
pub fn start(database: &str, port: &str) -> Process {
    let mut shop = command(std::path::Path::new("/"));
    shop.env("PORT", port)
        .env("DATABASE_URL", database)
        .env("BUYS_PER_SECOND", "1000")
        .env("TRUSTED_PROXIES", "127.0.0.1")
        // What it says about a database that is away doesn't interest anyone here.
        .env("RUST_LOG", "off")
        .stderr(Stdio::null())
        .stdout(Stdio::piped());
    started(shop.spawn().unwrap())
}

pub fn port_of(url: &str) -> String {
    url.rsplit(':').next().unwrap().to_owned()
}

/// A socket with this token, or a guest's; `None` if the shop isn't there.
pub async fn open(url: &str, token: Option<&str>, after: Option<i64>) -> Option<Light> {
    let handshake = Handshake {
        auth: Some(json!({"token": token, "after": after})),
        ..Handshake::default()
    };
    Light::connect(url, handshake).await.ok()
}

/// The same, once it has been told who and where it is.
pub async fn connect(
    url: &str,
    token: Option<&str>,
    after: Option<i64>,
) -> Option<Light> {
    let mut socket = open(url, token, after).await?;
    for event in ["WHO", "SINCE"] {
        if socket.next().await?.name != event {
            return None;
        }
    }
    Some(socket)
}

pub fn order(id: &str) -> Value {
    json!({"goodsId": 1, "goodsName": "시원한 콜라", "orderId": id})
}
