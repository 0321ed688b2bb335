//! The end of the log as it goes out: purchase by purchase, or many in one packet.

use std::collections::{HashMap, VecDeque};
use std::time::Duration;

use serde_json::value::{RawValue, to_raw_value};
use tokio::time::sleep;
use tokio_tungstenite::tungstenite::protocol::frame::Frame;
use tokio_tungstenite::tungstenite::protocol::frame::coding::{Data, OpCode};

use crate::shop::Shop;

/// How many purchases stay in memory for slow listeners.
const KEPT: i64 = 1000;
/// How many are read from the database at once.
const AT_ONCE: i64 = 500;
/// How long to wait for a database that doesn't answer.
const AGAIN: Duration = Duration::from_secs(1);
/// A group has at most this many purchases, and ends before this many bytes: a slow
/// client's queue may be full of groups, and has to fit into memory.
const MOST_IN_A_GROUP: usize = 100;
const LARGEST_GROUP: usize = 16 * 1024;
/// After this many bytes, a write takes no more purchases.
const LARGEST_WRITE: usize = 32 * 1024;

/// The end of the log; each purchase is the JSON that goes out.
pub struct Log {
    purchases: VecDeque<Box<RawValue>>,
    pub last: i64,
    /// What the last read found.
    pub found: Found,
    /// By the number before their first purchase, until something new comes in. Nearly
    /// all listeners are at the same place, and share a group.
    groups: HashMap<i64, Group>,
    /// What was asked for last, one by one and in groups.
    frames: [Option<Frames>; 2],
}

/// How far a read has come.
#[derive(Clone, Copy, PartialEq)]
pub enum Found {
    /// To the end of the database's log.
    TheEnd,
    /// As far as one read goes.
    More,
    /// Nowhere: the database didn't answer.
    Nothing,
}

/// Several purchases as one list.
struct Group {
    last: i64,
    json: Box<RawValue>,
}

/// What goes out at once: an event, and the number of the last purchase in it.
pub struct Packet<'log> {
    pub event: &'static str,
    pub payload: &'log RawValue,
    pub last: i64,
}

/// The same as WebSocket frames, as many as go out in one write.
pub struct Frames {
    after: i64,
    pub bytes: Vec<u8>,
    pub last: i64,
}

impl Log {
    /// Empty, starting where the kept part begins.
    pub fn before(newest: i64) -> Self {
        Self {
            purchases: VecDeque::new(),
            last: (newest - KEPT).max(0),
            found: Found::More,
            groups: HashMap::new(),
            frames: [None, None],
        }
    }

    /// Reads everything there is. Until then, nobody can be told where they are.
    pub async fn catch_up(&mut self, shop: &Shop) {
        while self.found != Found::TheEnd {
            if self.found == Found::Nothing {
                sleep(AGAIN).await;
            }
            self.read_on(shop).await;
        }
    }

    /// Reads what is new, up to a limit. If the database doesn't answer, the server's log
    /// mentions it.
    pub async fn read_on(&mut self, shop: &Shop) {
        let Ok(new) = shop.purchases_after(self.last, AT_ONCE).await else {
            self.found = Found::Nothing;
            return;
        };
        self.found = match new.len() < AT_ONCE as usize {
            true => Found::TheEnd,
            false => Found::More,
        };
        if !new.is_empty() {
            self.groups.clear();
            self.frames = [None, None];
        }
        for purchase in new {
            if purchase.purchase_id != self.last + 1 {
                // Someone deleted purchases from the database. They count as missed.
                self.purchases.clear();
            }
            self.last = purchase.purchase_id;
            let json = to_raw_value(&purchase).expect("numbers and text");
            self.purchases.push_back(json);
        }
        let beyond = self.purchases.len().saturating_sub(KEPT as usize);
        self.purchases.drain(..beyond);
    }

    /// The number before the first purchase that is kept.
    pub fn before_first(&self) -> i64 {
        self.last - self.purchases.len() as i64
    }

