//! The same tests as in `it`, on PostgreSQL.

#[path = "it/main.rs"]
mod it;

use it::support;
