//! The record of a scene: what happened after each action, whoever reports it.

use recording::{Action, Happening, Kind, Packet};
use serde_json::Value;
use tokio::sync::watch;
use tokio::time::timeout;

use crate::PATIENCE;
use crate::compared::{Compared, is_packet};
use crate::redaction::Redaction;

/// Clones write to the same record.
#[derive(Clone, Default)]
pub(crate) struct Record(watch::Sender<Book>);

#[derive(Default)]
struct Book {
    actions: Vec<Action>,
    /// Whether the last action shows Engine.IO's open packet.
    shows_handshake: bool,
    /// What the last action waits for, once it does.
    causes: Option<Vec<String>>,
    redaction: Redaction,
    server_ended: bool,
}

impl Record {
    /// From here on, what happens belongs to this action. Engine.IO's open packet is
    /// shown only with `handshake`.
    pub(crate) fn begin(&self, title: &str, handshake: bool) {
        self.all_is_named();
        self.0.send_modify(|book| {
            book.shows_handshake = handshake;
            book.causes = None;
            book.actions.push(Action {
                title: title.to_owned(),
                happenings: Vec::new(),
            });
        });
    }

    pub(crate) fn console(&self, server: &str, line: &str) {
        self.note(server, Kind::Console, line.to_owned());
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
        let named = causes.iter().map(|&cause| cause.to_owned()).collect();
        self.0.send_modify(|book| book.causes = Some(named));
        let mut news = self.0.subscribe();
        let all = news.wait_for(|book| {
            book.compared(causes).missing.is_empty() || book.server_ended
        });
        // Whether it came in time is checked below.
        drop(timeout(PATIENCE, all).await);

        let missing = self.0.borrow().compared(causes).missing;
        assert!(
            missing.is_empty(),
            "This did not come:\n  {}\n\nWhat came until then:\n{}",
            missing.join("\n  "),
            self.0.borrow().text(|_| true),
        );
    }

    /// What an action doesn't wait for comes during the next one on a busy machine.
    fn all_is_named(&self) {
        let book = self.0.borrow();
        let Some(causes) = &book.causes else { return };
        let unnamed = book.compared(causes).unnamed;
        assert!(
            unnamed.is_empty(),
            "`until` has to name this too, since it may be late:\n  {}\n\nWhat came:\n{}",
            unnamed.join("\n  "),
            book.text(|_| true),
        );
    }

    /// Everything, including the packets on the wire.
    pub(crate) fn transcript(&self) -> String {
        self.all_is_named();
        self.0.borrow().text(|_| true)
    }

    /// What people would tell about it: no packets.
    pub(crate) fn story(&self) -> String {
        self.all_is_named();
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
    fn compared(&self, causes: &[impl AsRef<str>]) -> Compared {
        let happenings = self.actions.last().map(|action| &action.happenings);
        let lines = happenings.into_iter().flatten().map(|happening| {
            let line = happening.to_string();
            (happening.kind, self.redaction.apply(&line))
        });
        Compared::new(lines, causes)
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

#[cfg(test)]
mod tests;
