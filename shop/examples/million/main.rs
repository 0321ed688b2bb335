//! A million listeners: what they need, where it breaks first, and what it costs.
//!
//! `cargo run -p shop --example million`, with `-- --help` for what you can change.

mod arrivals;
mod costs;
mod everyone;
mod farm;
mod report;
mod table;
mod telling;
mod till;
pub(crate) mod world;

use clap::Parser;

use world::World;

fn main() {
    for (_, table) in World::parse().report() {
        println!("{table}");
    }
}
