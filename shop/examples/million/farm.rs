//! As many servers as it takes.

use super::arrivals::Arrivals;
use super::costs::{Costs, KB_A_CONNECTION};
use super::telling::{Server, Told, Way};
use super::world::World;

/// How much of what it could just carry is put on a server.
const LOAD: f64 = 0.8;

/// Servers that carry everyone, and how each of them does.
pub struct Farm {
    pub servers: f64,
    pub listeners_each: f64,
    pub told: Told,
}

impl World {
    pub fn server(&self, listeners: f64) -> Server {
        Server {
            listeners,
            cores: self.cores,
            gbits: self.gbits,
        }
    }

    /// Tries how many listeners one server carries, and shares everyone out.
    pub fn farm(&self, way: Way, news: &Arrivals) -> Farm {
        let costs = Costs::measured();
        let tell = |listeners| self.server(listeners).tell(way, news, costs);
        let (mut fits, mut fails) = (1.0, self.most_in_memory());
        if tell(fails).keeps_up() {
            fits = fails;
        }
        while fails / fits > 1.01 {
            let between = f64::sqrt(fits * fails);
            match tell(between).keeps_up() {
                true => fits = between,
                false => fails = between,
            }
        }
        let servers = (self.listeners / (fits * LOAD)).ceil();
        let listeners_each = self.listeners / servers;
        Farm {
            servers,
            listeners_each,
            told: tell(listeners_each),
        }
    }

    /// How many connections fit into a server's memory.
    pub fn most_in_memory(&self) -> f64 {
        self.memory * 1e6 / KB_A_CONNECTION
    }
}
