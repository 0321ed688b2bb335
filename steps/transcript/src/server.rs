//! A server's binary, run as a learner runs it, with its console read along.

use std::io::{self, BufRead, BufReader, PipeReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread;

use tokio::sync::oneshot;
use tokio::time::timeout;

use crate::PATIENCE;
use crate::record::Record;

/// What to run: `env!("CARGO_BIN_EXE_step-01")` turns into one.
#[derive(Clone, Debug)]
pub struct Program {
    path: PathBuf,
    variables: Vec<(String, String)>,
}

impl Program {
    /// Also sets an environment variable for it. `PORT` is taken: it is always 0.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.variables.push((name.to_owned(), value.into()));
        self
    }
}

impl From<&str> for Program {
    fn from(path: &str) -> Self {
        Self {
            path: path.into(),
            variables: Vec::new(),
        }
    }
}

/// Runs until it is dropped.
pub(crate) struct Server {
    process: Child,
    address: String,
}

impl Server {
    /// Returns once the server has said where it listens.
    pub(crate) async fn start(program: &Program, record: &Record) -> Self {
        let (process, console) = run(program).unwrap_or_else(|error| {
            panic!("{} does not start: {error}", program.path.display())
        });
        let (says, said) = oneshot::channel();
        let copy = record.clone();
        thread::spawn(move || read(console, &copy, says));

        let mut server = Self {
            process,
            address: String::new(),
        };
        server.address = match timeout(PATIENCE, said).await {
            Ok(Ok(address)) => address,
            _ => panic!("It never said where it listens:\n{}", record.transcript()),
        };
        server
    }

    /// As in `http://127.0.0.1:3000`.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself; then there is nothing to kill or to wait for.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Both of its outputs go into one pipe, so that their lines keep their order.
fn run(program: &Program) -> io::Result<(Child, PipeReader)> {
    let (console, end) = io::pipe()?;
    let process = Command::new(&program.path)
        .env("PORT", "0")
        .env_remove("HOST")
        .env_remove("RUST_LOG")
        .envs(program.variables.iter().cloned())
        .stdin(Stdio::null())
        .stdout(end.try_clone()?)
        .stderr(end)
        .spawn()?;
    Ok((process, console))
}

fn read(console: PipeReader, record: &Record, says: oneshot::Sender<String>) {
    let mut says = Some(says);
    for line in BufReader::new(console).lines().map_while(Result::ok) {
        record.console(&line);
        if let Some(port) = port_in(&line)
            && let Some(says) = says.take()
        {
            // Nobody listens any more if the scene has given up.
            let _ = says.send(format!("http://127.0.0.1:{port}"));
        }
    }
    record.server_ended();
}

fn port_in(line: &str) -> Option<u16> {
    let (_, rest) = line.split_once("http://localhost:")?;
    let digits = rest.split(|c: char| !c.is_ascii_digit()).next()?;
    digits.parse().ok()
}
