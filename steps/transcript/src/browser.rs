//! A real Chromium without a window, driven by chromedriver.

use std::env;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

use fantoccini::ClientBuilder;
use fantoccini::wd::Capabilities;
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

use crate::PATIENCE;
use crate::blocking::blocking;
use crate::page::Page;

const MISSING: &str = "Browser tests need Chromium with its chromedriver: \
                       install them (Debian, Ubuntu: apt install chromium-driver), or \
                       name them in CHROMEDRIVER and CHROME";

/// What keeps a browser quiet during tests: no questions, no downloads.
const ARGUMENTS: [&str; 10] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--window-size=1280,800",
];

/// Runs until it is dropped; its profiles are deleted then.
pub struct Browser {
    driver: Child,
    /// Kept open as long as the driver runs: it may print more.
    _output: BufReader<ChildStdout>,
    port: u16,
}

impl Browser {
    /// Starts chromedriver on a free port.
    ///
    /// # Panics
    /// With a clear message, if it isn't installed.
    pub async fn start() -> Self {
        blocking(Self::start_blocking).await
    }

    fn start_blocking() -> Self {
        let mut driver = Command::new(binary("CHROMEDRIVER", &["chromedriver"]))
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| panic!("{MISSING} ({error})"));
        let output = driver.stdout.take().expect("its stdout is piped");
        let mut output = BufReader::new(output);
        let port = output
            .by_ref()
            .lines()
            .find_map(|line| port_in(&line.ok()?));
        Self {
            driver,
            _output: output,
            port: port.expect("chromedriver says its port before it ends"),
        }
    }

    /// Opens a window with a fresh profile, as on another computer: no cookies, no
    /// storage. (chromedriver creates a new folder for each and removes it.) Its
    /// language is Korean.
    pub async fn profile(&self) -> Page {
        self.profile_in("ko").await
    }

    /// The same, in the given language, such as `en`.
    pub async fn profile_in(&self, language: &str) -> Page {
        self.open(language, &[]).await
    }

    /// The same in Korean, with more arguments for Chromium.
    pub async fn profile_with(&self, arguments: &[&str]) -> Page {
        self.open("ko", arguments).await
    }

    async fn open(&self, language: &str, more: &[&str]) -> Page {
        let arguments: Vec<&str> = ARGUMENTS.iter().chain(more).copied().collect();
        let capabilities = json!({
            "goog:chromeOptions": {
                "binary": binary("CHROME", &["chromium", "chromium-browser", "google-chrome"]),
                "args": arguments,
                "prefs": { "intl.accept_languages": language },
            },
            "goog:loggingPrefs": { "browser": "ALL" },
            // Looking through a long page takes a while.
            "timeouts": { "script": 120_000 },
        });
        let Value::Object(capabilities) = capabilities else {
            unreachable!("`json!` with braces makes an object")
        };
        let window = ClientBuilder::new(HttpConnector::new())
            .capabilities(Capabilities::from_iter(capabilities))
            .connect(&format!("http://127.0.0.1:{}", self.port))
            .await
            .unwrap_or_else(|error| panic!("{MISSING} ({error})"));
        Page::new(window)
    }
}

impl Drop for Browser {
    /// Asks it to close every window first: if it were killed, they would keep running,
    /// and their folders would stay.
    fn drop(&mut self) {
        if shut_down(self.port).is_err() {
            // It may have ended by itself; then there is nothing to kill.
            let _ = self.driver.kill();
        }
        let _ = self.driver.wait();
    }
}

fn shut_down(port: u16) -> io::Result<usize> {
    let mut driver = TcpStream::connect(("127.0.0.1", port))?;
    driver.set_read_timeout(Some(PATIENCE))?;
    driver.write_all(b"GET /shutdown HTTP/1.1\r\nHost: localhost\r\n\r\n")?;
    driver.read_to_end(&mut Vec::new())
}

/// The port in `ChromeDriver was started successfully on port 40123.`
fn port_in(line: &str) -> Option<u16> {
    let (_, port) = line.split_once("successfully on port ")?;
    port.trim_end_matches('.').parse().ok()
}

/// The program that the variable names, or the first of these names found on the PATH
/// or in /usr/bin, where package managers put it.
fn binary(variable: &str, names: &[&str]) -> String {
    if let Ok(named) = env::var(variable) {
        return named;
    }
    let path = env::var_os("PATH").unwrap_or_default();
    let ending = env::consts::EXE_SUFFIX;
    env::split_paths(&path)
        .chain([Path::new("/usr/bin").to_owned()])
        .flat_map(|folder| {
            names
                .iter()
                .map(move |name| folder.join(format!("{name}{ending}")))
        })
        .find(|file| file.is_file())
        .map_or(names[0].to_owned(), |file| {
            file.to_string_lossy().into_owned()
        })
}
