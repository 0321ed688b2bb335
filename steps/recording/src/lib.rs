//! What a transcript is made of: actions, what each of them caused, and their packets.
//!
//! `Display` writes each of them and `FromStr` reads it back, so the test harness, the
//! exercises' checks and the book all agree on the format.

mod action;
mod happening;
mod korean;
mod packet;

pub use action::{Action, Transcript};
pub use happening::{Happening, Kind, NoHappening, is_server};
pub use korean::title_in_korean;
pub use packet::{NoPacket, Packet};