    // ANCHOR: after
    /// What comes after this number: a purchase, or, if there are several and the
    /// listener takes groups, a group.
    pub fn after(&mut self, number: i64, grouped: bool) -> Option<Packet<'_>> {
        let from = usize::try_from(number - self.before_first()).ok()?;
        if grouped && from + 1 < self.purchases.len() {
            let group = self
                .groups
                .entry(number)
                .or_insert_with(|| Group::of(&self.purchases, from, number));
            return Some(Packet {
                event: "BUY_GOODS_LIST",
                payload: &group.json,
                last: group.last,
            });
        }
        Some(Packet {
            event: "BUY_GOODS",
            payload: self.purchases.get(from)?,
            last: number + 1,
        })
    }
    // ANCHOR_END: after

    /// What comes after this number, ready to be written. Nearly all listeners are at the
    /// same place, and share it.
    pub fn frames_after(&mut self, number: i64, grouped: bool) -> Option<&Frames> {
        if number >= self.last {
            return None;
        }
        let known = &self.frames[usize::from(grouped)];
        if known.as_ref().is_none_or(|frames| frames.after != number) {
            let (mut bytes, mut last) = (Vec::new(), number);
            while bytes.len() < LARGEST_WRITE
                && let Some(packet) = self.after(last, grouped)
            {
                packet.add_frame(&mut bytes);
                last = packet.last;
            }
            let after = number;
            self.frames[usize::from(grouped)] = Some(Frames { after, bytes, last });
        }
        self.frames[usize::from(grouped)].as_ref()
    }
}

impl Packet<'_> {
    /// As Socket.IO would send it: Engine.IO's message, Socket.IO's event.
    fn add_frame(&self, bytes: &mut Vec<u8>) {
        let text = format!(r#"42["{}",{}]"#, self.event, self.payload);
        let frame = Frame::message(text, OpCode::Data(Data::Text), true);
        frame.format(bytes).expect("a Vec takes everything");
    }
}

impl Group {
    /// As many purchases as fit, the first of them at this index.
    fn of(purchases: &VecDeque<Box<RawValue>>, from: usize, before: i64) -> Self {
        let mut bytes = 0;
        let fits = |purchase: &&RawValue| {
            let first = bytes == 0;
            bytes += purchase.get().len() + 1;
            first || bytes < LARGEST_GROUP
        };
        let some = purchases.range(from..).take(MOST_IN_A_GROUP);
        let some = some.map(AsRef::as_ref);
        let some: Vec<&RawValue> = some.take_while(fits).collect();
        Self {
            last: before + some.len() as i64,
            json: to_raw_value(&some).expect("each of them is JSON"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{LARGEST_GROUP, Log, MOST_IN_A_GROUP};
    use serde_json::json;
    use serde_json::value::to_raw_value;

    fn log_of(purchases: usize, bytes: usize) -> Log {
        let mut log = Log::before(0);
        log.last = purchases as i64;
        let purchase = to_raw_value(&json!("x".repeat(bytes))).expect("text");
        log.purchases.resize(purchases, purchase);
        log
    }

    #[test]
    fn a_group_has_a_limited_number_of_purchases_and_bytes() {
        for (purchases, bytes, lasts) in [
            (250, 10, vec![100, 200, 250]),
            (7, LARGEST_GROUP / 3, vec![2, 4, 6, 7]),
            (3, LARGEST_GROUP, vec![1, 2, 3]),
            (MOST_IN_A_GROUP, 10, vec![100]),
        ] {
            let (mut log, mut told) = (log_of(purchases, bytes), vec![0]);
            while let Some(packet) = log.after(told[told.len() - 1], true) {
                assert!(packet.payload.get().len() <= LARGEST_GROUP.max(bytes + 4));
                told.push(packet.last);
            }
            assert_eq!(told[1..], lasts, "{purchases} of {bytes} bytes");
        }
    }
}
