//! One server tells its listeners: in rounds, each with everything that has come since
//! the one before.

use super::arrivals::Arrivals;
use super::costs::{Costs, Sent};

/// As in the shop's `announcer.rs`: after a round, it rests for so many times as long as
/// that took, but no longer than a tick.
const REST: f64 = 4.0;

/// In which way listeners are told.
#[derive(Clone, Copy)]
pub struct Way {
    /// In milliseconds.
    pub tick: f64,
    pub grouped: bool,
}

/// A server, and how many listeners are connected to it.
#[derive(Clone, Copy)]
pub struct Server {
    pub listeners: f64,
    pub cores: f64,
    pub gbits: f64,
}

/// All moments are in milliseconds.
struct Round {
    purchases: u64,
    /// What is sent to one listener.
    sent: Sent,
    /// When the first of its purchases came.
    first: f64,
    /// When the last listener had everything.
    end: f64,
    /// How long the purchase in the middle took to reach the listener in the middle.
    wait: f64,
}

/// What came of it.
pub struct Told {
    rounds: Vec<Round>,
    tick: f64,
    seconds: usize,
}

impl Server {
    // ANCHOR: tell
    pub fn tell(self, way: Way, news: &Arrivals, costs: Costs) -> Told {
        let end = news.end() as f64;
        let (mut time, mut heard, mut rounds) = (0.0, 0, Vec::new());
        while time < end {
            let first = news.next_after(heard) as f64;
            let new = news.before(time as usize) - heard;
            if new == 0 {
                time = first.max(time + 1.0);
                continue;
            }
            let sent = costs.of(new, way.grouped);
            let took = self.listeners * self.milliseconds(sent);
            let middle = news.next_after(heard + new / 2) as f64;
            rounds.push(Round {
                purchases: new,
                sent,
                first,
                end: time + took,
                wait: time + took / 2.0 - middle,
            });
            heard += new;
            time += took + (took * REST).min(way.tick);
        }
        Told {
            rounds,
            tick: way.tick,
            seconds: news.end() / 1000,
        }
    }
    // ANCHOR_END: tell

    /// For one listener. Processors and network work side by side: the slower one counts.
    fn milliseconds(self, sent: Sent) -> f64 {
        let working = sent.micros / 1000.0 / self.cores;
        let sending = sent.bytes * 8.0 / (self.gbits * 1e6);
        working.max(sending)
    }
}

impl Told {
    /// How old news got in this second while somebody was still waiting for it.
    pub fn oldest(&self, second: usize) -> f64 {
        let to = second as f64 * 1000.0;
        let rounds = self.rounds.iter().filter(|it| it.end > to - 1000.0);
        let ages = rounds.map(|it| it.end.min(to) - it.first);
        ages.fold(0.0, f64::max)
    }

    /// Whether it stops getting older: in the last quarter of the time, it is hardly
    /// older than in the second. Up to two ticks are nothing but resting.
    pub fn keeps_up(&self) -> bool {
        let quarter = self.seconds / 4;
        let worst = |from: usize| {
            let seconds = from + 1..=from + quarter;
            seconds.map(|it| self.oldest(it)).fold(0.0, f64::max)
        };
        worst(3 * quarter) < 1.2 * worst(quarter).max(2.0 * self.tick)
    }

    /// Half of all purchases got around faster, half of them more slowly.
    pub fn median(&self) -> f64 {
        let mut rounds: Vec<_> = self.rounds.iter().collect();
        rounds.sort_by(|one, other| one.wait.total_cmp(&other.wait));
        let mut left = self.purchases() / 2;
        let middle = rounds.iter().find(|it| {
            let is_here = it.purchases > left;
            left = left.saturating_sub(it.purchases);
            is_here
        });
        middle.map_or(0.0, |it| it.wait)
    }

    /// For one listener and one purchase.
    pub fn each(&self, figure: fn(&Sent) -> f64) -> f64 {
        let sum: f64 = self.rounds.iter().map(|it| figure(&it.sent)).sum();
        sum / self.purchases() as f64
    }

    fn purchases(&self) -> u64 {
        self.rounds.iter().map(|it| it.purchases).sum()
    }
}
