//! Several shops on one PostgreSQL: what was acknowledged is there once, and everyone
//! hears of it once, whatever happens to a server, to the database, or to the line
//! between them.

#![allow(clippy::unwrap_used)]

mod crowd;
mod failures;
mod line;
mod news;
#[allow(
    dead_code,
    reason = "some of it is only for the tests of a single shop"
)]
#[path = "../process/support.rs"]
mod process;
mod proxies;
mod settings;
mod support;
