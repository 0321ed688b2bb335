//! What each demonstration prints, on every run and every machine: the book shows it.

#![allow(clippy::unwrap_used)]

use std::process::{Command, Output};

use transcript::as_printed;

fn step(arguments: &[&str]) -> Output {
    let mut step = Command::new(env!("CARGO_BIN_EXE_step-00"));
    step.args(arguments).output().unwrap()
}

fn shows(name: &str) {
    let output = step(&[name]);
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    assert_eq!(output.status.code(), Some(0));
    let console = String::from_utf8(output.stdout).unwrap();
    as_printed().bind(|| insta::assert_snapshot!(name, console));
}

#[test]
fn tcp_delivers_bytes_and_leaves_the_messages_to_its_users() {
    shows("tcp");
}

#[test]
fn udp_delivers_datagrams_and_never_says_that_nobody_listens() {
    shows("udp");
}

#[test]
fn when_packets_are_lost_tcp_delivers_everything_and_udp_what_is_left() {
    shows("lossy");
}

#[test]
fn a_websocket_starts_as_http_and_continues_in_frames() {
    shows("ws");
}

#[test]
fn a_long_poll_is_answered_once_there_is_news() {
    shows("polling");
}

#[test]
fn without_a_known_name_it_lists_all_names() {
    let without = step(&[]);
    assert_eq!(step(&["quic"]), without);
    assert_eq!(without.status.code(), Some(1));
    assert_eq!(String::from_utf8(without.stdout).unwrap(), "");
    let complaint = String::from_utf8(without.stderr).unwrap();
    as_printed().bind(|| insta::assert_snapshot!("usage", complaint));
}
