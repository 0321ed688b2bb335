//! How many connections each address has.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

use crate::login::address::Proxies;

/// How many connections one address may have, unless it is this machine's own or that of
/// a trusted proxy. A class of thirty behind one address has about a hundred.
const MOST_FROM_ONE_ADDRESS: usize = 1000;

/// How many connections each address has.
#[derive(Clone)]
pub struct Addresses {
    counts: Arc<Mutex<HashMap<IpAddr, usize>>>,
    /// Everyone behind a proxy has its address.
    proxies: Proxies,
}

/// One of an address's connections, for as long as it lasts.
pub struct Place {
    address: IpAddr,
    addresses: Addresses,
}

impl Addresses {
    pub fn new(proxies: Proxies) -> Self {
        let counts = Arc::default();
        Self { counts, proxies }
    }

    pub fn place(&self, address: IpAddr) -> Option<Place> {
        let address = address.to_canonical();
        self.with(|all| {
            let count = all.entry(address).or_default();
            let is_one = !address.is_loopback() && !self.proxies.contains(&address);
            if *count >= MOST_FROM_ONE_ADDRESS && is_one {
                return None;
            }
            *count += 1;
            let addresses = self.clone();
            Some(Place { address, addresses })
        })
    }

    /// How many there are in all.
    #[cfg(test)]
    pub fn count(&self) -> usize {
        self.with(|all| all.values().sum())
    }

    fn with<T>(&self, change: impl FnOnce(&mut HashMap<IpAddr, usize>) -> T) -> T {
        change(&mut self.counts.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.addresses.with(|all| {
            if let Some(count) = all.get_mut(&self.address) {
                *count -= 1;
                if *count == 0 {
                    all.remove(&self.address);
                }
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::{Addresses, MOST_FROM_ONE_ADDRESS};

    #[test]
    fn an_address_has_a_limited_number_of_places_and_gives_them_back() {
        let [far, other, proxy, here] =
            ["203.0.113.7", "203.0.113.8", "203.0.113.9", "127.0.0.1"]
                .map(|it| it.parse().unwrap());
        let addresses = Addresses::new([proxy].into());
        let mut places: Vec<_> = (0..MOST_FROM_ONE_ADDRESS)
            .map(|_| addresses.place(far).unwrap())
            .collect();
        assert!(addresses.place(far).is_none());
        assert!(
            addresses
                .place("::ffff:203.0.113.7".parse().unwrap())
                .is_none()
        );
        assert!(addresses.place(other).is_some());
        places.pop();
        assert!(addresses.place(far).is_some());
        let many: Vec<_> = [here, proxy]
            .into_iter()
            .flat_map(|address| [address; MOST_FROM_ONE_ADDRESS + 1])
            .map(|address| addresses.place(address).unwrap())
            .collect();
        drop((places, many));
        assert!(addresses.with(|all| all.is_empty()));
    }
}
