//! A server in its own process: the shop, the bare loop, or Node.

use std::env::current_exe;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};

use crate::client::Client;

/// A pace that nobody could reach.
pub const NO_PACE: u32 = 100_000;

/// Killed when it is dropped.
pub struct Server {
    pub name: &'static str,
    pub address: String,
    /// For the account that buys; empty where none is needed.
    pub token: String,
    process: Child,
    /// The packet that tells a client that it is connected.
    ready: &'static str,
}

impl Server {
    /// `pace` is how many orders a second it accepts from one buyer.
    pub async fn shop(database: &str, pace: u32) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_shop"));
        command
            .args(["0", "--database-url", database, "--log", "warn"])
            .args(["--buys-per-second", &pace.to_string()]);
        let mut shop = Self::start("shop", command, r#"42["SINCE""#);
        shop.token = shop.member("르탄이").await;
        shop
    }

    /// One write per delivery and nothing else: the cost of the system itself.
    pub fn bare() -> Self {
        let mut command = Command::new(current_exe().unwrap());
        command.arg("bare");
        Self::start("bare loop", command, "40")
    }

    /// The lesson's server, with Express. `None` without Node.
    pub async fn node() -> Option<Self> {
        let folder = node_folder()?;
        let mut command = Command::new("node");
        command.current_dir(folder).arg("server.mjs");
        let mut node = Self::start("Node", command, "40");
        node.token = node.member("르탄이").await;
        Some(node)
    }

    fn start(name: &'static str, mut command: Command, ready: &'static str) -> Self {
        let mut process = command.stdout(Stdio::piped()).spawn().unwrap();
        let console = BufReader::new(process.stdout.take().unwrap());
        let mut lines = console.lines().map(Result::unwrap);
        let address = lines.find(|line| line.starts_with("http")).unwrap();
        let port = address
            .split(' ')
            .next()
            .unwrap()
            .rsplit(':')
            .next()
            .unwrap();
        Self {
            name,
            address: format!("127.0.0.1:{port}"),
            token: String::new(),
            process,
            ready,
        }
    }

    /// A token for a new account.
    pub async fn member(&self, nickname: &str) -> String {
        let account = json!({
            "nickname": nickname, "email": format!("{nickname}@example.com"),
            "password": "1234", "confirmPassword": "1234",
        });
        let http = reqwest::Client::new();
        let post = async |path: &str| -> Value {
            let request = http.post(format!("http://{}{path}", self.address));
            request
                .json(&account)
                .send()
                .await
                .unwrap()
                .json()
                .await
                .unwrap()
        };
        post("/api/users").await;
        post("/api/auth").await["token"]
            .as_str()
            .unwrap()
            .to_owned()
    }

    pub async fn guest(&self) -> Client {
        Client::connect(&self.address, None, self.ready).await
    }

    /// A guest that takes several purchases in one packet.
    pub async fn grouped_guest(&self) -> Client {
        let auth = Some(json!({"grouped": true}));
        Client::connect(&self.address, auth, self.ready).await
    }

    pub async fn buyer(&self) -> Client {
        self.as_member(&self.token).await
    }

    pub async fn as_member(&self, token: &str) -> Client {
        let auth = (!token.is_empty()).then(|| json!({"token": token}));
        Client::connect(&self.address, auth, self.ready).await
    }

    /// The CPU time of the process so far; only on Linux, in hundredths of a second.
    pub fn cpu(&self) -> Duration {
        let stat = format!("/proc/{}/stat", self.process.id());
        let Ok(stat) = std::fs::read_to_string(stat) else {
            return Duration::ZERO;
        };
        let after_name = stat.rsplit(')').next().unwrap();
        let ticks = after_name.split_whitespace().skip(11).take(2);
        let ticks: u64 = ticks.map(|ticks| ticks.parse::<u64>().unwrap()).sum();
        Duration::from_millis(ticks * 10)
    }

    /// In kB; only on Linux.
    pub fn resident(&self) -> Option<u64> {
        let status = format!("/proc/{}/status", self.process.id());
        let status = std::fs::read_to_string(status).ok()?;
        let line = status.lines().find(|line| line.starts_with("VmRSS"))?;
        line.split_whitespace().nth(1)?.parse().ok()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

/// With the packages that the Node server needs; npm fetches them the first time.
fn node_folder() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("trade-node");
    std::fs::create_dir_all(&folder).unwrap();
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/trade/node");
    for file in ["package.json", "server.mjs"] {
        std::fs::copy(source.join(file), folder.join(file)).unwrap();
    }
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let install = [
        "install",
        "--no-audit",
        "--no-fund",
        "--no-package-lock",
        "--silent",
    ];
    let installed = Command::new(npm)
        .current_dir(&folder)
        .args(install)
        .status();
    installed
        .is_ok_and(|status| status.success())
        .then_some(folder)
}
