//! How many are looking at a page on all servers together: each server writes down how
//! many it has, and tells the sum. News that may be lost, since it can be told again.

use std::collections::{HashMap, HashSet};

use socketioxide::SocketIo;

use super::pages::{Changed, count, pages, tell};
use crate::store::{Store, StoreError};

type Counts = HashMap<String, i64>;

/// What was written and told about the pages that someone on this server is looking at.
pub struct Together {
    io: SocketIo,
    store: Store,
    /// How many there are here, as the other servers know.
    written: Counts,
    /// How many there are on all servers, as everyone here was told.
    told: Counts,
}

impl Together {
    pub fn new(io: SocketIo, store: Store) -> Self {
        Self {
            io,
            store,
            written: Counts::new(),
            told: Counts::new(),
        }
    }

    /// Says that this server is still here. `true` if the others have forgotten it, or
    /// may have: then they have to be told everything.
    pub async fn pulse(&self) -> bool {
        let forgotten = self.store.is_here().await;
        forgotten.unwrap_or_else(|error| {
            tracing::debug!(%error, "not known whether the others were told");
            true
        })
    }

    /// Tells everyone on these pages how many they are, and returns what has to be told
    /// once the database is back. Until then, everyone hears how many are here.
    pub async fn tell(&mut self, changed: Changed) -> Option<Changed> {
        match self.totals(&changed).await? {
            Ok(mut totals) => {
                let Changed { here, .. } = &changed;
                totals.retain(|page, total| {
                    // Who has just come was told nothing yet.
                    here.contains(page) || self.told.get(page) != Some(total)
                });
                self.told.extend(totals.clone());
                self.told.retain(|page, _| self.written.contains_key(page));
                tell(&self.io, totals).await?;
                Some(Changed::default())
            }
            Err(error) => {
                tracing::debug!(%error, "not known how many are on the other servers");
                self.told.clear();
                tell(&self.io, count(&self.io, &changed.here)).await?;
                Some(Changed {
                    any: true,
                    ..changed
                })
            }
        }
    }

    /// How many there are on all servers, after they know how many there are here.
    async fn totals(&mut self, changed: &Changed) -> Option<Result<Counts, StoreError>> {
        let mut mine = changed.here.clone();
        if changed.any {
            mine.extend(pages(&self.io).await?);
            mine.extend(self.written.keys().cloned());
        }
        let seen: HashSet<&String> = mine.iter().chain(&changed.anywhere).collect();
        let seen = count(&self.io, seen);
        let seen = seen.into_iter().filter(|(_, count)| *count > 0);
        let seen: Vec<String> = seen.map(|(page, _)| page).collect();
        let mut mine = count(&self.io, &mine);
        mine.retain(|(page, count)| {
            changed.any || self.written.get(page).unwrap_or(&0) != count
        });
        if let Err(error) = self.store.show_viewers(&mine).await {
            return Some(Err(error));
        }
        self.written.extend(mine);
        self.written.retain(|_, count| *count > 0);
        Some(self.store.viewers_of(&seen).await)
    }
}
