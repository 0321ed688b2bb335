//! What the two examples for newcomers print and answer.

#![allow(clippy::unwrap_used)]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use transcript::as_printed;

/// Cargo builds a package's examples together with its tests, in a folder beside them.
fn example(name: &str) -> Command {
    let tests = std::env::current_exe().unwrap();
    let built: PathBuf = tests.parent().unwrap().parent().unwrap().join("examples");
    Command::new(
        built
            .join(name)
            .with_extension(std::env::consts::EXE_EXTENSION),
    )
}

#[test]
fn futures_wait_side_by_side_and_tasks_run_on_their_own() {
    let output = example("tokio").output().unwrap();
    assert!(output.status.success());
    let console = String::from_utf8(output.stdout).unwrap();
    as_printed().bind(|| insta::assert_snapshot!("tokio", console));
}

#[test]
fn routes_extractors_and_state_answer_requests() {
    let mut server = example("axum")
        .env("PORT", "0")
        .env_remove("HOST")
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    let mut console = BufReader::new(server.stdout.take().unwrap());
    console.read_line(&mut line).unwrap();
    let port = line.strip_prefix("http://localhost:").unwrap();
    let port: u16 = port.split(' ').next().unwrap().parse().unwrap();

    let story = [
        ("GET /goods", ""),
        ("POST /goods", "시원한 콜라"),
        ("GET /goods", ""),
        ("GET /goods/0", ""),
        ("GET /goods/1", ""),
        ("GET /goods/콜라", ""),
        ("DELETE /goods", ""),
    ]
    .map(|(line, body)| request(port, line, body))
    .concat();
    server.kill().unwrap();
    server.wait().unwrap();
    as_printed().bind(|| insta::assert_snapshot!("axum", story));
}

/// Sends a request with this line and body; returns the status and the body.
fn request(port: u16, line: &str, body: &str) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    let length = body.len();
    let path = line.replace("콜라", "%EC%BD%9C%EB%9D%BC");
    write!(
        stream,
        "{path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\
         Content-Length: {length}\r\n\r\n{body}"
    )
    .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let (head, answer) = answer.split_once("\r\n\r\n").unwrap();
    let status = head
        .lines()
        .next()
        .unwrap()
        .strip_prefix("HTTP/1.1 ")
        .unwrap();
    let asked = format!("{line} {body}");
    format!(
        "{}\n  {}\n",
        asked.trim_end(),
        format!("{status} {answer}").trim_end()
    )
}
