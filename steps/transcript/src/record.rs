//! The record of a scene: what happened after each action, whoever reports it.

use recording::{Action, Happening, Kind, Packet};
use serde_json::Value;
use tokio::sync::watch;
use tokio::time::timeout;

use crate::PATIENCE;
use crate::redaction::Redaction;

/// Clones write to the same record.
#[derive(Clone, Default)]
pub(crate) struct Record(watch::Sender<Book>);

#[derive(Default)]
struct Book {
    actions: Vec<Action>,
    /// Whether the last action shows Engine.IO's open packet.
    shows_handshake: bool,
    redaction: Redaction,
    server_ended: bool,
}

impl Record {
    /// From here on, what happens belongs to this action. Engine.IO's open packet is
    /// shown only with `handshake`.
    pub(crate) fn begin(&self, title: &str, handshake: bool) {
        self.0.send_modify(|book| {
            book.shows_handshake = handshake;
            book.actions.push(Action {
                title: title.to_owned(),
                happenings: Vec::new(),
            });
        });
    }

    pub(crate) fn console(&self, line: &str) {
        self.note("server", Kind::Console, line.to_owned());
    }

    pub(crate) fn server_ended(&self) {
        self.0.send_modify(|book| book.server_ended = true);
    }

    /// An HTTP answer, or anything else that is neither a packet nor an event.
    pub(crate) fn answer(&self, who: &str, text: String) {
        self.note(who, Kind::Http, text);
    }

    pub(crate) fn packet_out(&self, who: &str, packet: &str) {
        self.packet(who, Kind::Out, packet);
    }

    pub(crate) fn packet_in(&self, who: &str, packet: &str) {
        if let Some(sid) = sid_in(packet) {
            self.is_named(&sid, who);
        }
        self.packet(who, Kind::In, packet);
    }

    pub(crate) fn event(&self, who: &str, name: &str, args: &[Value]) {
        let args: Vec<String> = args.iter().map(Value::to_string).collect();
        let text = match args.join(", ") {
            none if none.is_empty() => format!("on {name}"),
            args => format!("on {name}: {args}"),
        };
        self.note(who, Kind::Event, text);
    }

    /// `sid` is this client's session id: a transcript shows `[A]` instead.
    pub(crate) fn is_named(&self, sid: &str, who: &str) {
        self.shows(sid, &format!("[{who}]"));
    }

    /// A transcript shows `word` for something that is different each time.
    pub(crate) fn shows(&self, what: &str, word: &str) {
        self.0.send_modify(|book| book.redaction.add(what, word));
    }

    /// Waits until the current action has caused all of this, or panics with what came.
    /// A cause is the start of a line in the transcript, with any spacing.
    pub(crate) async fn until(&self, causes: &[&str]) {
        let mut news = self.0.subscribe();
        let all =
            news.wait_for(|book| book.missing(causes).is_empty() || book.server_ended);
        // Whether it came in time is checked below.
        drop(timeout(PATIENCE, all).await);

        let missing = self.0.borrow().missing(causes);
        assert!(
            missing.is_empty(),
            "This did not come:\n  {}\n\nWhat came until then:\n{}",
            missing.join("\n  "),
            self.transcript(),
        );
    }

    /// Everything, including the packets on the wire.
    pub(crate) fn transcript(&self) -> String {
        self.0.borrow().text(|_| true)
    }

    /// What people would tell about it: no packets.
    pub(crate) fn story(&self) -> String {
        let is_packet = |kind| matches!(kind, Kind::Out | Kind::In);
        self.0.borrow().text(|kind| !is_packet(kind))
    }

    pub(crate) fn redact(&self, text: &str) -> String {
        self.0.borrow().redaction.apply(text)
    }

    /// Leaves out heartbeats and other packets that keep the engine running: they come
    /// at any time.
    fn packet(&self, who: &str, kind: Kind, packet: &str) {
        let wanted = match packet.chars().next() {
            Some('0') => self.0.borrow().shows_handshake,
            engine => engine == Some('4'),
        };
        if wanted {
            let packet = self.counted(who, packet);
            self.note(who, kind, packet);
        }
    }

