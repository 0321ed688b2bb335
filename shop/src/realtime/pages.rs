//! The pages that sockets of this server are on: each is a room.

use std::collections::HashSet;

use socketioxide::SocketIo;

/// Pages whose number has changed since everyone was told.
#[derive(Default)]
pub struct Changed {
    /// By sockets of this server.
    pub here: HashSet<String>,
    /// By some server, which has told all of them.
    pub anywhere: HashSet<String>,
    /// Something was missed: it may be any page.
    pub any: bool,
}

impl Changed {
    pub fn add(&mut self, more: Self) {
        self.here.extend(more.here);
        self.anywhere.extend(more.anywhere);
        self.any |= more.any;
    }
}

/// How many sockets of this server are on each of these pages.
pub fn count<'a>(
    io: &SocketIo,
    pages: impl IntoIterator<Item = &'a String>,
) -> Vec<(String, i64)> {
    let on = |page: &String| {
        let viewers = io
            .of("/")
            .map_or(0, |everyone| everyone.within(room_of(page)).sockets().len());
        (page.clone(), viewers as i64)
    };
    pages.into_iter().map(on).collect()
}

/// Tells everyone on these pages, on this server.
pub async fn tell(
    io: &SocketIo,
    counts: impl IntoIterator<Item = (String, i64)>,
) -> Option<()> {
    for (page, count) in counts {
        let here = io.of("/")?.within(room_of(&page));
        if let Err(error) = here.emit("SAME_PAGE_VIEWER_COUNT", &count).await {
            tracing::debug!(%error, "some have not heard how many they are");
        }
    }
    Some(())
}

/// The pages that someone on this server is looking at.
pub async fn pages(io: &SocketIo) -> Option<Vec<String>> {
    let rooms = io.of("/")?.rooms().await.ok()?;
    let page_of = |room: &str| room.strip_prefix("page ").map(str::to_owned);
    Some(rooms.iter().filter_map(|room| page_of(room)).collect())
}

pub fn room_of(page: &str) -> String {
    format!("page {page}")
}
