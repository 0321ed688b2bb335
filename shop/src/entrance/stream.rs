//! A WebSocket's bytes, held back by a gate.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use socketioxide::socket::Sid;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::sync::oneshot;

use super::gate::{Gate, Gates};

/// A WebSocket's bytes, read no faster than its gate allows.
pub struct Stream<S> {
    /// What it is read from.
    pub stream: S,
    /// The gate that holds it back.
    pub gate: Way,
    /// What has been read already.
    pub first: Vec<u8>,
    /// Being dropped with the stream is how it signals the end.
    #[expect(dead_code, reason = "being dropped is its signal")]
    pub held: Option<oneshot::Sender<()>>,
}

/// A gate, or the session whose gate it will be.
pub enum Way {
    /// The gate is there.
    Open(Gate),
    /// It will be there once the session has a socket.
    Of(Sid, Gates),
}

impl Way {
    fn poll_open(&mut self, context: &mut Context<'_>) -> Poll<()> {
        if let Self::Of(session, gates) = self
            && let Some(gate) = gates.of(*session)
        {
            *self = Self::Open(gate);
        }
        match self {
            Self::Open(gate) => gate.poll_open(context),
            Self::Of(..) => Poll::Ready(()),
        }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Stream<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if !self.first.is_empty() {
            let count = self.first.len().min(buffer.remaining());
            buffer.put_slice(&self.first[..count]);
            self.first.drain(..count);
            return Poll::Ready(Ok(()));
        }
        ready!(self.gate.poll_open(context));
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Stream<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_flush(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
