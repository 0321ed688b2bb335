//! Many listeners in one thread, which looks at one after another: that costs little, and
//! the same for every server.

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::client::{Client, micros, numbers_in};
use crate::packets::{Packets, frame, on_the_wire};

/// From one look at everyone to the next, for each of them but in all at most `PAUSE`: the
/// most by which a measured time can be late, unless a look takes longer.
const EACH: Duration = Duration::from_micros(10);
const PAUSE: Duration = Duration::from_millis(10);

/// What a listener received: the number of each purchase, and when, in microseconds.
#[derive(Default)]
pub struct Heard {
    pub at: Vec<(u64, u32)>,
    pub out_of_order: usize,
    /// In how many packets.
    pub packets: usize,
    /// At how many looks there was something.
    pub looks: usize,
    pub bytes: usize,
}

struct Listener {
    stream: TcpStream,
    packets: Packets,
    heard: Heard,
}

/// Receives up to `total` purchases each, as far as they come in time. Blocks its thread.
pub fn hear_all(
    clients: Vec<Client>,
    total: usize,
    (began, end): (Instant, Instant),
) -> Vec<Heard> {
    let mut listeners: Vec<Listener> = clients.into_iter().map(Listener::from).collect();
    let mut scratch = vec![0; 1 << 16];
    let pause = PAUSE.min(EACH * listeners.len() as u32);
    let mut next = began;
    while Instant::now() < end && listeners.iter().any(|it| it.heard.at.len() < total) {
        for listener in &mut listeners {
            listener.look(&mut scratch, began);
        }
        next += pause;
        sleep(next.saturating_duration_since(Instant::now()));
    }
    listeners
        .into_iter()
        .map(|listener| listener.heard)
        .collect()
}

impl From<Client> for Listener {
    fn from(client: Client) -> Self {
        Self {
            stream: client.stream.into_std().unwrap(),
            packets: client.packets,
            heard: Heard::default(),
        }
    }
}

impl Listener {
    fn look(&mut self, scratch: &mut [u8], began: Instant) {
        let before = self.heard.at.len();
        loop {
            match self.stream.read(scratch) {
                Ok(0) => panic!("the server is gone"),
                Ok(read) => self.packets.room().extend(&scratch[..read]),
                Err(error) if error.kind() == ErrorKind::WouldBlock => break,
                Err(error) => panic!("{error}"),
            }
            let now = micros(began);
            let mut beats = 0;
            while let Some(packet) = self.packets.next() {
                beats += usize::from(packet == b"2");
                self.heard.take(packet, now);
            }
            for _ in 0..beats {
                self.stream.write_all(&frame("3")).unwrap();
            }
        }
        self.heard.looks += usize::from(self.heard.at.len() > before);
    }
}

impl Heard {
    fn take(&mut self, packet: &[u8], now: u32) {
        let before = self.at.len();
        for number in numbers_in(packet) {
            let last = self.at.last().map(|(last, _)| *last);
            let follows = last.is_none_or(|last| number == last + 1);
            self.out_of_order += usize::from(!follows);
            self.at.push((number, now));
        }
        if self.at.len() > before {
            self.packets += 1;
            self.bytes += on_the_wire(packet);
        }
    }
}
