//! Tells every listener about every purchase, once, in the order of the log. New
//! listeners, slow ones and live ones differ only in their place in the log.

use std::future::pending;
use std::time::Duration;

use metrics::gauge;
use socketioxide::SocketIo;
use socketioxide::extract::SocketRef;
use tokio::select;
use tokio::sync::{mpsc, watch};
use tokio::task::{unconstrained, yield_now};
use tokio::time::{Instant, MissedTickBehavior, interval, sleep_until};

use super::admit::Wants;
use super::listener::Listener;
use super::log::{Found, Log};
use crate::measures::BEHIND;
use crate::shop::Shop;

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
    pub fn open(io: &SocketIo, shop: &Shop) -> Self {
        let (newcomers, waiting) = mpsc::channel(NEWCOMERS);
        let task = unconstrained(run(shop.clone(), waiting));
        shop.tasks.run("the announcer", io, task);
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
    let (mut listeners, mut came) = (Vec::new(), Vec::new());
    let (mut round, mut soon) = (interval(ROUND), interval(SOON));
    soon.set_missed_tick_behavior(MissedTickBehavior::Delay);
    // Whether some sockets lag behind the log, and whether the log lags behind the till.
    let (mut behind, mut stuck) = (false, false);
    let mut rested = Instant::now();
    loop {
        let why = select! {
            count = newcomers.recv_many(&mut came, NEWCOMERS) => match count {
                0 => return,
                _ => Why::Newcomers,
            },
            () = news(&mut newest, &log, rested), if !stuck => Why::News,
            _ = round.tick() => {
                gauge!(BEHIND).set(count_behind(&listeners));
                Why::News
            }
            _ = soon.tick(), if behind => Why::SomeAreBehind,
        };
        let there = *newest.borrow();
        // Newcomers start with what is newest. A client that was connected to another
        // server may know of more than this one.
        let mut starts = came.iter().map(|(_, wants)| wants.after.unwrap_or(there));
        let ahead = starts.any(|start| log.last < start.max(there));
        if matches!(why, Why::News) || ahead {
            // A purchase that was there before reading but wasn't found is looked for
            // again in the next round. One made while reading is news.
            log.read_on(&shop).await;
            stuck = log.found != Found::More && log.last < there;
        }
        if matches!(why, Why::Newcomers) {
            behind |= ahead;
        } else {
            let began = Instant::now();
            tell_all(&mut listeners, &mut log).await;
            if matches!(why, Why::News) {
                listeners.retain(Listener::is_there);
            }
            behind = listeners.iter().any(|listener| listener.behind);
            rested = Instant::now() + (began.elapsed() * REST).min(LONGEST_REST);
        }
        behind |= let_in(&mut came, &mut listeners, &mut log);
    }
}
// ANCHOR_END: run

/// Socket by socket: everything that is new for one goes out in a single write.
async fn tell_all(listeners: &mut [Listener], log: &mut Log) {
    for some in listeners.chunks_mut(IN_A_ROW) {
        some.iter_mut().for_each(|listener| listener.hear(log));
        yield_now().await;
    }
    tracing::debug!(last = log.last, listeners = listeners.len(), "announced");
}

/// Makes listeners of newcomers, and returns whether one of them is behind. Who may know
/// of more than was read waits for the next read.
fn let_in(
    came: &mut Vec<Newcomer>,
    listeners: &mut Vec<Listener>,
    log: &mut Log,
) -> bool {
    came.retain(|(socket, _)| socket.connected());
    let (last, all_read) = (log.last, log.found == Found::TheEnd);
    let known = |wants: &Wants| wants.after.is_none_or(|after| after <= last);
    let before = listeners.len();
    let in_now = came.extract_if(.., |(_, wants)| all_read || known(wants));
    listeners.extend(in_now.map(|(socket, wants)| {
        let mut newcomer = Listener::new(socket, wants, log);
        newcomer.hear(log);
        newcomer
    }));
    listeners[before..].iter().any(|newcomer| newcomer.behind)
}

/// Ready when there is something to tell. Once the till is gone, it never is.
async fn news(newest: &mut watch::Receiver<i64>, log: &Log, rested: Instant) {
    let more = log.found == Found::More;
    if !more && newest.wait_for(|newest| *newest > log.last).await.is_err() {
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
