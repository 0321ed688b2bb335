//! What browsers load: the shop's pages and the Socket.IO client.

mod client;
mod pages;

pub use client::{CLIENT_FROM, client};
pub use pages::pages;
