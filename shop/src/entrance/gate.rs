//! Holds back a client that sends faster than its messages are handled.

use std::collections::HashMap;
use std::future::poll_fn;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::task::{Context, Poll, Waker};

use socketioxide::socket::Sid;

use super::wire::Wire;

/// With this many of a client's messages waiting, the shop stops reading from it.
const MOST_WAITING: usize = 64;

/// Stands between a client and the code that reads from it, and knows the client's
/// WebSocket; clones share it.
#[derive(Clone, Default)]
pub struct Gate(Arc<Mutex<Passed>>);

#[derive(Default)]
struct Passed {
    /// Whether the client is connected to the shop's namespace.
    is_connected: bool,
    waiting: usize,
    wakers: Vec<Waker>,
    wire: Option<Arc<Wire>>,
}

impl Gate {
    /// Whether a packet that begins like this may come in. A client that connects
    /// although it is connected is sent away, as by Node's server; socketioxide 0.18.9
    /// would ignore it, as often as it comes.
    pub fn allows(&self, packet: &[u8]) -> bool {
        match packet {
            // To another namespace than `/`.
            [b'4', b'0', b'/', name, ..] if *name != b',' => true,
            // Engine.IO's message, Socket.IO's connect.
            [b'4', b'0', ..] => self.with(|passed| !passed.is_connected),
            _ => true,
        }
    }

    /// Another message is waiting to be handled.
    pub fn enter(&self) {
        self.with(|passed| passed.waiting += 1);
    }

    /// A message has been handled.
    pub fn leave(&self) {
        let wakers = self.with(|passed| {
            passed.waiting -= 1;
            match passed.waiting < MOST_WAITING {
                true => std::mem::take(&mut passed.wakers),
                false => Vec::new(),
            }
        });
        wakers.into_iter().for_each(Waker::wake);
    }

    /// Ready when more may be read.
    pub fn poll_open(&self, context: &mut Context<'_>) -> Poll<()> {
        self.with(|passed| {
            if passed.waiting < MOST_WAITING {
                return Poll::Ready(());
            }
            let waker = context.waker();
            if !passed.wakers.iter().any(|known| known.will_wake(waker)) {
                passed.wakers.push(waker.clone());
            }
            Poll::Pending
        })
    }

    /// Waits until more may be read.
    pub async fn opened(&self) {
        poll_fn(|context| self.poll_open(context)).await;
    }

    /// The client has a WebSocket now.
    pub fn carry(&self, wire: Arc<Wire>) {
        self.with(|passed| passed.wire = Some(wire));
    }

    /// `None` while the client has only been polling.
    pub fn wire(&self) -> Option<Arc<Wire>> {
        self.with(|passed| passed.wire.clone())
    }

    fn with<T>(&self, change: impl FnOnce(&mut Passed) -> T) -> T {
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// The gates of all sockets by session id, for requests that name a session. The
/// sockets own the gates; this only points to them.
#[derive(Clone, Default)]
pub struct Gates(Arc<Mutex<HashMap<Sid, Weak<Mutex<Passed>>>>>);

impl Gates {
    /// From now on, requests find this gate.
    pub fn keep(&self, session: Sid, gate: &Gate) {
        self.with(|gates| {
            // A socket that never got in doesn't say that it leaves.
            if gates.len() == gates.capacity() {
                gates.retain(|_, gate| gate.strong_count() > 0);
            }
            gates.insert(session, Arc::downgrade(&gate.0));
        });
        gate.with(|passed| passed.is_connected = true);
    }

    /// The socket has left.
    pub fn forget(&self, session: Sid) {
        let gate = self.with(|gates| gates.remove(&session));
        if let Some(gate) = gate.and_then(|gate| gate.upgrade()) {
            Gate(gate).with(|passed| passed.is_connected = false);
        }
    }

    /// `None` until the session has a socket.
    pub fn of(&self, session: Sid) -> Option<Gate> {
        let gate = self.with(|gates| gates.get(&session)?.upgrade());
        gate.map(Gate)
    }

    fn with<T>(
        &self,
        change: impl FnOnce(&mut HashMap<Sid, Weak<Mutex<Passed>>>) -> T,
    ) -> T {
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[cfg(test)]
mod tests {
    use super::{Gate, Gates, MOST_WAITING};
    use socketioxide::socket::Sid;
    use std::task::{Context, Poll, Waker};

    #[test]
    fn whoever_is_connected_may_connect_again_only_after_a_goodbye() {
        let (gates, gate, sid) = (Gates::default(), Gate::default(), Sid::new());
        assert!(gate.allows(b"40") && gate.allows(b"40{\""));
        gates.keep(sid, &gate);
        assert!(gate.allows(b"40/c") && gate.allows(b"42[\"") && gate.allows(b""));
        assert!(!gate.allows(b"40") && !gate.allows(b"40{}") && !gate.allows(b"40/,"));
        gates.forget(sid);
        assert!(gate.allows(b"40"));
    }

    #[test]
    fn it_closes_when_enough_wait_and_opens_again() {
        let gate = Gate::default();
        let mut context = Context::from_waker(Waker::noop());
        for _ in 0..MOST_WAITING {
            assert_eq!(gate.poll_open(&mut context), Poll::Ready(()));
            gate.enter();
        }
        assert_eq!(gate.poll_open(&mut context), Poll::Pending);
        gate.leave();
        assert_eq!(gate.poll_open(&mut context), Poll::Ready(()));
    }
}
