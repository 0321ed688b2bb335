//! Tells every listener about every purchase, once, in the order of the log. New
//! listeners, slow ones and live ones differ only in their place in the log.

use std::future::pending;
use std::sync::Arc;
use std::time::Duration;

use metrics::gauge;
use serde_json::json;
use serde_json::value::{RawValue, to_raw_value};
use socketioxide::extract::SocketRef;
use socketioxide::{SendError, SocketError};
use tokio::sync::{mpsc, watch};
use tokio::task::{unconstrained, yield_now};
use tokio::time::{Instant, interval, sleep, sleep_until};
use tokio::{select, spawn};

use super::admit::Wants;
use super::log::{AT_ONCE, Log};
use crate::entrance::{Gate, Wire};
use crate::measures::BEHIND;
use crate::shop::Shop;

/// A returning client gets at most this many of the purchases that it missed.
const MISSED: i64 = 100;
/// How many sockets may wait to be let in; any more wait in the task that welcomes them.
const NEWCOMERS: usize = 1024;
/// After telling everyone, it pauses for `REST` times as long as that took, but at most
/// `LONGEST_REST`: what comes in meanwhile goes out in one write per listener.
const REST: u32 = 4;
const LONGEST_REST: Duration = Duration::from_millis(20);
/// How often it looks for sockets that have left, and at those whose queue was full.
const ROUND: Duration = Duration::from_secs(1);
const SOON: Duration = Duration::from_millis(20);
/// After telling this many, which takes some 20 ms, it lets others work. Tokio would
/// stop it after about a hundred writes.
const IN_A_ROW: usize = 2000;

type Newcomer = (SocketRef, Wants);

/// Where sockets are handed over; clones share it.
#[derive(Clone)]
pub struct Announcer {
    newcomers: mpsc::Sender<Newcomer>,
}

impl Announcer {
    /// Starts the task, which ends with the last clone.
    pub fn open(shop: Shop) -> Self {
        let (newcomers, waiting) = mpsc::channel(NEWCOMERS);
        spawn(unconstrained(run(shop, waiting)));
        Self { newcomers }
    }

    /// From now on, this socket is told what it wants to be told. A client drops events
    /// that arrive before it is connected.
    pub async fn tell(&self, socket: SocketRef, wants: Wants) {
        if self.newcomers.send((socket, wants)).await.is_err() {
            tracing::error!("nobody announces any more");
        }
    }
}

// ANCHOR: run
async fn run(shop: Shop, mut newcomers: mpsc::Receiver<Newcomer>) {
    let mut newest = shop.newest_purchase();
    let mut log = Log::before(*newest.borrow());
    log.catch_up(&shop).await;
    let mut listeners: Vec<Listener> = Vec::new();
    let mut came = Vec::new();
    let mut round = interval(ROUND);
    // Whether some sockets lag behind the log, and whether the log lags behind the till.
    let (mut behind, mut stuck) = (false, false);
    let mut rested = Instant::now();
    loop {
        let why = select! {
            count = newcomers.recv_many(&mut came, NEWCOMERS) => match count {
                0 => return,
                _ => Why::Newcomers,
            },
            () = news(&mut newest, log.last, rested), if !stuck => Why::News,
            _ = round.tick() => {
                gauge!(BEHIND).set(count_behind(&listeners));
                Why::News
            }
            () = sleep(SOON), if behind => Why::SomeAreBehind,
        };
        let there = *newest.borrow();
        // Newcomers start with what is newest. A client that was connected to another
        // server may know of more than this one.
        let mut starts = came.iter().map(|(_, wants)| wants.after.unwrap_or(there));
        let ahead = starts.any(|start| log.last < start.max(there));
        if matches!(why, Why::News) || ahead {
            // A purchase that was there before reading but wasn't found is looked for
            // again in the next round. One made while reading is news.
            let more = log.read_on(&shop).await == Some(AT_ONCE);
            stuck = !more && log.last < there;
        }
        if matches!(why, Why::Newcomers) {
            behind |= ahead;
        } else {
            let began = Instant::now();
            tell_all(&mut listeners, &mut log).await;
            if matches!(why, Why::News) {
                listeners.retain(|listener| listener.socket.connected());
            }
            tracing::debug!(last = log.last, listeners = listeners.len(), "announced");
            behind = listeners.iter().any(|listener| listener.behind);
            let took = began.elapsed();
            rested = Instant::now() + (took * REST).min(LONGEST_REST);
        }
        listeners.extend(came.drain(..).filter_map(|(socket, wants)| {
            let mut newcomer = Listener::new(socket, wants, &log);
            newcomer.hear(&mut log);
            behind |= newcomer.behind;
            newcomer.socket.connected().then_some(newcomer)
        }));
    }
}
// ANCHOR_END: run

/// Socket by socket: everything that is new for one goes out in a single write.
async fn tell_all(listeners: &mut [Listener], log: &mut Log) {
    for some in listeners.chunks_mut(IN_A_ROW) {
        some.iter_mut().for_each(|listener| listener.hear(log));
        yield_now().await;
    }
}

/// Ready when there is something to tell. Once the till is gone, it never is.
async fn news(newest: &mut watch::Receiver<i64>, last: i64, rested: Instant) {
    if newest.wait_for(|newest| *newest > last).await.is_err() {
        pending::<()>().await;
    }
    sleep_until(rested).await;
}

fn count_behind(listeners: &[Listener]) -> f64 {
    let behind = listeners.iter().filter(|listener| listener.behind);
    behind.count() as f64
}

/// Why the announcer woke up.
enum Why {
    Newcomers,
    /// There is something new in the log, or it is time to look.
    News,
    SomeAreBehind,
}

/// A socket, and the number of the last purchase it was told about.
struct Listener {
    socket: SocketRef,
    gate: Gate,
    /// `None` as long as it is polling.
    wire: Option<Arc<Wire>>,
    heard: i64,
    /// Whether there is something that it should have been told.
    behind: bool,
    /// How many purchases it will never get: it is told that before anything else.
    missed: Option<i64>,
    grouped: bool,
}

impl Listener {
    /// At the place where it starts.
    fn new(socket: SocketRef, wants: Wants, log: &Log) -> Self {
        let after = wants.after.unwrap_or(log.last).min(log.last);
        let heard = after.max(log.last - MISSED);
        let gate = socket.req_parts().extensions.get::<Gate>().cloned();
        Self {
            socket,
            gate: gate.unwrap_or_default(),
            wire: None,
            heard,
            behind: true,
            missed: Some(heard - after),
            grouped: wants.grouped,
        }
    }

    // ANCHOR: hear
    /// Sends what is new, as much as fits. What doesn't fit now comes later.
    fn hear(&mut self, log: &mut Log) {
        if !self.behind && self.heard == log.last {
            return;
        }
        if self.wire.is_none() {
            self.wire = self.gate.wire();
        }
        match self.tell(log) {
            Ok(()) | Err(SendError::Socket(SocketError::InternalChannelFull)) => {}
            Err(error) => tracing::debug!(%error, "left before it was told"),
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
