//! A shop in which everyone sees what someone has just bought.
//!
//! The steps past 03 stand on it, and write the real-time part themselves:
//! [`Shop::routes`] is what the lesson's shop had before it was real-time. [`app`] is
//! the whole shop.

mod api;
mod app;
mod config;
mod entrance;
mod login;
mod measures;
mod open_error;
mod order;
mod reading;
mod realtime;
mod recent;
mod refusal;
mod rule;
mod serve;
mod setting;
mod shop;
mod store;
mod till;
mod values;

pub use api::openapi;
pub use app::app;
pub use config::Config;
pub use measures::serve_metrics;
pub use open_error::OpenError;
pub use order::Order;
pub use realtime::{TryOrder, admit};
pub use refusal::{Refusal, Rule};
pub use serve::serve;
pub use setting::LogFormat;
pub use shop::{Identity, Member, Shop};
pub use store::{Purchase, User};
