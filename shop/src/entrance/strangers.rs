//! Clients with a session of another server: a proxy in front of several servers has sent
//! them to the wrong one.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// The log mentions it this often at most.
const PAUSE: Duration = Duration::from_secs(60);

/// When one was last mentioned; clones share it.
#[derive(Clone, Default)]
pub struct Strangers(Arc<Mutex<Option<Instant>>>);

impl Strangers {
    /// Someone has asked for a session that this server doesn't know.
    pub fn came(&self) {
        let mut mentioned = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if mentioned.is_none_or(|last| last.elapsed() >= PAUSE) {
            *mentioned = Some(Instant::now());
            tracing::warn!(
                "a client asked for a session that this server doesn't know. After a \
                 restart, that is normal. If it goes on, the proxy isn't sticky: it has \
                 to send all requests of a session to the same server"
            );
        }
    }
}
