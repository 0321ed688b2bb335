//! A scene with the learner's server, one action after another.

mod deed;
mod open;

use std::any::Any;
use std::panic::AssertUnwindSafe;
use std::time::Duration;

use futures_util::FutureExt;
use serde_json::Value;
use tokio::time::{Instant, sleep};
use transcript::{Happening, Scene};

use crate::failure::{Failure, Outcome, message};
use crate::lines::{Line, compare};
use crate::signs::Sign;
use crate::stderr::{GLANCE, Stderr};
use crate::story::{GOODBYE, QUESTION, Story};
use crate::words::Say;

pub use deed::Deed;

/// The first server is called `server`.
const SECOND: &str = "server2";

/// One server or two, and the clients that play against them.
pub struct Play {
    scene: Scene,
    notes: Vec<(usize, Happening)>,
    stderr: Stderr,
    patience: Duration,
}

impl Play {
    /// For example, `http://127.0.0.1:3000`.
    #[must_use]
    pub fn address(&self) -> &str {
        self.scene.address()
    }

    /// The same of the second server.
    #[must_use]
    pub fn second_address(&self) -> &str {
        self.scene.address_of(SECOND)
    }

    /// Signs up at the server's shop and logs in; returns the token.
    pub async fn logs_in(&self, nickname: &str) -> String {
        self.scene.logs_in(nickname).await
    }

    /// A new client connects under this name.
    pub fn connects(&mut self, who: &str) -> Deed<'_> {
        let who = who.to_owned();
        Deed::new(self, move |scene| scene.connects(&who))
    }

    /// The same with `io({ auth: {…} })`. The server may refuse it.
    pub fn connects_with(&mut self, who: &str, auth: impl Into<Value>) -> Deed<'_> {
        let (who, auth) = (who.to_owned(), auth.into());
        Deed::new(self, move |scene| scene.connects_with(&who, auth))
    }

    /// The same, to `server` or `server2`.
    pub fn connects_to(
        &mut self,
        server: &str,
        who: &str,
        auth: impl Into<Value>,
    ) -> Deed<'_> {
        let (server, who, auth) = (server.to_owned(), who.to_owned(), auth.into());
        Deed::new(self, move |scene| scene.connects_to(&server, &who, auth))
    }

    /// Like JavaScript's `socket.send("안녕하세요")`.
    pub fn sends(&mut self, who: &str, data: impl Into<Value>) -> Deed<'_> {
        let (who, data) = (who.to_owned(), data.into());
        Deed::new(self, move |scene| scene.sends(&who, data))
    }

    /// Like JavaScript's `socket.emit("BUY", {…})`.
    pub fn emits(&mut self, who: &str, event: &str, data: impl Into<Value>) -> Deed<'_> {
        let (who, event, data) = (who.to_owned(), event.to_owned(), data.into());
        Deed::new(self, move |scene| scene.emits(&who, &event, data))
    }

    /// Sends a packet as is: `421["BUY",{…}]` asks for an acknowledgement.
    pub fn sends_packet(&mut self, who: &str, packet: &str) -> Deed<'_> {
        let (who, packet) = (who.to_owned(), packet.to_owned());
        Deed::new(self, move |scene| scene.sends_packet(&who, &packet))
    }

    /// The client disconnects.
    pub fn disconnects(&mut self, who: &str) -> Deed<'_> {
        self.sends_packet(who, GOODBYE)
    }

    /// Someone, connected or not, posts a text over HTTP.
    pub fn posts(&mut self, who: &str, path: &str, text: &str) -> Deed<'_> {
        let (who, path, text) = (who.to_owned(), path.to_owned(), text.to_owned());
        Deed::new(self, move |scene| scene.posts(&who, &path, &text))
    }

    /// Any other request to the server: `answer` returns the lines that come of it,
    /// each with `who` and what came.
    pub fn asks(
        &mut self,
        title: &str,
        answer: impl Future<Output = Vec<Line>> + Send + 'static,
    ) -> Deed<'_> {
        let title = title.to_owned();
        let deed = Deed::new(self, move |scene| scene.happens(&title, async {}));
        deed.answered_by(answer)
    }

    /// Waits for everything that was sent to a client before our question.
    async fn settle(&mut self) {
        for who in self.scene.clients() {
            let asked = Story::read(&self.scene.transcript()).answers(&who);
            let question = self.scene.sends_packet(&who, QUESTION).alone();
            // The server may have closed the connection; then nothing more comes either.
            if AssertUnwindSafe(question).catch_unwind().await.is_err() {
                continue;
            }
            let end = Instant::now() + self.patience;
            while Instant::now() < end {
                let story = Story::read(&self.scene.transcript());
                if story.answers(&who) > asked && !story.is_about_to_hear(&who) {
                    break;
                }
                sleep(GLANCE).await;
            }
        }
    }

    /// A console can't answer a question: wait a moment for its lines, so that they are
    /// shown under the right action.
    async fn hear_the_console(&self) {
        let end = Instant::now() + self.patience;
        let mut heard = String::new();
        while heard != self.scene.transcript() && Instant::now() < end {
            heard = self.scene.transcript();
            sleep(self.patience / 50).await;
        }
    }

    /// Waits until everything has come, or nothing more seems to.
    async fn await_all(&self, expected: &[Line]) {
        let mut seen = String::new();
        let mut end = Instant::now() + self.patience;
        while Instant::now() < end && !self.stderr.panicked() {
            let now = self.scene.transcript();
            if compare(expected, &self.brought(&Story::read(&now)))
                .0
                .is_empty()
            {
                return;
            }
            if now != seen {
                seen = now;
                end = Instant::now() + self.patience;
            }
            sleep(GLANCE).await;
        }
    }

    fn brought(&self, story: &Story) -> Vec<Happening> {
        let noted = self.notes.iter().filter(|(at, _)| *at == story.number());
        let noted = noted.map(|(_, line)| line.clone());
        story.last().iter().cloned().chain(noted).collect()
    }

    async fn judge(&self, expected: &[Line], say: Say, panic: Option<&Panic>) -> Outcome {
        let story = Story::read(&self.scene.transcript());
        let (missing, unexpected) = compare(expected, &self.brought(&story));
        let panicked = self.stderr.panicked();
        if missing.is_empty() && unexpected.is_empty() && !panicked && panic.is_none() {
            return Ok(());
        }
        let stopped = panic.map(message);
        let sign = self.sign(stopped.as_deref()).await;
        let stderr = self.stderr.lines().join("\n");
        let stderr = self.scene.redact(&stderr);
        Err(Box::new(Failure {
            say: Some(say),
            missing,
            unexpected,
            signs: sign.into_iter().collect(),
            stopped: stopped.filter(|_| sign.is_none()),
            came: story.text(&self.notes),
            stderr: stderr.lines().map(str::to_owned).collect(),
        }))
    }

    /// What explains why no more came, or why the harness couldn't go on.
    async fn sign(&self, stopped: Option<&str>) -> Option<Sign> {
        if self.stderr.panicked() {
            Some(Sign::Panicked)
        } else if self.stderr.is_over().await {
            Some(Sign::Ended)
        } else if stopped.is_some_and(|it| it.contains("can't connect")) {
            Some(Sign::NoSocketIo)
        } else {
            None
        }
    }
}

type Panic = Box<dyn Any + Send>;
