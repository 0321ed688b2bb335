//! Two sides write, and one reads.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Wake, Waker};

use proptest::collection::vec;
use proptest::prelude::{Strategy, prop_oneof, proptest};
use tokio::io::{AsyncRead, DuplexStream, ReadBuf, duplex};
use tokio_tungstenite::tungstenite::protocol::frame::Frame;
use tokio_tungstenite::tungstenite::protocol::frame::coding::{Data, OpCode};

use super::Wire;

fn frame(text: impl Into<String>) -> Vec<u8> {
    let (mut bytes, text) = (Vec::new(), text.into());
    let frame = Frame::message(text, OpCode::Data(Data::Text), true);
    frame.format(&mut bytes).unwrap();
    bytes
}

fn close() -> Vec<u8> {
    let mut bytes = Vec::new();
    Frame::close(None).format(&mut bytes).unwrap();
    bytes
}

/// A wire over a connection that takes this many bytes, and its other end.
fn wire(bytes: usize) -> (Wire<DuplexStream>, DuplexStream) {
    let (near, far) = duplex(bytes);
    (Wire::new(near), far)
}

fn socket_io_writes(wire: &Wire<DuplexStream>, bytes: &[u8]) -> bool {
    let written = wire.poll_write(&mut Context::from_waker(Waker::noop()), bytes);
    written.map(Result::unwrap) == Poll::Ready(bytes.len())
}

/// After this, both may write.
fn empty_the_queue(wire: &Wire<DuplexStream>) -> Vec<u8> {
    let last = frame(r#"42["SINCE",{"after":0}]"#);
    wire.queue(r#"{"after":0}"#);
    assert!(wire.has_queue());
    assert!(socket_io_writes(wire, &last));
    assert!(!wire.has_queue());
    last
}

fn read(far: &mut DuplexStream, most: usize) -> Vec<u8> {
    let mut bytes = vec![0; most];
    let mut buffer = ReadBuf::new(&mut bytes);
    let context = &mut Context::from_waker(Waker::noop());
    let _ = std::pin::Pin::new(far).poll_read(context, &mut buffer);
    buffer.filled().to_vec()
}

#[test]
fn the_announcer_waits_for_its_own_last_packet() {
    let (wire, _far) = wire(1000);
    assert!(!wire.write(b"frame"));
    assert!(socket_io_writes(&wire, &frame(r#"42["WHO",{"after":0}]"#)));
    assert!(!wire.write(b"frame"));
    wire.queue(r#"{"after":0}"#);
    wire.queue(r#"{"after":1}"#);
    assert!(socket_io_writes(
        &wire,
        &frame(r#"42["SINCE",{"after":0}]"#)
    ));
    assert!(!wire.write(b"frame"));
    let two = [frame("2"), frame(r#"42["SINCE",{"after":1}]"#)].concat();
    assert!(socket_io_writes(&wire, &two));
    assert!(wire.write(b"frame"));
    wire.queue(r#"{"after":2}"#);
    assert!(!wire.write(b"frame"));
}

#[test]
fn after_a_goodbye_nothing_is_written() {
    for goodbye in [frame("41"), close()] {
        let (wire, mut far) = wire(1000);
        let mut told = empty_the_queue(&wire);
        assert!(socket_io_writes(&wire, &goodbye));
        told.extend(goodbye);
        assert!(!wire.write(b"frame"));
        wire.queue(r#"{"after":0}"#);
        assert!(!wire.has_queue() && !wire.write(b"frame"));
        assert_eq!(read(&mut far, 1000), told);
    }
}

#[test]
fn a_client_that_connects_again_is_written_to_again() {
    let (wire, mut far) = wire(1000);
    empty_the_queue(&wire);
    assert!(socket_io_writes(&wire, &frame("41")));
    assert!(socket_io_writes(&wire, &frame(r#"40{"sid":"a"}"#)));
    assert!(wire.has_queue() && !wire.write(b"frame"));
    empty_the_queue(&wire);
    read(&mut far, 1000);
    assert!(wire.write(b"frame"));
    assert_eq!(read(&mut far, 1000), b"frame");
}

#[test]
fn socket_io_is_woken_although_the_announcer_was_the_last_to_try() {
    struct Woken(AtomicBool);
    impl Wake for Woken {
        fn wake(self: Arc<Self>) {
            self.0.store(true, Ordering::Relaxed);
        }
    }
    let (wire, mut far) = wire(32);
    empty_the_queue(&wire);
    assert!(wire.write(&frame("x".repeat(40))));
    let woken = Arc::new(Woken(AtomicBool::new(false)));
    let waker = Waker::from(Arc::clone(&woken));
    let waits = wire.poll_write(&mut Context::from_waker(&waker), &frame("2"));
    assert!(waits.is_pending());
    assert!(!wire.write(b"frame") && !wire.push());
    read(&mut far, 32);
    assert!(woken.0.load(Ordering::Relaxed));
}

#[derive(Clone, Debug)]
enum Step {
    SocketIo(usize),
    Announcer(usize),
    Reads(usize),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        (0_usize..300).prop_map(Step::SocketIo),
        (0_usize..300).prop_map(Step::Announcer),
        (1_usize..200).prop_map(Step::Reads),
    ]
}

proptest! {
    /// The client reads what was taken, whole, in that order, and nothing else.
    #[test]
    fn frames_stay_whole(steps in vec(step(), 1..60), takes in 1_usize..100) {
        let (wire, mut far) = wire(takes);
        let (mut taken, mut came) = (empty_the_queue(&wire), Vec::new());
        for step in steps {
            let (bytes, took) = match step {
                Step::SocketIo(length) => {
                    let bytes = frame("s".repeat(length));
                    let took = socket_io_writes(&wire, &bytes);
                    (bytes, took)
                }
                Step::Announcer(length) => {
                    let bytes = frame("a".repeat(length));
                    let took = wire.write(&bytes);
                    (bytes, took)
                }
                Step::Reads(most) => {
                    came.extend(read(&mut far, most));
                    continue;
                }
            };
            if took {
                taken.extend(bytes);
            }
        }
        while !wire.push() {
            came.extend(read(&mut far, 100));
        }
        came.extend(read(&mut far, 100));
        assert_eq!(came, taken);
    }
}
