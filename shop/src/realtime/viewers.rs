//! How many people are looking at the same page: each page is a room, and a socket is
//! in one.

use std::future::ready;
use std::mem;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use socketioxide::SocketIo;
use socketioxide::extract::{SocketRef, TryData};
use tokio::select;
use tokio::sync::Notify;
use tokio::time::{interval, sleep};

use super::pages::{Changed, count, room_of, tell};
use super::together::Together;
use crate::store::Store;

/// A path and a query, in characters.
const LONGEST_PAGE: usize = 500;

/// No matter how many come and go in this time, a page is told once.
const PAUSE: Duration = Duration::from_millis(50);

/// How often a server tells the others that it is still here, and what they may not know.
const PULSE: Duration = Duration::from_secs(2);

/// The pages whose number has changed; clones share them.
#[derive(Clone, Default)]
pub struct Viewers(Arc<Shared>);

#[derive(Default)]
struct Shared {
    changed: Mutex<Changed>,
    more: Notify,
}

/// The page that a socket is on.
#[derive(Clone)]
struct Page(String);

impl Viewers {
    /// Handles `CHANGED_PAGE` from here on. An invalid page means that the socket is on
    /// no page.
    pub fn hear(&self, socket: &SocketRef) {
        let viewers = self.clone();
        socket.on(
            "CHANGED_PAGE",
            move |socket: SocketRef, TryData(page): TryData<String>| {
                let page = page.unwrap_or_default();
                let fits = !page.is_empty() && page.chars().count() <= LONGEST_PAGE;
                // No address has one, and PostgreSQL's text can't.
                let is_one = fits && !page.contains('\0');
                viewers.goes_to(&socket, is_one.then_some(page));
                // In the order of the events; tasks could overtake each other.
                ready(())
            },
        );
    }

    /// The socket is about to leave.
    pub fn leaves(&self, socket: &SocketRef) {
        self.goes_to(socket, None);
    }

    fn goes_to(&self, socket: &SocketRef, page: Option<String>) {
        let before = socket.extensions.remove().map(|Page(page)| page);
        if let Some(page) = &page {
            socket.extensions.insert(Page(page.clone()));
        }
        if before == page {
            return;
        }
        if let Some(page) = &before {
            socket.leave(room_of(page));
        }
        // A socket that was just disconnected would stay in the room forever.
        if let Some(page) = page.as_ref().filter(|_| socket.connected()) {
            socket.join(room_of(page));
        }
        self.note(|changed| changed.here.extend(before.into_iter().chain(page)));
    }

    /// The number of this page has changed on some server; `None` if it may be any page.
    pub fn changed(&self, page: Option<String>) {
        self.note(|changed| match page {
            Some(page) => drop(changed.anywhere.insert(page)),
            None => changed.any = true,
        });
    }

    /// Tells everyone on a page how many they are, as long as the shop runs.
    pub async fn tell(self, io: SocketIo) {
        while let Some(()) = self.told_once(&io).await {
            sleep(PAUSE).await;
        }
    }

    /// The same, when other servers on this database have viewers too.
    pub async fn tell_together(self, io: SocketIo, store: Store) {
        let mut pulse = interval(PULSE);
        let mut together = Together::new(io, store);
        loop {
            let forgotten = select! {
                biased;
                _ = pulse.tick() => together.pulse().await,
                () = self.0.more.notified() => false,
            };
            let mut changed = self.with(mem::take);
            changed.any |= forgotten;
            let Some(again) = together.tell(changed).await else {
                return;
            };
            // The next pulse tries again.
            self.with(|changed| changed.add(again));
            sleep(PAUSE).await;
        }
    }

    /// `None` when the shop is closing: everyone has been disconnected.
    async fn told_once(&self, io: &SocketIo) -> Option<()> {
        self.0.more.notified().await;
        let changed = self.with(mem::take);
        tell(io, count(io, &changed.here)).await
    }

    fn note(&self, change: impl FnOnce(&mut Changed)) {
        self.with(change);
        self.0.more.notify_one();
    }

    fn with<T>(&self, change: impl FnOnce(&mut Changed) -> T) -> T {
        change(
            &mut self
                .0
                .changed
                .lock()
                .unwrap_or_else(PoisonError::into_inner),
        )
    }
}
