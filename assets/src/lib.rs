//! What browsers load: the shop's pages and the Socket.IO client.

mod client;
mod etag;
mod pages;

pub use client::{CLIENT_FILES, CLIENT_FROM, client};
pub use pages::pages;
