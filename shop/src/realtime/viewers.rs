//! How many people are looking at the same page: each page is a room, and a socket is
//! in one.

use std::collections::HashSet;
use std::future::ready;
use std::mem;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use socketioxide::SocketIo;
use socketioxide::extract::{SocketRef, TryData};
use tokio::spawn;
use tokio::sync::Notify;
use tokio::time::sleep;

/// A path and a query, in characters.
const LONGEST_PAGE: usize = 500;

/// No matter how many come and go in this time, a page is told once.
const PAUSE: Duration = Duration::from_millis(50);

/// The pages whose number has changed; clones share them.
#[derive(Clone, Default)]
pub struct Viewers(Arc<Changed>);

#[derive(Default)]
struct Changed {
    pages: Mutex<HashSet<String>>,
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
                let is_one = !page.is_empty() && page.chars().count() <= LONGEST_PAGE;
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
        self.changed(before.into_iter().chain(page));
    }

    fn changed(&self, pages: impl IntoIterator<Item = String>) {
        self.with(|changed| changed.extend(pages));
        self.0.more.notify_one();
    }

    /// Tells everyone on a page how many they are, as long as the shop runs.
    pub fn tell(self, io: SocketIo) {
        spawn(async move {
            loop {
                self.0.more.notified().await;
                for page in self.with(mem::take) {
                    // `None` when the shop is closing: everyone has been disconnected.
                    let Some(everyone) = io.of("/") else { return };
                    let here = everyone.within(room_of(&page));
                    let count = here.clone().sockets().len();
                    let told = here.emit("SAME_PAGE_VIEWER_COUNT", &count).await;
                    if let Err(error) = told {
                        tracing::debug!(%error, "some have not heard how many they are");
                    }
                }
                sleep(PAUSE).await;
            }
        });
    }

    fn with<T>(&self, change: impl FnOnce(&mut HashSet<String>) -> T) -> T {
        change(&mut self.0.pages.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

fn room_of(page: &str) -> String {
    format!("page {page}")
}
