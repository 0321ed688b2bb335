//! Possible problems with the machine, and what to do about each.

use std::fs::{File, TryLockError};
use std::io::ErrorKind;
use std::net::TcpListener;
use std::process::{Command, Stdio};

use crate::build::target;
use crate::course::Course;
use crate::say::{GOOD, WARN, painted, say};

/// The disk space that the built workshop takes, with some room to spare.
const DISK: u64 = 5;
const GIGABYTE: u64 = 1_000_000_000;
const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };

/// Returns whether everything is fine.
pub(crate) fn doctor(course: &Course) -> bool {
    let words = course.words;
    let mut findings = vec![toolchain(course)];
    findings.extend([3000, 8080, 4000].map(|port| match is_taken(port) {
        true => Err((words.port_taken)(port)),
        false => Ok((words.port_free)(port)),
    }));
    findings.push(match version(NPM) {
        Some(version) => Ok(format!("npm {version}")),
        None => Err(words.no_npm.to_owned()),
    });
    findings.push(disk(course));
    findings.push(match is_locked() {
        true => Err(words.locked.to_owned()),
        false => Ok(words.not_locked.to_owned()),
    });
    for finding in &findings {
        say(&match finding {
            Ok(good) => format!("{} {good}", painted(GOOD, "✓")),
            Err(advice) => format!("{} {advice}", painted(WARN, "!")),
        });
    }
    findings.iter().all(Result::is_ok)
}

fn toolchain(course: &Course) -> Result<String, String> {
    let needed = env!("CARGO_PKG_RUST_VERSION");
    let found = version("rustc").unwrap_or_default();
    let number = found.split(' ').nth(1).unwrap_or_default();
    match parts(number) >= parts(needed) {
        true => Ok(found),
        false => Err((course.words.old_rust)(&found, needed)),
    }
}

/// `1.94.0-nightly` as numbers, which compare like versions.
fn parts(version: &str) -> Vec<u32> {
    let numbers = version
        .split(['.', '-'])
        .map_while(|part| part.parse().ok());
    numbers.take(2).collect()
}

fn version(program: &str) -> Option<String> {
    let output = Command::new(program)
        .arg("--version")
        .stdin(Stdio::null())
        .output()
        .ok()?;
    let text = String::from_utf8_lossy(&output.stdout);
    Some(text.trim().to_owned()).filter(|_| output.status.success())
}

/// A program is listening on it; other problems with the port don't count.
fn is_taken(port: u16) -> bool {
    let listener = TcpListener::bind(("127.0.0.1", port));
    listener.is_err_and(|error| error.kind() == ErrorKind::AddrInUse)
}

fn disk(course: &Course) -> Result<String, String> {
    match fs4::available_space(&course.home) {
        Ok(free) if free < DISK * GIGABYTE => {
            Err((course.words.disk_full)(free / GIGABYTE, DISK))
        }
        Ok(free) => Ok((course.words.disk)(free / GIGABYTE)),
        Err(error) => Err(error.to_string()),
    }
}

/// Whether something else is building into the same folder right now. Cargo has
/// released its lock before it started us.
fn is_locked() -> bool {
    let Some(folder) = target() else { return false };
    [".cargo-lock", ".cargo-build-lock"].iter().any(|name| {
        File::open(folder.join(name)).is_ok_and(|file| {
            matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock))
        })
    })
}
