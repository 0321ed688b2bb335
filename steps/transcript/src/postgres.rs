//! A PostgreSQL server for tests: in a folder of its own, and gone afterwards.

mod programs;

use std::fs;
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::thread::sleep;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::{PATIENCE, owner};
use programs::{find, program};

/// The user in every database, and the password.
const USER: &str = "workshop";

/// Only over TCP, and for as many shops as there are tests.
const SETTINGS: [&str; 3] = [
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "max_connections=500",
];

/// A server that runs until it is dropped. The system's own package is enough:
/// `apt install postgresql`.
pub struct Postgres {
    folder: TempDir,
    port: u16,
    /// Whether it waits for the disk.
    fsync: &'static str,
    /// `None` while it is stopped.
    running: Mutex<Option<Child>>,
    databases: AtomicUsize,
}

impl Postgres {
    /// Whether PostgreSQL's programs are here.
    #[must_use]
    pub fn is_installed() -> bool {
        let needed = ["initdb", "postgres", "pg_ctl", "pg_isready", "psql"];
        needed.iter().all(|name| find(name).is_some())
    }

    /// Makes a new server and starts it. It doesn't wait for the disk, since no test
    /// cuts the machine's power.
    ///
    /// # Panics
    /// If PostgreSQL isn't installed, or doesn't start.
    #[must_use]
    pub fn start() -> Self {
        Self::start_with("off")
    }

    /// One that waits for the disk, for figures.
    ///
    /// # Panics
    /// If PostgreSQL isn't installed, or doesn't start.
    #[must_use]
    pub fn durable() -> Self {
        Self::start_with("on")
    }

    fn start_with(fsync: &'static str) -> Self {
        let folder = TempDir::new().expect("a folder for PostgreSQL");
        fs::write(folder.path().join("password"), USER).expect("room for a file");
        owner::give(folder.path());
        let mut server = Self {
            folder,
            port: 0,
            fsync,
            running: Mutex::new(None),
            databases: AtomicUsize::new(0),
        };
        let mut make = server.command("initdb");
        make.args(["--username", USER, "--auth=password", "--no-sync"])
            .args(["--encoding=UTF8", "--locale=C", "--pgdata"])
            .arg(server.data())
            .arg("--pwfile")
            .arg(server.folder.path().join("password"));
        done(&mut make);
        // Others look for a free port, too.
        let found = (0..5).any(|_| {
            server.port = free_port();
            server.starts()
        });
        assert!(found, "PostgreSQL doesn't start");
        server
    }

    /// One server for all tests that run at the same time.
    #[must_use]
    pub fn shared() -> Arc<Self> {
        static SHARED: Mutex<Weak<Postgres>> = Mutex::new(Weak::new());
        let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
        shared.upgrade().unwrap_or_else(|| {
            let server = Arc::new(Self::start());
            *shared = Arc::downgrade(&server);
            server
        })
    }

    /// The address of a new, empty database.
    #[must_use]
    pub fn new_database(&self) -> String {
        let number = self.databases.fetch_add(1, Ordering::Relaxed);
        self.sql("postgres", &format!("create database test_{number}"));
        self.address(&format!("test_{number}"))
    }

    /// The address of a database.
    #[must_use]
    pub fn address(&self, database: &str) -> String {
        format!(
            "postgres://{USER}:{USER}@127.0.0.1:{}/{database}",
            self.port
        )
    }

    /// What `psql` prints for a statement, without headings.
    pub fn sql(&self, database: &str, statement: &str) -> String {
        let mut psql = self.command("psql");
        psql.args(["--no-psqlrc", "--quiet", "--tuples-only", "--no-align"])
            .args(["--set=ON_ERROR_STOP=1", "--command", statement])
            .arg(self.address(database));
        done(&mut psql)
    }

    /// Where it listens.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Stops it as its service would be stopped: every connection ends.
    pub fn stop(&self) {
        self.end("fast");
    }

    /// Stops it as if the power had failed.
    pub fn kill(&self) {
        self.end("immediate");
    }

    /// Starts it after [`Postgres::stop`] or [`Postgres::kill`], at the same port.
    pub fn start_again(&self) {
        assert!(self.starts(), "PostgreSQL doesn't start again");
    }

    /// `false` if it ends at once.
    fn starts(&self) -> bool {
        let mut postgres = self.command("postgres");
        let running = postgres
            .arg("-D")
            .arg(self.data())
            .args(["-p", &self.port.to_string()])
            .args(SETTINGS.iter().flat_map(|setting| ["-c", setting]))
            .args(["-c", &format!("fsync={}", self.fsync)])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        let mut running = running.expect("PostgreSQL is there");
        let end = Instant::now() + 3 * PATIENCE;
        while !self.answers() {
            assert!(Instant::now() < end, "PostgreSQL doesn't answer");
            sleep(Duration::from_millis(50));
            if running.try_wait().is_ok_and(|ended| ended.is_some()) {
                return false;
            }
        }
        *self.running() = Some(running);
        true
    }

    fn answers(&self) -> bool {
        let mut ready = self.command("pg_isready");
        ready.args(["--quiet", "--host=127.0.0.1", "--port"]);
        let ready = ready.arg(self.port.to_string()).status();
        ready.is_ok_and(|ready| ready.success())
    }

    fn end(&self, how: &str) {
        if let Some(mut running) = self.running().take() {
            let mut stop = self.command("pg_ctl");
            done(
                stop.args(["stop", "--silent", "--mode", how, "--pgdata"])
                    .arg(self.data()),
            );
            running.wait().expect("PostgreSQL has ended");
        }
    }

    fn running(&self) -> std::sync::MutexGuard<'_, Option<Child>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    fn command(&self, name: &str) -> Command {
        let mut command = Command::new(program(name));
        command.current_dir(self.folder.path()).stdin(Stdio::null());
        owner::act(&mut command, self.folder.path());
        command
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        self.kill();
    }
}

fn free_port() -> u16 {
    let free = TcpListener::bind("127.0.0.1:0").and_then(|port| port.local_addr());
    free.expect("a free port").port()
}

/// What it prints; anything but success is the test's end.
fn done(command: &mut Command) -> String {
    let output = command.output();
    let output = output.unwrap_or_else(|error| panic!("{command:?}: {error}"));
    assert!(
        output.status.success(),
        "{command:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8_lossy(&output.stdout)
        .trim_end()
        .to_owned()
}
