//! A shop in which everyone sees what someone has just bought.
//!
//! The steps after 03 build on this crate, and write the real-time part themselves:
//! [`Shop::routes`] is the lesson's shop before it became real-time. [`app`] is the
//! whole shop.

mod accounts;
mod api;
mod app;
mod config;
mod entrance;
mod login;
mod measures;
mod open;
mod open_error;
mod order;
mod places;
mod reading;
mod realtime;
mod recent;
mod refusal;
mod rule;
mod serve;
mod setting;
mod shop;
mod store;
mod tasks;
mod till;
mod values;

pub use api::openapi;
pub use app::app;
pub use config::Config;
pub use measures::serve_metrics;
pub use open_error::OpenError;
pub use order::Order;
pub use realtime::{TryOrder, admit, buy};
pub use refusal::{Refusal, Rule};
pub use serve::serve;
pub use setting::LogFormat;
pub use shop::{Identity, Member, Shop};
pub use store::{Purchase, User};
