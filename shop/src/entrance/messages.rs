//! How the messages begin that a client sends over a WebSocket.

use std::io::Cursor;
use std::mem;

use tokio_tungstenite::tungstenite::protocol::frame::FrameHeader;
use tokio_tungstenite::tungstenite::protocol::frame::coding::{Data, OpCode};

/// Enough to tell what a packet is, and whether its namespace is `/`: `40/,`.
const ENOUGH: usize = 4;

/// Reads along, frame by frame.
#[derive(Default)]
pub struct Messages {
    /// Of the frame that is coming in, until it is whole.
    header: Vec<u8>,
    frame: Option<Frame>,
    is_text: bool,
    beginning: Vec<u8>,
}

struct Frame {
    header: FrameHeader,
    /// How many of its bytes have been unmasked.
    at: usize,
    /// How many are still to come.
    left: u64,
}

impl Messages {
    /// Whether all text messages that end within these bytes may come in, judged by how
    /// they begin.
    pub fn all(&mut self, mut bytes: &[u8], mut may: impl FnMut(&[u8]) -> bool) -> bool {
        while !bytes.is_empty() {
            let frame = match self.frame.take() {
                Some(frame) => frame,
                None => {
                    self.header.push(bytes[0]);
                    bytes = &bytes[1..];
                    let Some(frame) = self.begun() else { continue };
                    frame
                }
            };
            let (frame, rest) = self.read(frame, bytes);
            bytes = rest;
            let is_over = frame.left == 0;
            let ends = is_over && frame.header.is_final && is_data(&frame.header);
            self.frame = Some(frame).filter(|_| !is_over);
            if ends && self.is_text && !may(&mem::take(&mut self.beginning)) {
                return false;
            }
        }
        true
    }

    /// The frame, once its header is whole. What isn't a header, the library refuses.
    fn begun(&mut self) -> Option<Frame> {
        let (header, left) = match FrameHeader::parse(&mut Cursor::new(&self.header)) {
            Ok(whole) => whole?,
            Err(_) => (FrameHeader::default(), u64::MAX),
        };
        self.header = Vec::new();
        if let OpCode::Data(data @ (Data::Text | Data::Binary)) = header.opcode {
            self.is_text = data == Data::Text;
            self.beginning.clear();
        }
        Some(Frame {
            header,
            at: 0,
            left,
        })
    }

    /// Reads what there is of the frame, and leaves what comes after it.
    fn read<'b>(&mut self, mut frame: Frame, bytes: &'b [u8]) -> (Frame, &'b [u8]) {
        let left = usize::try_from(frame.left).unwrap_or(usize::MAX);
        let (own, rest) = bytes.split_at(left.min(bytes.len()));
        if is_data(&frame.header) {
            let mask = frame.header.mask.unwrap_or_default();
            let missing = ENOUGH - self.beginning.len();
            for byte in own.iter().take(missing) {
                self.beginning.push(byte ^ mask[frame.at % mask.len()]);
                frame.at += 1;
            }
        }
        frame.left -= own.len() as u64;
        (frame, rest)
    }
}

fn is_data(header: &FrameHeader) -> bool {
    matches!(header.opcode, OpCode::Data(_))
}

#[cfg(test)]
mod tests {
    use super::Messages;
    use tokio_tungstenite::tungstenite::protocol::frame::Frame;
    use tokio_tungstenite::tungstenite::protocol::frame::coding::{Data, OpCode};

    fn frame(payload: &str, data: Data, is_final: bool) -> Vec<u8> {
        let payload = payload.as_bytes().to_vec();
        sent(Frame::message(payload, OpCode::Data(data), is_final))
    }

    /// As a client sends it.
    fn sent(mut frame: Frame) -> Vec<u8> {
        frame.header_mut().mask = Some([1, 2, 3, 4]);
        let mut bytes = Vec::new();
        frame.format(&mut bytes).unwrap();
        bytes
    }

    #[test]
    fn messages_begin_the_same_however_their_bytes_arrive() {
        use Data::{Binary, Continue, Text};
        let bytes = [
            frame("40", Text, true),
            frame("", Text, true),
            frame("4", Text, false),
            sent(Frame::ping("40")),
            frame("0{}", Continue, true),
            frame("40", Binary, false),
            frame("40", Continue, true),
            frame(&format!("42{}", "x".repeat(300)), Text, true),
            frame(&format!("43{}", "x".repeat(70_000)), Text, true),
            frame("41", Text, true),
        ]
        .concat();
        for size in [1, 2, 3, 5, 7, 64, bytes.len()] {
            let mut messages = Messages::default();
            let mut begin = Vec::new();
            for chunk in bytes.chunks(size) {
                assert!(messages.all(chunk, |it| {
                    begin.push(String::from_utf8(it.to_vec()).unwrap());
                    true
                }));
            }
            assert_eq!(begin, ["40", "", "40{}", "42xx", "43xx", "41"], "{size}");
        }
    }

    #[test]
    fn one_that_may_not_come_in_is_noticed() {
        let bytes =
            [frame("2", Data::Text, true), frame("40", Data::Text, true)].concat();
        assert!(!Messages::default().all(&bytes, |it| it != b"40"));
        assert!(Messages::default().all(&bytes, |it| it != b"41"));
    }

    #[test]
    fn what_is_no_frame_is_left_to_the_library() {
        let mut messages = Messages::default();
        for _ in 0..1000 {
            assert!(messages.all(&[0xff; 100], |_| false));
        }
        assert!(messages.header.is_empty());
    }
}
