//! An action that waits to be told what it should bring.

use std::panic::AssertUnwindSafe;

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use transcript::{Act, Happening, Scene};

use super::Play;
use crate::failure::Outcome;
use crate::lines::Line;
use crate::story::Story;
use crate::words::Say;

type Start<'p> = Box<dyn for<'s> FnOnce(&'s mut Scene) -> Act<'s> + 'p>;

/// An action that waits to be told what it should bring.
#[must_use = "nothing happens before `brings`"]
pub struct Deed<'p> {
    play: &'p mut Play,
    start: Start<'p>,
    answer: Option<BoxFuture<'static, Vec<Line>>>,
}

impl<'p> Deed<'p> {
    pub(super) fn new(
        play: &'p mut Play,
        start: impl for<'s> FnOnce(&'s mut Scene) -> Act<'s> + 'p,
    ) -> Self {
        let start = Box::new(start);
        Self {
            play,
            start,
            answer: None,
        }
    }

    /// Adds what comes besides what the clients receive.
    pub(super) fn answered_by(
        mut self,
        answer: impl Future<Output = Vec<Line>> + Send + 'static,
    ) -> Self {
        self.answer = Some(answer.boxed());
        self
    }

    /// Acts, and checks what comes of it. Each line is written as in a transcript, in
    /// full or up to a `…`. Name every event and acknowledgement that reaches a client:
    /// an extra one is a failure. Name only those lines of the server's console that
    /// the task asks for.
    pub async fn brings<const N: usize>(self, lines: [&str; N], say: Say) -> Outcome {
        let Self {
            play,
            start,
            answer,
        } = self;
        let expected = lines.map(str::to_owned);
        let act = AssertUnwindSafe(start(&mut play.scene).alone()).catch_unwind();
        let acted = tokio::select! {
            acted = act => acted,
            () = play.stderr.panic() => Ok(()),
        };
        if let Some(answer) = answer {
            let number = Story::read(&play.scene.transcript()).number();
            let lines = answer.await;
            play.notes
                .extend(lines.iter().map(|line| (number, happening(line))));
        }
        if acted.is_ok() {
            play.await_all(&expected).await;
            if play.stderr.panicked() {
                play.stderr.panic().await;
            } else {
                play.settle().await;
                play.hear_the_console().await;
            }
        }
        play.judge(&expected, say, acted.as_ref().err()).await
    }
}

/// A line that a check has written itself: who, and what came.
fn happening(line: &str) -> Happening {
    let read = line.parse();
    read.unwrap_or_else(|_| panic!("a check's line needs who and what: {line}"))
}
