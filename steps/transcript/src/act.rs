//! An action of a scene, and the wait for what comes of it.

use futures_util::FutureExt;
use futures_util::future::BoxFuture;

use crate::record::Record;

/// An action that has a name and waits for the names of its consequences.
#[must_use = "nothing happens before `until`"]
pub struct Act<'a> {
    title: String,
    handshake: bool,
    record: &'a Record,
    deed: BoxFuture<'a, ()>,
}

impl<'a> Act<'a> {
    pub(crate) fn new(
        title: String,
        record: &'a Record,
        deed: impl Future<Output = ()> + Send + 'a,
    ) -> Self {
        Self {
            title,
            handshake: false,
            record,
            deed: deed.boxed(),
        }
    }

    /// Also shows Engine.IO's open packet, with its ping interval.
    pub fn with_handshake(mut self) -> Self {
        self.handshake = true;
        self
    }

    /// Acts, and returns when all of this has come, in any order: each is the start of
    /// a line in the transcript, such as `A on message`. Name everything that comes:
    /// anything late would count as part of the next action.
    ///
    /// # Panics
    /// If something hasn't come after ten seconds, or the server has ended. At the next
    /// action or the transcript, if something came that isn't named here.
    pub async fn until<const N: usize>(self, consequences: [&str; N]) {
        let record = self.record;
        self.alone().await;
        record.until(&consequences).await;
    }

    /// Acts, and leaves it to the caller to wait for what comes of it.
    pub async fn alone(self) {
        self.record.begin(&self.title, self.handshake);
        self.deed.await;
    }
}
