//! When people buy: at random, but on every run at the same moments.

/// In milliseconds since the start.
pub type Moment = usize;

/// How many purchases have come before each moment.
pub struct Arrivals(Vec<u64>);

impl Arrivals {
    /// On average so many a second, whatever has come before: a Poisson process.
    pub fn at_random(a_second: f64, seconds: usize) -> Self {
        let mut dice = Dice(1);
        let mut next = dice.pause(a_second);
        let (mut all, mut count) = (vec![0], 0);
        for moment in 1..=seconds * 1000 {
            while next < moment as f64 {
                count += 1;
                next += dice.pause(a_second);
            }
            all.push(count);
        }
        Self(all)
    }

    pub fn end(&self) -> Moment {
        self.0.len() - 1
    }

    pub fn before(&self, moment: Moment) -> u64 {
        self.0[moment.min(self.end())]
    }

    /// Within this one millisecond.
    pub fn in_the(&self, moment: Moment) -> u64 {
        self.before(moment + 1) - self.before(moment)
    }

    /// When the next one after the first `count` has come.
    pub fn next_after(&self, count: u64) -> Moment {
        self.0.partition_point(|before| *before <= count)
    }
}

/// SplitMix64, because a simulation with the same seed has to come out the same.
struct Dice(u64);

impl Dice {
    /// How many milliseconds pass until the next purchase.
    fn pause(&mut self, a_second: f64) -> f64 {
        // From just above 0 up to 1.
        let share = ((self.roll() >> 11) + 1) as f64 / (1_u64 << 53) as f64;
        -share.ln() * 1000.0 / a_second
    }

    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}
