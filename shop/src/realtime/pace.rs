//! How fast anyone may buy: faster orders wait, and are refused if that takes too long.

use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use socketioxide::extract::SocketRef;
use socketioxide::socket::Sid;
use tokio::spawn;
use tokio::time::{sleep, timeout};

use crate::refusal::Refusal;
use crate::shop::Identity;

/// At first, a client may send as many at once as it otherwise could in this many
/// seconds.
const BURST: u32 = 10;

/// One socket's orders never wait that long; those of many sockets may.
const LONGEST_WAIT: Duration = Duration::from_secs(3);

/// How often clients that haven't sent anything for a while are forgotten.
const TO_FORGET: Duration = Duration::from_secs(60);

/// Shared by all sockets.
#[derive(Clone)]
pub struct Pace(Arc<DefaultKeyedRateLimiter<Who>>);

#[derive(Clone, Eq, Hash, PartialEq)]
enum Who {
    /// On any number of sockets.
    User(i64),
    Guest(Sid),
}

impl Pace {
    /// Allows each buyer this many orders a second.
    pub fn of(per_second: NonZeroU32) -> Self {
        let burst = per_second.saturating_mul(NonZeroU32::MIN.saturating_add(BURST - 1));
        let quota = Quota::per_second(per_second).allow_burst(burst);
        let pace = Self(Arc::new(RateLimiter::keyed(quota)));
        let all = Arc::downgrade(&pace.0);
        spawn(async move {
            while let Some(all) = all.upgrade() {
                all.retain_recent();
                drop(all);
                sleep(TO_FORGET).await;
            }
        });
        pace
    }

    /// Waits until it is this socket's turn, but no longer than anyone would.
    pub async fn wait(&self, socket: &SocketRef) -> Result<(), Refusal> {
        let who = match socket.extensions.get::<Identity>().flatten() {
            Some(member) => Who::User(member.user.user_id),
            None => Who::Guest(socket.id),
        };
        timeout(LONGEST_WAIT, self.0.until_key_ready(&who))
            .await
            .map_err(|_| Refusal::TooManyOrders)
    }
}
