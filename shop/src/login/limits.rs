//! How often one may fail to log in, and sign up: whoever guesses has to wait.

use std::collections::HashMap;
use std::hash::Hash;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::refusal::Refusal;

/// So many remembered before those are forgotten who have nothing to wait for.
const MANY: usize = 10_000;

/// However many were wrong, one of them may be somebody who forgot.
const LONGEST_WAIT: Duration = Duration::from_secs(3600);

/// What was tried lately; clones share it.
#[derive(Clone)]
pub struct Limits(Arc<All>);

struct All {
    /// Wrong passwords for one account from one address.
    of_account: Tries<(String, Option<IpAddr>)>,
    /// Wrong passwords from one address, where a whole class may be.
    of_address: Tries<IpAddr>,
    /// Accounts that are made from one address.
    sign_ups: Tries<IpAddr>,
}

impl Limits {
    /// Nothing was tried yet.
    pub fn new() -> Self {
        Self(Arc::new(All {
            of_account: Tries::new(10, Duration::from_secs(30)),
            of_address: Tries::new(300, Duration::from_secs(2)),
            sign_ups: Tries::new(200, Duration::from_secs(5)),
        }))
    }

    /// Whether a password may be tried. Many may be at once, as when a class shares an
    /// account: those that were wrong all count in the end.
    pub fn may_try(&self, account: &str, from: Option<IpAddr>) -> Result<(), Refusal> {
        from.map_or(Ok(()), |from| self.0.of_address.may(&from))?;
        self.0.of_account.may(&(account.to_owned(), from))
    }

    /// It was the wrong one.
    pub fn was_wrong(&self, account: &str, from: Option<IpAddr>) {
        if let Some(from) = from {
            self.0.of_address.count(from);
        }
        self.0.of_account.count((account.to_owned(), from));
    }

    /// One more account.
    pub fn sign_up(&self, from: Option<IpAddr>) -> Result<(), Refusal> {
        let Some(from) = from else { return Ok(()) };
        self.0.sign_ups.may(&from)?;
        self.0.sign_ups.count(from);
        Ok(())
    }
}

/// So many, and then one in each period. (The generic cell rate algorithm. The crate
/// `governor` has it too, but can't ask without counting.)
struct Tries<Key> {
    burst: Duration,
    period: Duration,
    /// When each has all of its tries again.
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
    fn so_many_at_once_and_then_one_waits() {
        let tries = Tries::new(3, Duration::from_secs(60));
        for _ in 0..3 {
            assert_eq!(tries.may(&"a"), Ok(()));
            tries.count("a");
        }
        assert_eq!(tries.may(&"a"), Err(Refusal::TooManyTries(60)));
        assert_eq!(tries.may(&"b"), Ok(()));
    }

    #[test]
    fn what_was_tried_at_once_is_waited_for_afterwards_but_not_for_ever() {
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
