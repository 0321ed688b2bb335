//! Tells every listener about every purchase, once, in the order of the log. New
//! listeners, slow ones and live ones differ only in their place in the log.

use std::future::pending;
use std::time::Duration;

use metrics::gauge;
use serde_json::json;
use socketioxide::extract::SocketRef;
use socketioxide::{SendError, SocketError};
use tokio::sync::{mpsc, watch};
use tokio::time::{Instant, interval, sleep, sleep_until};
use tokio::{select, spawn};

use super::admit::Wants;
use super::log::{AT_ONCE, Log};
use crate::measures::BEHIND;
use crate::shop::Shop;

/// A returning client gets at most this many of the purchases that it missed.
const MISSED: i64 = 100;
/// How many sockets may wait to be let in; any more wait in the task that welcomes them.
const NEWCOMERS: usize = 1024;
/// After telling everyone, it pauses for `REST` times as long as that took, but at most
/// `LONGEST_REST`: what comes in meanwhile goes out in one write per listener.
const REST: u32 = 8;
const LONGEST_REST: Duration = Duration::from_millis(40);
/// How often it looks for sockets that have left, and at those whose queue was full.
const ROUND: Duration = Duration::from_secs(1);
const SOON: Duration = Duration::from_millis(20);

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
        spawn(run(shop, waiting));
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
                gauge!(BEHIND).set(count_behind(&listeners, log.last));
                Why::News
            }
            () = sleep(SOON), if behind => Why::SomeAreBehind,
        };
        // A client that was connected to another server may be ahead of this one.
        let ahead = came.iter().any(|(_, it)| it.after > Some(log.last));
        if matches!(why, Why::News) || ahead {
            // A purchase that was there before reading but wasn't found is looked for
            // again in the next round. One made while reading is news.
            let there = *newest.borrow();
            let more = log.read_on(&shop).await == Some(AT_ONCE);
            stuck = !more && log.last < there;
        }
        if !matches!(why, Why::Newcomers) || ahead {
            let began = Instant::now();
            // Socket by socket: everything that is new for one goes out in a single
            // write.
            listeners.retain_mut(|listener| listener.hear(&mut log));
            tracing::debug!(last = log.last, listeners = listeners.len(), "announced");
            behind = listeners.iter().any(|listener| listener.heard < log.last);
            let took = began.elapsed();
            rested = Instant::now() + (took * REST).min(LONGEST_REST);
        }
        listeners.extend(came.drain(..).filter_map(|(socket, wants)| {
            let mut newcomer = Listener::new(socket, wants, &log);
            let stays = newcomer.hear(&mut log);
            behind |= newcomer.heard < log.last;
            stays.then_some(newcomer)
        }));
    }
}
// ANCHOR_END: run

/// Ready when there is something to tell. Once the till is gone, it never is.
async fn news(newest: &mut watch::Receiver<i64>, last: i64, rested: Instant) {
    if newest.wait_for(|newest| *newest > last).await.is_err() {
        pending::<()>().await;
    }
    sleep_until(rested).await;
}

fn count_behind(listeners: &[Listener], last: i64) -> f64 {
    let behind = listeners.iter().filter(|listener| listener.heard < last);
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
    heard: i64,
    /// How many purchases it will never get: it is told that before anything else.
    missed: Option<i64>,
    grouped: bool,
}

impl Listener {
    /// At the place where it starts.
    fn new(socket: SocketRef, wants: Wants, log: &Log) -> Self {
        let after = wants.after.unwrap_or(log.last).min(log.last);
        let heard = after.max(log.last - MISSED);
        Self {
            socket,
            heard,
            missed: Some(heard - after),
            grouped: wants.grouped,
        }
    }

    // ANCHOR: hear
    /// Queues what is new, as much as fits; `false` if the socket is gone.
    fn hear(&mut self, log: &mut Log) -> bool {
        match self.tell(log) {
            // What doesn't fit now comes later.
            Ok(()) | Err(SendError::Socket(SocketError::InternalChannelFull)) => {
                self.socket.connected()
            }
            Err(_) => false,
        }
    }

    fn tell(&mut self, log: &mut Log) -> Result<(), SendError> {
        let skipped = log.before_first() - self.heard;
        if skipped > 0 {
            self.heard += skipped;
            self.missed = Some(self.missed.unwrap_or(0) + skipped);
        }
        if let Some(missed) = self.missed {
            let since = json!({"after": self.heard, "missed": missed});
            self.socket.emit("SINCE", &since)?;
            self.missed = None;
        }
        while let Some(packet) = log.after(self.heard, self.grouped) {
            self.socket.emit(packet.event, packet.payload)?;
            self.heard = packet.last;
        }
        Ok(())
    }
    // ANCHOR_END: hear
}