    pub(crate) fn counts(&self, who: &str) {
        self.0.send_modify(|book| book.redaction.counts(who));
    }

    fn counted(&self, who: &str, packet: &str) -> String {
        let mut counted = String::new();
        self.0
            .send_modify(|book| counted = book.redaction.counted(who, packet));
        counted
    }

    fn note(&self, who: &str, kind: Kind, text: String) {
        let who = who.to_owned();
        self.0.send_modify(|book| {
            if let Some(action) = book.actions.last_mut() {
                action.happenings.push(Happening { who, kind, text });
            }
        });
    }
}

impl Book {
    fn missing(&self, causes: &[&str]) -> Vec<String> {
        let happenings = self.actions.last().map(|action| &action.happenings);
        let mut lines: Vec<String> = happenings
            .into_iter()
            .flatten()
            .map(|happening| self.redaction.apply(&happening.to_string()))
            .map(|line| single_spaced(&line))
            .collect();
        let mut missing = Vec::new();
        for cause in causes.iter().map(|cause| single_spaced(cause)) {
            match lines.iter().position(|line| line.starts_with(&cause)) {
                // One happening counts for one cause: two equal causes need two.
                Some(found) => drop(lines.remove(found)),
                None => missing.push(cause),
            }
        }
        missing
    }

    fn text(&self, shows: impl Fn(Kind) -> bool) -> String {
        let shown = self.actions.iter().map(|action| {
            let mut action = action.clone();
            action.happenings.retain(|happening| shows(happening.kind));
            action.sort();
            action.to_string()
        });
        self.redaction.apply(&shown.collect::<String>())
    }
}

/// The session id in `40{"sid":"…"}`, the answer to a client that connects.
fn sid_in(packet: &str) -> Option<String> {
    let packet: Packet = packet.parse().ok()?;
    let connects = packet.digits() == "40";
    Some(packet.json()["sid"].as_str()?.to_owned()).filter(|_| connects)
}

fn single_spaced(line: &str) -> String {
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Record;

    #[test]
    fn two_runs_that_differ_in_order_give_the_same_text() {
        let first = Record::default();
        first.begin("A connects", false);
        first.packet_out("A", "40");
        first.console("새로운 소켓이 연결됐어요!");
        first.packet_in("A", r#"40{"sid":"x1"}"#);
        first.event("A", "message", &[json!("Hello!")]);
        first.event("B", "joined", &[]);

        let second = Record::default();
        second.begin("A connects", false);
        second.event("B", "joined", &[]);
        second.packet_out("A", "40");
        second.packet_in("A", r#"40{"sid":"another"}"#);
        second.event("A", "message", &[json!("Hello!")]);
        second.console("새로운 소켓이 연결됐어요!");

        let text = "A connects\n\
            \x20 server   새로운 소켓이 연결됐어요!\n\
            \x20 A  →     40\n\
            \x20 A  ←     40{\"sid\":\"[A]\"}\n\
            \x20 A        on message: \"Hello!\"\n\
            \x20 B        on joined\n";
        assert_eq!(first.transcript(), text);
        assert_eq!(second.transcript(), text);
    }

    #[test]
    fn heartbeats_are_left_out_and_so_is_the_handshake_unless_requested() {
        let record = Record::default();
        record.begin("A connects", false);
        for packet in ["0{}", "2", "3", "40", "6", "1"] {
            record.packet_in("A", packet);
        }
        record.begin("B connects", true);
        record.packet_in("B", r#"0{"pingInterval":25000}"#);
        record.packet_in("B", "2");

        assert_eq!(
            record.transcript(),
            "A connects\n  A  ←     40\nB connects\n  B  ←     0{\"pingInterval\":25000}\n"
        );
    }

    #[tokio::test]
    #[should_panic(expected = "This did not come:\n  A on message\n")]
    async fn one_happening_does_not_count_for_two_causes() {
        let record = Record::default();
        record.begin("A connects", false);
        record.event("A", "message", &[json!("Hello!")]);
        record.server_ended();
        record.until(&["A on message", "A on message"]).await;
    }
}
