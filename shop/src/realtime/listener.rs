//! One listener: a socket, its place in the log, and how it is told what is new.

use std::sync::Arc;

use serde_json::json;
use serde_json::value::{RawValue, to_raw_value};
use socketioxide::extract::SocketRef;
use socketioxide::{SendError, SocketError};

use super::admit::Wants;
use super::log::Log;
use crate::entrance::{Gate, Wire};

/// A returning client gets at most this many of the purchases that it missed.
const MISSED: i64 = 100;

/// A socket, and the number of the last purchase it was told about.
pub struct Listener {
    socket: SocketRef,
    gate: Gate,
    /// `None` as long as it is polling.
    wire: Option<Arc<Wire>>,
    heard: i64,
    /// Whether there is something that it should have been told.
    pub behind: bool,
    /// Its session was gone when it was told.
    left: bool,
    /// How many purchases it will never get: it is told that before anything else.
    missed: Option<i64>,
    grouped: bool,
}

impl Listener {
    /// At the place where it starts.
    pub fn new(socket: SocketRef, wants: Wants, log: &Log) -> Self {
        let after = wants.after.unwrap_or(log.last).min(log.last);
        let heard = after.max(log.last - MISSED);
        let gate = socket.req_parts().extensions.get::<Gate>().cloned();
        Self {
            socket,
            gate: gate.unwrap_or_default(),
            wire: None,
            heard,
            behind: true,
            left: false,
            missed: Some(heard - after),
            grouped: wants.grouped,
        }
    }

    pub fn is_there(&self) -> bool {
        !self.left && self.socket.connected()
    }

    // ANCHOR: hear
    /// Sends what is new, as much as fits. What doesn't fit now comes later.
    pub fn hear(&mut self, log: &mut Log) {
        if !self.behind && self.heard == log.last {
            return;
        }
        // Its client may have connected again, over the same WebSocket.
        if !self.is_there() {
            self.behind = false;
            return;
        }
        if self.wire.is_none() {
            self.wire = self.gate.wire();
        }
        match self.tell(log) {
            Ok(()) | Err(SendError::Socket(SocketError::InternalChannelFull)) => {}
            Err(error) => {
                tracing::debug!(%error, "left before it was told");
                self.left = true;
            }
        }
        let kept = self.wire.as_ref().is_some_and(|wire| !wire.push());
        self.behind = kept || self.heard < log.last;
    }

    fn tell(&mut self, log: &mut Log) -> Result<(), SendError> {
        let skipped = log.before_first() - self.heard;
        if skipped > 0 {
            self.heard += skipped;
            self.missed = Some(self.missed.unwrap_or(0) + skipped);
        }
        if let Some(missed) = self.missed {
            let since = json!({"after": self.heard, "missed": missed});
            let since = to_raw_value(&since).expect("two numbers");
            self.queue("SINCE", &since)?;
            self.missed = None;
        }
        match &self.wire {
            Some(wire) if !wire.has_queue() => {
                while let Some(frames) = log.frames_after(self.heard, self.grouped)
                    && wire.write(&frames.bytes)
                {
                    self.heard = frames.last;
                }
            }
            _ => {
                while let Some(packet) = log.after(self.heard, self.grouped) {
                    self.queue(packet.event, packet.payload)?;
                    self.heard = packet.last;
                }
            }
        }
        Ok(())
    }
    // ANCHOR_END: hear

    fn queue(&self, event: &str, payload: &RawValue) -> Result<(), SendError> {
        if let Some(wire) = &self.wire {
            wire.queue(payload.get());
        }
        self.socket.emit(event, payload)
    }
}
