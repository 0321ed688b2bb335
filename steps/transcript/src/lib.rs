//! Plays a scene against a real server and records what every side saw.
//!
//! A [`Scene`] starts a step's own binary on a free port, or several of them, and lets
//! clients act. Each action is followed by everything it caused, in a fixed order: each
//! server's console, what HTTP answered, then each client by name, with the packets it
//! sent, the packets it received, and its events. So two runs give the same text, even
//! though things within an action don't always happen in the same order.
//!
//! ```text
//! A sends "안녕하세요"
//!   server   안녕하세요
//!   A  →     42["message","안녕하세요"]
//!   A  ←     42["message","안녕하세요"]
//!   A        on message: "안녕하세요"
//! ```
//!
//! [`Light`] speaks the protocol by hand, for what rust_socketio can't do;
//! [`Browser`] opens pages in a real Chromium, and [`Postgres`] is a database server.

mod act;
mod blocking;
mod browser;
mod client;
mod compared;
mod javascript;
mod kind;
mod light;
mod npm;
mod owner;
mod page;
mod post;
mod postgres;
mod record;
mod redaction;
mod relay;
mod rust_client;
mod scene;
mod server;
mod snapshot;
mod target;

use std::time::Duration;

pub use act::Act;
pub use browser::Browser;
pub use client::Client;
pub use kind::{Transport, Version};
pub use light::{Event, Handshake, Light, Refused};
pub use page::Page;
pub use postgres::Postgres;
pub use recording::{Action, Happening, Kind, Packet, Transcript, title_in_korean};
pub use scene::Scene;
pub use server::Program;
pub use snapshot::as_printed;

/// How long anything may take before a scene gives up on it. Nothing takes this long
/// unless something is broken: it allows for busy machines, not slow servers.
const PATIENCE: Duration = Duration::from_secs(10);

/// Where a Socket.IO client opens its WebSocket.
const WEBSOCKET_PATH: &str = "/socket.io/?EIO=4&transport=websocket";
