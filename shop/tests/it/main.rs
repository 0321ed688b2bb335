//! The shop as its clients see it: real HTTP, real sockets, a real database.

#![allow(clippy::unwrap_used)]

mod cart;
mod goods;
mod pages;
mod socket;
mod support;
mod users;
