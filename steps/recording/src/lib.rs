//! What a transcript is made of: actions, what each of them caused, and the packets in it.
//!
//! Each is written by `Display` and read back by `FromStr`, so that the harness, the
//! exercises' checks and the book have one idea of it.

mod action;
mod happening;
mod packet;

pub use action::{Action, Transcript};
pub use happening::{Happening, Kind, NoHappening};
pub use packet::{NoPacket, Packet};
