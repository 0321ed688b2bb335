//! What it costs to tell one listener: measured by `cargo bench -p shop --bench trade`,
//! and worked out from that.

/// As in the shop's `log.rs`: a group has at most this many purchases, and a write is over
/// after this many bytes.
const GROUP: u64 = 100;
const WRITE: f64 = 32.0 * 1024.0;

/// What the bench has found out about telling 1,000 listeners.
struct Row {
    /// "µs of CPU each"
    micros: f64,
    /// "at once": how many purchases there are in a write.
    at_once: f64,
    /// "in a packet"
    in_a_packet: f64,
}

/// "1000 clients, 20 purchases a second"
const FEW: Row = Row {
    micros: 14.9,
    at_once: 1.0,
    in_a_packet: 1.0,
};
/// "1000 clients, 2000 purchases a second"
const MANY: Row = Row {
    micros: 0.42,
    at_once: 182.36,
    in_a_packet: 1.0,
};
/// "1000 clients, 2000 purchases a second, grouped"
const GROUPED: Row = Row {
    micros: 0.42,
    at_once: 122.99,
    in_a_packet: 68.26,
};

/// "1000 clients, 500 purchases a second": "µs of CPU each", "bytes each"
pub const MICROS: f64 = 1.55;
pub const BYTES: f64 = 143.33;
/// "durable acknowledgements": "a second"
pub const TILL: f64 = 6505.0;
/// "idle": "kB each"
pub const KB_A_CONNECTION: f64 = 13.35;

/// `42["BUY_GOODS",` and `]`, in a frame of 4 more bytes; for a group, `42["BUY_GOODS_LIST",[`
/// and `]]`, with a comma between two purchases.
const ENVELOPE: f64 = 20.0;
const GROUP_ENVELOPE: f64 = 27.0;

/// A segment carries so many bytes, and has a head of so many: Ethernet, IP and TCP.
const SEGMENT: f64 = 1448.0;
const SEGMENT_HEAD: f64 = 66.0;

/// In microseconds of CPU, for each listener.
#[derive(Clone, Copy)]
pub struct Costs {
    write: f64,
    packet: f64,
    purchase: f64,
}

/// What is sent to one listener at once.
#[derive(Clone, Copy)]
pub struct Sent {
    pub micros: f64,
    pub packets: f64,
    pub bytes: f64,
}

impl Costs {
    /// A delivery costs its share of a write and of a packet, and its own bytes. Three
    /// rows are three equations.
    pub fn measured() -> Self {
        // Both one by one, the first two only differ in their share of a write.
        let share = |row: &Row| 1.0 / row.at_once;
        let write = (FEW.micros - MANY.micros) / (share(&FEW) - share(&MANY));
        let alone = MANY.micros - write * share(&MANY);
        let grouped = GROUPED.micros - write * share(&GROUPED);
        let packet = (alone - grouped) / (1.0 - 1.0 / GROUPED.in_a_packet);
        // It costs so little that it is lost in the noise, and may even be below zero.
        let packet = packet.max(0.0);
        Self {
            write,
            packet,
            purchase: alone - packet,
        }
    }

    pub fn of(self, purchases: u64, grouped: bool) -> Sent {
        let count = purchases as f64;
        let (packets, envelope) = match grouped && purchases > 1 {
            true => (purchases.div_ceil(GROUP) as f64, GROUP_ENVELOPE),
            false => (count, ENVELOPE),
        };
        let commas = count - packets;
        let payload = count * (BYTES - ENVELOPE) + packets * envelope + commas;
        let writes = (payload / WRITE).ceil();
        Sent {
            micros: writes * self.write + packets * self.packet + count * self.purchase,
            packets,
            bytes: payload + (payload / SEGMENT).ceil() * SEGMENT_HEAD,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{BYTES, Costs, FEW, GROUPED, KB_A_CONNECTION, MANY, MICROS, TILL};
    use serde_json::Value;

    fn kept(what: &str, figure: &str) -> f64 {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../book/figures/trade.json");
        let rows = std::fs::read_to_string(file).unwrap();
        let rows: Value = serde_json::from_str(&rows).unwrap();
        let mut rows = rows.as_array().unwrap().iter();
        let row = rows.find(|row| row["what"] == what && row["server"] == "shop");
        row.unwrap()["figures"][figure].as_f64().unwrap()
    }

    #[test]
    fn what_it_costs_is_what_the_bench_kept() {
        let crowd = |rate: &str| format!("1000 clients, {rate}");
        for (row, rate) in [
            (FEW, "20 purchases a second"),
            (MANY, "2000 purchases a second"),
            (GROUPED, "2000 purchases a second, grouped"),
        ] {
            let kept = ["µs of CPU each", "at once", "in a packet"]
                .map(|figure| kept(&crowd(rate), figure));
            assert_eq!([row.micros, row.at_once, row.in_a_packet], kept, "{rate}");
        }
        let paper = crowd("500 purchases a second");
        assert_eq!(MICROS, kept(&paper, "µs of CPU each"));
        assert_eq!(BYTES, kept(&paper, "bytes each"));
        assert_eq!(TILL, kept("durable acknowledgements", "a second"));
        assert_eq!(KB_A_CONNECTION, kept("idle", "kB each"));
    }

    /// The row that none of this is made from. What the till does for a purchase is in
    /// it, too, shared by only 1,000 listeners. With 500 purchases a second, fewer of them
    /// share a transaction than with 2,000, so each costs more than is worked out here.
    #[test]
    fn it_comes_close_to_what_else_was_measured() {
        let row = "1000 clients, 500 purchases a second, grouped";
        let at_once = kept(row, "at once");
        let sent = Costs::measured().of(at_once.round() as u64, true);
        let micros = sent.micros / at_once.round() / kept(row, "µs of CPU each");
        let bytes = sent.bytes / at_once.round() / kept(row, "bytes each");
        assert!((0.4..1.1).contains(&micros), "{micros}");
        assert!((0.9..1.1).contains(&bytes), "{bytes}");
    }
}
