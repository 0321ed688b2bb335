//! The official JavaScript client, in its own Node process.

use std::process::Stdio;

use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};
use tokio::sync::oneshot;
use tokio::time::timeout;

use crate::PATIENCE;
use crate::blocking::blocking;
use crate::kind::{Transport, Version};
use crate::npm::{MISSING, install};
use crate::record::Record;

pub(crate) struct JavaScriptClient {
    commands: ChildStdin,
    _process: Child,
}

impl JavaScriptClient {
    pub(crate) async fn connect(
        server: &str,
        (version, transport): (Version, Transport),
        who: &str,
        auth: &Value,
        record: &Record,
    ) -> Result<Self, String> {
        let folder = blocking(install).await;
        let library = match version {
            Version::V3 => "socket.io-client-3",
            Version::V4 => "socket.io-client",
        };
        let (way, auth) = (format!("{transport:?}"), auth.to_string());
        let mut process = Command::new("node")
            .current_dir(folder)
            .args(["client.mjs", server, library, &way, &auth])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .unwrap_or_else(|error| panic!("{MISSING} ({error})"));
        let commands = process.stdin.take().expect("its stdin is piped");
        let output = process.stdout.take().expect("its stdout is piped");

        let (answers, answer) = oneshot::channel();
        tokio::spawn(listen(output, who.to_owned(), record.clone(), answers));
        match timeout(PATIENCE, answer).await {
            Ok(Ok(answer)) => let_in(&answer, transport, who, record)?,
            _ => panic!("{who} ({library}, {transport:?}) never connected"),
        }
        Ok(Self {
            commands,
            _process: process,
        })
    }

    pub(crate) async fn emit(&mut self, event: &str, data: Value) {
        self.command(json!({ "emit": [event, data] })).await;
    }

    pub(crate) async fn ask(&mut self, event: &str, data: Value) {
        self.command(json!({ "ask": [event, data] })).await;
    }

    /// Through the engine, which adds its own packet type: 4 for a message.
    pub(crate) async fn send_packet(&mut self, packet: &str) {
        let message = packet.strip_prefix('4').expect("a packet begins with 4");
        self.command(json!({ "engineSend": message })).await;
    }

    pub(crate) async fn disconnect(&mut self) {
        self.command(json!({ "disconnect": true })).await;
    }

    async fn command(&mut self, command: Value) {
        let line = format!("{command}\n");
        let sent = self.commands.write_all(line.as_bytes()).await;
        sent.expect("the JavaScript client is running");
    }
}

/// Records what the client says, and hands over its answer to `connect`.
async fn listen(
    output: ChildStdout,
    who: String,
    record: Record,
    answers: oneshot::Sender<Value>,
) {
    let mut answers = Some(answers);
    let mut lines = BufReader::new(output).lines();
    while let Ok(Some(line)) = lines.next_line().await {
        let said: Value = serde_json::from_str(&line).expect("client.mjs writes JSON");
        match (said["event"].as_str(), said["args"].as_array()) {
            (Some(event), Some(args)) => record.event(&who, event, args),
            _ => {
                if let Some(answers) = answers.take() {
                    // If the scene has given up, nobody is waiting anymore.
                    let _ = answers.send(said);
                }
            }
        }
    }
}

fn let_in(
    answer: &Value,
    transport: Transport,
    who: &str,
    record: &Record,
) -> Result<(), String> {
    let Some(sid) = answer["sid"].as_str() else {
        return Err(answer["refused"].as_str().unwrap_or_default().to_owned());
    };
    record.is_named(sid, who);
    let way = match transport {
        Transport::Polling => ["polling", "polling"],
        Transport::WebSocket => ["websocket", "websocket"],
        Transport::Upgrade => ["polling", "websocket"],
    };
    assert_eq!(answer["transports"], json!(way), "{who} went another way");
    Ok(())
}
