//! The shop as its clients see it: real HTTP, real sockets, a real database.

#![allow(clippy::unwrap_used)]

mod bodies;
mod cart;
mod doors;
mod goods;
mod grouped;
mod limits;
mod logins;
mod names;
mod openapi;
mod order;
mod pages;
mod purchases;
mod slow;
mod socket;
mod strangers;
pub(crate) mod support;
mod users;
mod viewers;
mod websocket;
