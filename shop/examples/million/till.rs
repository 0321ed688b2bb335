//! The till: it writes so many orders a second, and as many others wait as there is room
//! for.

use super::arrivals::Arrivals;

/// As in the shop's `till.rs`.
const ROOM: u64 = 4096;

/// What has happened by the end of a second.
#[derive(Clone, Copy, Default)]
pub struct Orders {
    pub written: u64,
    pub waiting: u64,
    pub refused: u64,
}

/// Second by second.
pub fn work(a_second: f64, orders: &Arrivals) -> Vec<Orders> {
    let mut now = Orders::default();
    let (mut could_write, mut seconds) = (0.0, Vec::new());
    for moment in 0..orders.end() {
        now.waiting += orders.in_the(moment);
        could_write += a_second / 1000.0;
        // An idle till doesn't save up its time.
        let written = now.waiting.min(could_write as u64);
        could_write = (could_write - written as f64).min(1.0);
        now.waiting -= written;
        now.written += written;
        let refused = now.waiting.saturating_sub(ROOM);
        now.waiting -= refused;
        now.refused += refused;
        if (moment + 1).is_multiple_of(1000) {
            seconds.push(now);
        }
    }
    seconds
}
