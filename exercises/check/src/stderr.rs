//! What a program prints to stderr, read to find panics.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};
use std::time::Duration;

use tokio::time::{Instant, sleep};

/// How often to look for something new.
pub(crate) const GLANCE: Duration = Duration::from_millis(5);

/// How long the rest of a panic's message may take after its first line.
const REST_OF_A_PANIC: Duration = Duration::from_millis(300);

/// How long it may take to notice that a program has ended.
const LAST_WORDS: Duration = Duration::from_millis(300);

pub(crate) struct Stderr {
    arrives: Mutex<Receiver<String>>,
    lines: Mutex<Vec<String>>,
    over: AtomicBool,
}

impl Stderr {
    /// Returns it with the sender for its lines.
    pub(crate) fn new() -> (Sender<String>, Self) {
        let (sender, receiver) = channel();
        let stderr = Self {
            arrives: Mutex::new(receiver),
            lines: Mutex::default(),
            over: AtomicBool::new(false),
        };
        (sender, stderr)
    }

    /// What has come so far, without a panic's extras: the thread number and the note
    /// about backtraces.
    pub(crate) fn lines(&self) -> Vec<String> {
        let mut lines = self.lines.lock().expect("nobody panics with it");
        let arrives = self.arrives.lock().expect("nobody panics with it");
        loop {
            match arrives.try_recv() {
                Ok(line) => lines.push(line),
                Err(TryRecvError::Empty) => break,
                Err(TryRecvError::Disconnected) => {
                    self.over.store(true, Ordering::Relaxed);
                    break;
                }
            }
        }
        let told = lines.iter().filter(|line| !is_note(line));
        told.map(|line| plain(line)).collect()
    }

    /// Returns once the whole message of a panic is there.
    pub(crate) async fn panic(&self) {
        while !self.has(is_panic) {
            sleep(GLANCE).await;
        }
        let end = Instant::now() + REST_OF_A_PANIC;
        while !self.has(is_note) && Instant::now() < end {
            sleep(GLANCE).await;
        }
    }

    pub(crate) fn panicked(&self) -> bool {
        self.has(is_panic)
    }

    /// Whether nothing more can come because the program has ended. It may take a
    /// moment to find out.
    pub(crate) async fn is_over(&self) -> bool {
        let end = Instant::now() + LAST_WORDS;
        loop {
            self.lines();
            let over = self.over.load(Ordering::Relaxed);
            if over || Instant::now() > end {
                return over;
            }
            sleep(GLANCE).await;
        }
    }

    fn has(&self, what: fn(&str) -> bool) -> bool {
        // To include what has arrived since.
        self.lines();
        let lines = self.lines.lock().expect("nobody panics with it");
        lines.iter().any(|line| what(line))
    }
}

fn is_panic(line: &str) -> bool {
    line.starts_with("thread '") && line.contains("panicked at")
}

fn is_note(line: &str) -> bool {
    line.starts_with("note: run with `RUST_BACKTRACE=1`")
}

/// `thread 'main' (4711) panicked at src\main.rs:3:5:` without the number, and with the
/// same slashes everywhere.
fn plain(line: &str) -> String {
    match line.split_once(" panicked at ") {
        Some((thread, place)) if is_panic(line) => {
            let thread = thread.split(" (").next().unwrap_or(thread);
            format!("{thread} panicked at {}", place.replace('\\', "/"))
        }
        _ => line.to_owned(),
    }
}
