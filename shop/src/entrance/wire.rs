//! What goes out over a WebSocket, from two sides: Socket.IO and the announcer.
//!
//! Socket.IO puts each packet into its client's queue, and wakes the client's task, which
//! writes it. To wake thousands of tasks takes time. So what everyone is told, the
//! announcer writes itself, between two frames of Socket.IO.

use std::io::{self, Cursor, ErrorKind};
use std::mem;
use std::pin::Pin;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker, ready};

use hyper::upgrade::Upgraded;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio_tungstenite::tungstenite::protocol::frame::FrameHeader;
use tokio_tungstenite::tungstenite::protocol::frame::coding::{Control, OpCode};

/// What a WebSocket is made of.
pub type Connection = TokioIo<Upgraded>;

/// A WebSocket's connection, which is written to from two sides.
pub struct Wire<C = Connection>(Mutex<State<C>>);

struct State<C> {
    /// `None` once Socket.IO has let go of it.
    connection: Option<C>,
    /// The end of what was written last. It goes out before anything else.
    rest: Vec<u8>,
    turn: Turn,
    /// Socket.IO's, which may be waiting for the connection to take more.
    waker: Waker,
}

/// Who may write.
enum Turn {
    /// Only Socket.IO: some of the announcer's packets may be in its queue.
    Queue,
    /// Only Socket.IO, until it has written a packet that ends with this: it is the last
    /// one from the announcer.
    QueueUntil(Box<str>),
    /// Both.
    Both,
    /// Only Socket.IO, which has said goodbye. The client may connect again.
    Over,
}

impl<C: AsyncRead + AsyncWrite + Unpin> Wire<C> {
    pub fn new(connection: C) -> Self {
        Self(Mutex::new(State {
            connection: Some(connection),
            rest: Vec::new(),
            turn: Turn::Queue,
            waker: Waker::noop().clone(),
        }))
    }

    /// The announcer is about to put a packet with this payload into the queue.
    pub fn queue(&self, payload: &str) {
        let mut state = self.state();
        if !matches!(state.turn, Turn::Over) {
            state.turn = Turn::QueueUntil(payload.into());
        }
    }

    /// Whether the announcer has to use the queue.
    pub fn has_queue(&self) -> bool {
        matches!(self.state().turn, Turn::Queue | Turn::QueueUntil(_))
    }

    /// Writes the announcer's frames, all of them or none, and never waits: what doesn't
    /// fit is kept. `false` if it isn't the announcer's turn, or if something is kept
    /// already.
    pub fn write(&self, frames: &[u8]) -> bool {
        let mut state = self.state();
        // Socket.IO meets the same error when it reads.
        matches!(state.turn, Turn::Both)
            && matches!(state.poll_rest(), Poll::Ready(Ok(())))
            && state.put(frames).is_ok()
    }

    /// Sends what is kept, as far as it fits; `false` if something is left.
    pub fn push(&self) -> bool {
        matches!(self.state().poll_rest(), Poll::Ready(Ok(())))
    }

    /// Closes the connection.
    pub fn close(&self) {
        let mut state = self.state();
        state.turn = Turn::Over;
        let connection = state.connection.take();
        drop((state, connection));
    }

    pub fn poll_read(
        &self,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let mut state = self.state();
        Pin::new(state.connection()?).poll_read(context, buffer)
    }

    /// Takes all of it as soon as nothing is kept, so that each call ends with a frame.
    pub fn poll_write(
        &self,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let mut state = self.state();
        state.waker.clone_from(context.waker());
        ready!(state.poll_rest())?;
        state.watch(bytes);
        state.put(bytes)?;
        Poll::Ready(Ok(bytes.len()))
    }

    pub fn poll_flush(&self, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let mut state = self.state();
        state.waker.clone_from(context.waker());
        ready!(state.poll_rest())?;
        Pin::new(state.connection()?).poll_flush(context)
    }

    pub fn poll_shutdown(&self, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let mut state = self.state();
        state.turn = Turn::Over;
        Pin::new(state.connection()?).poll_shutdown(context)
    }

    fn state(&self) -> MutexGuard<'_, State<C>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<C: AsyncRead + AsyncWrite + Unpin> State<C> {
    fn connection(&mut self) -> io::Result<&mut C> {
        Ok(self.connection.as_mut().ok_or(ErrorKind::NotConnected)?)
    }

    /// Ready when nothing is kept.
    fn poll_rest(&mut self) -> Poll<io::Result<()>> {
        let connection = self.connection.as_mut().ok_or(ErrorKind::NotConnected)?;
        let context = &mut Context::from_waker(&self.waker);
        while !self.rest.is_empty() {
            let connection = Pin::new(&mut *connection);
            match ready!(connection.poll_write(context, &self.rest))? {
                0 => return Poll::Ready(Err(ErrorKind::WriteZero.into())),
                count => drop(self.rest.drain(..count)),
            }
        }
        // Clients seldom fall behind, and many are connected.
        drop(mem::take(&mut self.rest));
        Poll::Ready(Ok(()))
    }

    /// Writes what fits, and keeps the rest.
    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        let connection = self.connection.as_mut().ok_or(ErrorKind::NotConnected)?;
        let context = &mut Context::from_waker(&self.waker);
        let count = match Pin::new(connection).poll_write(context, bytes) {
            Poll::Ready(count) => count?,
            Poll::Pending => 0,
        };
        self.rest.extend_from_slice(&bytes[count..]);
        Ok(())
    }

    /// Notices what Socket.IO says that decides whose turn it is.
    fn watch(&mut self, frames: &[u8]) {
        let mut cursor = Cursor::new(frames);
        while let Ok(Some((header, length))) = FrameHeader::parse(&mut cursor) {
            let rest = &frames[cursor.position() as usize..];
            let Some(payload) = rest.get(..length as usize) else {
                return;
            };
            cursor.set_position(cursor.position() + length);
            match &self.turn {
                // Engine.IO's message, Socket.IO's disconnect; then connect, once more.
                _ if payload == b"41" => self.turn = Turn::Over,
                Turn::Over if payload.starts_with(b"40") => self.turn = Turn::Queue,
                _ if header.opcode == OpCode::Control(Control::Close) => {
                    self.turn = Turn::Over;
                }
                Turn::QueueUntil(last) => {
                    let array = payload.strip_suffix(b"]").unwrap_or_default();
                    if array.ends_with(last.as_bytes()) {
                        self.turn = Turn::Both;
                    }
                }
                Turn::Queue | Turn::Both | Turn::Over => {}
            }
        }
    }
}

#[cfg(test)]
mod tests;
