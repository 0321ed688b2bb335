//! A WebSocket's bytes, held back by a gate.

use std::io::{self, ErrorKind};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use socketioxide::socket::Sid;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::sync::oneshot;

use super::gate::{Gate, Gates};
use super::messages::Messages;
use super::wire::{Connection, Wire};
use crate::places::Place;

/// A WebSocket's bytes, read no faster than its gate allows. The connection
/// is closed with it.
pub struct Stream {
    wire: Arc<Wire>,
    gate: Way,
    /// What has been read already.
    first: Vec<u8>,
    /// Boxed, because most of the time there are none, and a stream is moved often.
    messages: Box<Messages>,
    /// Counts as a connection of its address.
    _place: Option<Arc<Place>>,
    /// Being dropped with the stream is how it signals the end.
    #[expect(dead_code, reason = "being dropped is its signal")]
    held: Option<oneshot::Sender<()>>,
}

/// A gate, or the session whose gate it will be.
enum Way {
    /// The gate is there.
    Open(Gate),
    /// It will be there once the session has a socket.
    Of(Sid, Gates),
}

impl Stream {
    /// Of a session that starts with it.
    pub fn of(connection: Connection, gate: Gate, place: Option<Arc<Place>>) -> Self {
        let wire = Arc::new(Wire::new(connection));
        gate.carry(Arc::clone(&wire));
        Self {
            wire,
            gate: Way::Open(gate),
            first: Vec::new(),
            messages: Box::default(),
            _place: place,
            held: None,
        }
    }

    /// Of a session that began with polling. The first bytes have been read already.
    pub fn on_trial(
        connection: Connection,
        session: Sid,
        gates: Gates,
        first: Vec<u8>,
        place: Option<Arc<Place>>,
        held: oneshot::Sender<()>,
    ) -> Self {
        Self {
            wire: Arc::new(Wire::new(connection)),
            gate: Way::Of(session, gates),
            first,
            messages: Box::default(),
            _place: place,
            held: Some(held),
        }
    }

    fn poll_open(&mut self, context: &mut Context<'_>) -> Poll<()> {
        if let Way::Of(session, gates) = &self.gate
            && let Some(gate) = gates.of(*session)
        {
            gate.carry(Arc::clone(&self.wire));
            self.gate = Way::Open(gate);
        }
        match &self.gate {
            Way::Open(gate) => gate.poll_open(context),
            Way::Of(..) => Poll::Ready(()),
        }
    }

    fn may_read(&mut self, bytes: &[u8]) -> bool {
        let gate = &self.gate;
        self.messages.all(bytes, |packet| match gate {
            Way::Open(gate) => gate.allows(packet),
            Way::Of(..) => true,
        })
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        self.wire.close();
    }
}

impl AsyncRead for Stream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let known = buffer.filled().len();
        if self.first.is_empty() {
            ready!(self.poll_open(context));
            ready!(self.wire.poll_read(context, buffer))?;
        } else {
            let count = self.first.len().min(buffer.remaining());
            buffer.put_slice(&self.first[..count]);
            self.first.drain(..count);
        }
        match self.may_read(&buffer.filled()[known..]) {
            true => Poll::Ready(Ok(())),
            false => Poll::Ready(Err(ErrorKind::InvalidData.into())),
        }
    }
}

impl AsyncWrite for Stream {
    fn poll_write(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.wire.poll_write(context, bytes)
    }

    fn poll_flush(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<io::Result<()>> {
        self.wire.poll_flush(context)
    }

    fn poll_shutdown(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<io::Result<()>> {
        self.wire.poll_shutdown(context)
    }
}
