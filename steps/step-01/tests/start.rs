//! How a step starts and ends: its port, the error for a bad one, Ctrl-C.

#![allow(clippy::unwrap_used)]

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};

use transcript::as_printed;

fn step(arguments: &[&str]) -> Command {
    let mut step = Command::new(env!("CARGO_BIN_EXE_step-01"));
    step.args(arguments).env_remove("PORT").env_remove("HOST");
    step
}

/// What a step says when it can't start; its exit code must be 1.
fn complaint(step: &mut Command) -> String {
    let output = step.output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "");
    String::from_utf8(output.stderr).unwrap()
}

/// The port that a step says it listens on.
fn announced_port(step: &mut Child) -> u16 {
    let mut line = String::new();
    let mut console = BufReader::new(step.stdout.take().unwrap());
    console.read_line(&mut line).unwrap();
    let port = line.strip_prefix("http://localhost:").unwrap();
    port.split(' ').next().unwrap().parse().unwrap()
}

#[test]
fn a_taken_port() {
    let holder = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = holder.local_addr().unwrap().port();
    let says = complaint(step(&[]).env("PORT", port.to_string()));
    let says = says
        .replace(&(port + 1).to_string(), "3001")
        .replace(&port.to_string(), "3000");
    as_printed().bind(|| insta::assert_snapshot!("taken-port", says));
}

#[test]
fn an_invalid_port() {
    let says = complaint(&mut step(&["65536"]));
    as_printed().bind(|| insta::assert_snapshot!("no-port", says));
    let says = complaint(step(&[]).env("PORT", "abc"));
    assert!(says.starts_with("`abc` isn't a port"), "{says}");
}

#[test]
fn an_invalid_host() {
    let says = complaint(step(&["0"]).env("HOST", "my-computer"));
    as_printed().bind(|| insta::assert_snapshot!("no-host", says));
}

#[test]
fn an_address_that_is_not_this_machines() {
    // From a range reserved for documentation.
    let says = complaint(step(&["3000"]).env("HOST", "192.0.2.1"));
    assert!(says.starts_with("Can't listen on 192.0.2.1:3000"), "{says}");
    assert!(says.contains("HOST"), "{says}");
}

#[test]
fn the_first_argument_takes_precedence_over_the_variable() {
    let mut started = step(&["0"])
        .env("PORT", "abc")
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    assert_ne!(announced_port(&mut started), 0);
    started.kill().unwrap();
    started.wait().unwrap();
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_it_at_once_and_quietly() {
    let mut started = step(&["0"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    announced_port(&mut started);
    let pid = started.id().to_string();
    Command::new("kill").args(["-INT", &pid]).status().unwrap();
    let output = started.wait_with_output().unwrap();
    assert!(output.status.success());
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}
