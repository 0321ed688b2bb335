//! How often you may fail to log in, and how often you may sign up: anyone who guesses
//! passwords has to wait.

use std::collections::HashMap;
use std::hash::Hash;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::refusal::Refusal;

/// With this many entries, those with nothing left to wait for are forgotten.
const MANY: usize = 10_000;

/// However many tries were wrong, the next one may be someone who just forgot the
/// password.
const LONGEST_WAIT: Duration = Duration::from_secs(3600);

/// Recent tries; clones share them.
#[derive(Clone)]
pub struct Limits(Arc<All>);

struct All {
    /// Wrong passwords for one account from one address.
    of_account: Tries<(String, Option<IpAddr>)>,
    /// Wrong passwords from one address, which a whole class may share.
    of_address: Tries<IpAddr>,
    /// Accounts created from one address.
    sign_ups: Tries<IpAddr>,
}

impl Limits {
    /// Starts with no tries at all.
    pub fn new() -> Self {
        Self(Arc::new(All {
            of_account: Tries::new(10, Duration::from_secs(30)),
            of_address: Tries::new(300, Duration::from_secs(2)),
            sign_ups: Tries::new(200, Duration::from_secs(5)),
        }))
    }

    /// Whether a password may be tried. Many may be tried at once, as when a class
    /// shares an account: every wrong one counts in the end.
    pub fn may_try(&self, account: &str, from: Option<IpAddr>) -> Result<(), Refusal> {
        from.map_or(Ok(()), |from| self.0.of_address.may(&from))?;
        self.0.of_account.may(&(account.to_owned(), from))
    }

    /// The password was wrong.
    pub fn was_wrong(&self, account: &str, from: Option<IpAddr>) {
        if let Some(from) = from {
            self.0.of_address.count(from);
        }
        self.0.of_account.count((account.to_owned(), from));
    }

    /// Counts one more account.
    pub fn sign_up(&self, from: Option<IpAddr>) -> Result<(), Refusal> {
        let Some(from) = from else { return Ok(()) };
        self.0.sign_ups.may(&from)?;
        self.0.sign_ups.count(from);
        Ok(())
    }
}

/// A number of tries at once, then one per period. (This is the generic cell rate
/// algorithm. The `governor` crate has it too, but can't check without counting.)
struct Tries<Key> {
    burst: Duration,
    period: Duration,
    /// When each key has all of its tries back.
    all_again: Mutex<HashMap<Key, Instant>>,
}

impl<Key: Eq + Hash> Tries<Key> {
    fn new(at_once: u32, period: Duration) -> Self {
        Self {
            burst: period * at_once,
            period,
            all_again: Mutex::default(),
        }
    }

    fn may(&self, key: &Key) -> Result<(), Refusal> {
        let now = Instant::now();
        let again = self.with(|all_again| all_again.get(key).copied());
        let after = again.unwrap_or(now).max(now) + self.period;
        let wait = (after - now).saturating_sub(self.burst);
        match wait.is_zero() {
            true => Ok(()),
            false => Err(Refusal::TooManyTries(wait.as_secs() + 1)),
        }
    }

    fn count(&self, key: Key) {
        let now = Instant::now();
        self.with(|all_again| {
            if all_again.len() >= MANY {
                all_again.retain(|_, again| *again > now);
            }
            let again = all_again.entry(key).or_insert(now);
            *again = (*again).max(now) + self.period;
            *again = (*again).min(now + self.burst + LONGEST_WAIT);
        });
    }

    fn with<T>(&self, change: impl FnOnce(&mut HashMap<Key, Instant>) -> T) -> T {
        change(
            &mut self
                .all_again
                .lock()
                .unwrap_or_else(PoisonError::into_inner),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::Tries;
    use crate::refusal::Refusal;
    use std::time::Duration;

    #[test]
    fn after_several_tries_at_once_you_have_to_wait() {
        let tries = Tries::new(3, Duration::from_secs(60));
        for _ in 0..3 {
            assert_eq!(tries.may(&"a"), Ok(()));
            tries.count("a");
        }
        assert_eq!(tries.may(&"a"), Err(Refusal::TooManyTries(60)));
        assert_eq!(tries.may(&"b"), Ok(()));
    }

    #[test]
    fn many_tries_at_once_mean_waiting_afterwards_but_not_forever() {
        let tries = Tries::new(3, Duration::from_secs(60));
        for _ in 0..10 {
            tries.count("a");
        }
        assert_eq!(tries.may(&"a"), Err(Refusal::TooManyTries(8 * 60)));
        for _ in 0..1000 {
            tries.count("a");
        }
        assert_eq!(tries.may(&"a"), Err(Refusal::TooManyTries(61 * 60)));
    }
}
