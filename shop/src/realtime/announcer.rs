//! Tells every listener about every purchase, once, in the order of the log. New
//! listeners, slow ones and live ones differ only in their place in the log.

use std::collections::VecDeque;
use std::future::pending;
use std::time::Duration;

use metrics::gauge;
use serde_json::json;
use serde_json::value::{RawValue, to_raw_value};
use socketioxide::extract::SocketRef;
use socketioxide::{SendError, SocketError};
use tokio::sync::{mpsc, watch};
use tokio::time::{Instant, interval, sleep, sleep_until};
use tokio::{select, spawn};

use crate::measures::BEHIND;
use crate::shop::Shop;

/// A returning client gets at most the last `MISSED` purchases; `KEPT` stay in memory
/// for slow ones.
const MISSED: i64 = 100;
const KEPT: i64 = 1000;
/// How many sockets may wait to be let in; any more wait in the task that welcomes them.
const NEWCOMERS: usize = 1024;
/// How many purchases are read from the log at once.
const AT_ONCE: i64 = 500;
/// After telling everyone, it pauses for `REST` times as long as that took, but at most
/// `LONGEST_REST`: what comes in meanwhile goes out in one write per listener.
const REST: u32 = 8;
const LONGEST_REST: Duration = Duration::from_millis(40);
/// How often it looks for sockets that have left, and at those whose queue was full.
const ROUND: Duration = Duration::from_secs(1);
const SOON: Duration = Duration::from_millis(20);

type Newcomer = (SocketRef, Option<i64>);

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

    /// From now on, this socket is told about the purchases after number `after`, or
    /// only about new ones. A client drops events that arrive before it is connected.
    pub async fn tell(&self, socket: SocketRef, after: Option<i64>) {
        if self.newcomers.send((socket, after)).await.is_err() {
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
        let ahead = came.iter().any(|(_, after)| after.unwrap_or(0) > log.last);
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
            listeners.retain_mut(|listener| listener.hear(&log));
            tracing::debug!(last = log.last, listeners = listeners.len(), "announced");
            behind = listeners.iter().any(|listener| listener.heard < log.last);
            let took = began.elapsed();
            rested = Instant::now() + (took * REST).min(LONGEST_REST);
        }
        let came = came
            .drain(..)
            .map(|(socket, after)| log.place(socket, after));
        listeners.extend(came.filter_map(|mut newcomer| {
            let stays = newcomer.hear(&log);
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
}

impl Listener {
    // ANCHOR: hear
    /// Queues what is new, as much as fits; `false` if the socket is gone.
    fn hear(&mut self, log: &Log) -> bool {
        match self.tell(log) {
            // What doesn't fit now comes later.
            Ok(()) | Err(SendError::Socket(SocketError::InternalChannelFull)) => {
                self.socket.connected()
            }
            Err(_) => false,
        }
    }

    fn tell(&mut self, log: &Log) -> Result<(), SendError> {
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
        while let Some(purchase) = log.after(self.heard) {
            self.socket.emit("BUY_GOODS", purchase)?;
            self.heard += 1;
        }
        Ok(())
    }
    // ANCHOR_END: hear
}

/// The end of the log; each purchase is the JSON that goes out.
struct Log {
    purchases: VecDeque<Box<RawValue>>,
    last: i64,
}

impl Log {
    /// Empty, starting where the kept part begins.
    fn before(newest: i64) -> Self {
        Self {
            purchases: VecDeque::new(),
            last: (newest - KEPT).max(0),
        }
    }

    /// Reads everything there is. Until then, nobody can be told where they are.
    async fn catch_up(&mut self, shop: &Shop) {
        loop {
            match self.read_on(shop).await {
                Some(AT_ONCE) => {}
                Some(_) => return,
                None => sleep(ROUND).await,
            }
        }
    }

    /// Reads what is new, up to a limit, and returns how many there were; `None` if the
    /// database doesn't answer, which the server's log mentions.
    async fn read_on(&mut self, shop: &Shop) -> Option<i64> {
        let new = shop.purchases_after(self.last, AT_ONCE).await.ok()?;
        let count = new.len() as i64;
        for purchase in new {
            if purchase.purchase_id != self.last + 1 {
                // Someone deleted purchases from the database. They count as missed.
                self.purchases.clear();
            }
            self.last = purchase.purchase_id;
            let json = to_raw_value(&purchase).expect("numbers and text");
            self.purchases.push_back(json);
        }
        let beyond = self.purchases.len().saturating_sub(KEPT as usize);
        self.purchases.drain(..beyond);
        Some(count)
    }

    /// The place where a newcomer starts.
    fn place(&self, socket: SocketRef, after: Option<i64>) -> Listener {
        let after = after.unwrap_or(self.last).min(self.last);
        let heard = after.max(self.last - MISSED);
        Listener {
            socket,
            heard,
            missed: Some(heard - after),
        }
    }

    /// The number before the first purchase that is kept.
    fn before_first(&self) -> i64 {
        self.last - self.purchases.len() as i64
    }

    /// The purchase that comes after this number.
    fn after(&self, number: i64) -> Option<&RawValue> {
        let index = usize::try_from(number - self.before_first()).ok()?;
        self.purchases.get(index).map(AsRef::as_ref)
    }
}
