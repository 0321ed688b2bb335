//! A server's binary, run as a learner runs it, while its console is read.

use std::env::{consts::EXE_SUFFIX, current_exe};
use std::fs;
use std::io::{self, BufRead, BufReader, PipeReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, mpsc};
use std::thread;

use tokio::sync::oneshot;
use tokio::time::timeout;

use crate::PATIENCE;
use crate::blocking::blocking;
use crate::npm::install;
use crate::record::Record;

/// What to run: `env!("CARGO_BIN_EXE_step-01")` converts to one.
#[derive(Clone, Debug)]
pub struct Program {
    path: PathBuf,
    in_node: bool,
    variables: Vec<(String, String)>,
    errors: Option<mpsc::Sender<String>>,
}

impl Program {
    /// A server in JavaScript, run by Node. It may import `socket.io`, which npm
    /// installs for it.
    #[must_use]
    pub fn node(path: &str) -> Self {
        Self {
            in_node: true,
            ..Self::from(path)
        }
    }

    /// An example from the package that is being tested.
    ///
    /// # Panics
    /// If it isn't built: `cargo test -p step-05` builds it, `--test breaks` doesn't.
    #[must_use]
    pub fn example(name: &str) -> Self {
        let test = current_exe().expect("a running test has a path");
        let folder = test.ancestors().nth(2).expect("target/debug/deps");
        let path = folder.join(format!("examples/{name}{EXE_SUFFIX}"));
        assert!(
            path.exists(),
            "{} is not built: run `cargo test` without `--test`",
            path.display()
        );
        Self {
            path,
            in_node: false,
            variables: Vec::new(),
            errors: None,
        }
    }

    /// Also sets an environment variable for it. `PORT` is reserved: it is always 0.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.variables.push((name.to_owned(), value.into()));
        self
    }

    /// What it prints to stderr goes here, line by line, and not into the transcript.
    #[must_use]
    pub fn errors_to(mut self, errors: mpsc::Sender<String>) -> Self {
        self.errors = Some(errors);
        self
    }
}

impl From<&str> for Program {
    fn from(path: &str) -> Self {
        Self {
            path: path.into(),
            in_node: false,
            variables: Vec::new(),
            errors: None,
        }
    }
}

/// Runs until it is dropped.
pub(crate) struct Server {
    process: Child,
    address: String,
    /// Whether the scene is done with it: then it may end.
    done: Arc<AtomicBool>,
}

impl Server {
    /// Returns once the server has said where it listens.
    pub(crate) async fn start(name: &str, program: &Program, record: &Record) -> Self {
        let started = program.clone();
        let started = blocking(move || run(&started)).await;
        let (process, console) = started.unwrap_or_else(|error| {
            panic!("{} does not start: {error}", program.path.display())
        });
        let (says, said) = oneshot::channel();
        let done = Arc::new(AtomicBool::new(false));
        let (name, copy, ended) = (name.to_owned(), record.clone(), done.clone());
        thread::spawn(move || {
            read(console, &name, &copy, says);
            if !ended.load(Ordering::Relaxed) {
                copy.server_ended();
            }
        });

        let mut server = Self {
            process,
            address: String::new(),
            done,
        };
        server.address = match timeout(PATIENCE, said).await {
            Ok(Ok(address)) => address,
            _ => panic!("It never said where it listens:\n{}", record.transcript()),
        };
        server
    }

    /// For example, `http://127.0.0.1:3000`.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.done.store(true, Ordering::Relaxed);
        // It may have ended by itself; then there is nothing to kill or wait for.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Both outputs go into one pipe, so that their lines stay in order, unless the errors
/// are wanted separately.
fn run(program: &Program) -> io::Result<(Child, PipeReader)> {
    let (console, end) = io::pipe()?;
    let errors = match &program.errors {
        Some(_) => Stdio::piped(),
        None => end.try_clone()?.into(),
    };
    let mut process = command(program)?
        .env("PORT", "0")
        .env_remove("HOST")
        .env_remove("RUST_LOG")
        .envs(program.variables.iter().cloned())
        .stdin(Stdio::null())
        .stdout(end)
        .stderr(errors)
        .spawn()?;
    if let (Some(stderr), Some(errors)) = (process.stderr.take(), program.errors.clone())
    {
        thread::spawn(move || {
            let lines = BufReader::new(stderr).lines().map_while(Result::ok);
            // Even when nobody wants them anymore, they are still read: a full pipe
            // would stop the server.
            lines.for_each(|line| drop(errors.send(line)));
        });
    }
    Ok((process, console))
}

fn command(program: &Program) -> io::Result<Command> {
    if !program.in_node {
        return Ok(Command::new(&program.path));
    }
    // As text, not as a file: Node looks for a file's imports beside the file, but for
    // a text's imports in the folder it runs in.
    let text = fs::read_to_string(&program.path)?;
    let mut node = Command::new("node");
    node.current_dir(install())
        .args(["--input-type=module", "--eval", &text]);
    Ok(node)
}

fn read(console: PipeReader, name: &str, record: &Record, says: oneshot::Sender<String>) {
    let mut says = Some(says);
    for line in BufReader::new(console).lines().map_while(Result::ok) {
        record.console(name, &line);
        if let Some(port) = port_in(&line)
            && let Some(says) = says.take()
        {
            // If the scene has given up, nobody is listening anymore.
            let _ = says.send(format!("http://127.0.0.1:{port}"));
        }
    }
}

fn port_in(line: &str) -> Option<u16> {
    let (_, rest) = line.split_once("http://localhost:")?;
    let digits = rest.split(|c: char| !c.is_ascii_digit()).next()?;
    digits.parse().ok()
}
