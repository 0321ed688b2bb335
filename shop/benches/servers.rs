//! Two shops on one PostgreSQL: how much they sell together, and how soon the other
//! server's clients hear of it.
//!
//! `cargo bench -p shop --bench servers` starts a PostgreSQL of its own, which waits for
//! the disk, and release builds of the shop. Buyers, listeners and servers are all on this
//! machine. Latency is from the moment a buyer sends an order to the moment a listener on
//! the other server has the notice; CPU is that server's.

#![allow(clippy::unwrap_used)]

#[path = "trade/client.rs"]
mod client;
#[path = "trade/crowd.rs"]
mod crowd;
#[allow(dead_code, reason = "some of it is only for the trade bench")]
#[path = "trade/load.rs"]
mod load;
#[path = "trade/packets.rs"]
mod packets;
#[allow(dead_code, reason = "some of it is only for the trade bench")]
#[path = "trade/server.rs"]
mod server;

use serde_json::Value;
use tokio::join;
use transcript::Postgres;

use load::{Listeners, acknowledgements, announce, line};
use server::{NO_PACE, Server};

const SECONDS: u32 = 10;
const BUYERS: usize = 64;
const LISTENERS: Listeners = Listeners {
    count: 100,
    grouped: false,
};
/// Purchases a second, for the latency.
const RATE: u32 = 200;

#[tokio::main]
async fn main() {
    let postgres = Postgres::durable();
    let database = postgres.new_database();
    let here = Server::shop(&database, NO_PACE).await;
    let there = Server::shop(&database, NO_PACE).await;
    println!("{RATE} purchases a second at one server, listeners at the other:");
    let row = announce([&here, &there], LISTENERS, RATE, SECONDS).await;
    println!("{}", line(&row));

    let half = |server| acknowledgements(server, BUYERS / 2, SECONDS.into());
    let (sold, more) = join!(half(&here), half(&there));
    let a_second = |row: &Value| row["a second"].as_u64().unwrap();
    let sold = a_second(&sold) + a_second(&more);
    println!("two servers: buyers: {BUYERS}, a second: {sold}");
    drop((here, there));

    let one = Server::shop(&postgres.new_database(), NO_PACE).await;
    let sold = acknowledgements(&one, BUYERS, SECONDS.into()).await;
    println!("one server: {}", line(&sold));
}
