//! A scene: one server, its clients, and what they do, one action after another.

use std::collections::BTreeMap;

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use serde_json::{Value, json};

use crate::client::{Client, Connected};
use crate::record::Record;
use crate::server::{Program, Server};

/// One server and the clients that play against it.
pub struct Scene {
    client: Client,
    clients: BTreeMap<String, Connected>,
    record: Record,
    server: Server,
}

impl Scene {
    /// Starts the server on a free port. All clients are of this kind.
    pub async fn open(program: impl Into<Program>, client: Client) -> Self {
        let record = Record::default();
        record.begin("server starts", false);
        let server = Server::start(&program.into(), &record).await;
        Self {
            client,
            clients: BTreeMap::new(),
            record,
            server,
        }
    }

    /// Where the server listens, such as `http://127.0.0.1:3000`.
    #[must_use]
    pub fn address(&self) -> &str {
        self.server.address()
    }

    /// A new client connects under this name.
    pub fn connects(&mut self, who: &str) -> Act<'_> {
        self.connect(format!("{who} connects"), who, Value::Null)
    }

    /// Like JavaScript's `io({ auth: {…} })`. A client that the server refuses gets a
    /// `connect_error`.
    pub fn connects_with(&mut self, who: &str, auth: impl Into<Value>) -> Act<'_> {
        let auth = auth.into();
        self.connect(format!("{who} connects with {auth}"), who, auth)
    }

    /// Creates this account and returns a token for it, which a transcript shows as
    /// `[token]`. The nickname is also the password.
    pub async fn logs_in(&self, nickname: &str) -> String {
        let account = json!({
            "nickname": nickname, "email": format!("{nickname}@example.com"),
            "password": nickname, "confirmPassword": nickname,
        });
        post(format!("{}/api/users", self.address()), &account).await;
        let login = post(format!("{}/api/auth", self.address()), &account).await;
        let token = login["token"].as_str();
        let token = token.unwrap_or_else(|| panic!("{nickname} can't log in: {login}"));
        self.record.shows(token, "[token]");
        token.to_owned()
    }

    /// The names of the clients that are connected.
    #[must_use]
    pub fn clients(&self) -> Vec<String> {
        self.clients.keys().cloned().collect()
    }

    /// Like JavaScript's `socket.send("안녕하세요")`: an event named `message`.
    pub fn sends(&mut self, who: &str, data: impl Into<Value>) -> Act<'_> {
        let data = data.into();
        let title = format!("{who} sends {data}");
        self.emit(title, who, "message", data)
    }

    /// Like JavaScript's `socket.emit("BUY", {…})`.
    pub fn emits(&mut self, who: &str, event: &str, data: impl Into<Value>) -> Act<'_> {
        let data = data.into();
        let title = format!("{who} emits {event} {data}");
        self.emit(title, who, event, data)
    }

    /// The same, but asks for an acknowledgement, like JavaScript's `socket.emit("BUY",
    /// {…}, (answer) => {…})`. It comes as `on acknowledgement`.
    pub fn asks(&mut self, who: &str, event: &str, data: impl Into<Value>) -> Act<'_> {
        let (event, data) = (event.to_owned(), data.into());
        let title = format!("{who} asks {event} {data}");
        let client = connected(&mut self.clients, who);
        let deed = async move { client.ask(&event, data).await };
        Act::new(title, &self.record, deed)
    }

    /// Sends a packet as is, for what no client would send: `42["BUY"]`.
    pub fn sends_packet(&mut self, who: &str, packet: &str) -> Act<'_> {
        let title = format!("{who} sends the packet {packet}");
        let packet = packet.to_owned();
        let client = connected(&mut self.clients, who);
        let deed = async move { client.send_packet(&packet).await };
        Act::new(title, &self.record, deed)
    }

    /// The client disconnects, like JavaScript's `socket.disconnect()`.
    pub fn disconnects(&mut self, who: &str) -> Act<'_> {
        let client = connected(&mut self.clients, who);
        let deed = client.disconnect();
        Act::new(format!("{who} disconnects"), &self.record, deed)
    }

    /// Someone, connected or not, posts a text over HTTP.
    pub fn posts(&mut self, who: &str, path: &str, text: &str) -> Act<'_> {
        let (who, path, text) = (who.to_owned(), path.to_owned(), text.to_owned());
        let (record, url) = (&self.record, format!("{}{path}", self.address()));
        let shown = Value::from(text.as_str());
        let title = format!("{who} posts {shown} to {path}");
        let deed = async move {
            let answer = post_text(url, text).await;
            let answer = answer.unwrap_or_else(|error| panic!("POST {path}: {error}"));
            record.answer(&who, format!("POST {path} {shown} → {answer}"));
        };
        Act::new(title, record, deed)
    }

    /// Anything else that makes something happen, such as opening a page.
    pub fn happens<'a>(
        &'a mut self,
        title: &str,
        deed: impl Future<Output = ()> + Send + 'a,
    ) -> Act<'a> {
        Act::new(title.to_owned(), &self.record, deed)
    }

    /// What every side saw, including the packets on the wire.
    #[must_use]
    pub fn transcript(&self) -> String {
        self.record.transcript()
    }

    /// The same without the packets: what all kinds of clients have in common.
    #[must_use]
    pub fn story(&self) -> String {
        self.record.story()
    }

    /// A text in which names such as `[A]` and `[port]` replace what varies.
    #[must_use]
    pub fn redact(&self, text: &str) -> String {
        self.record.redact(text)
    }

    fn connect(&mut self, title: String, who: &str, auth: Value) -> Act<'_> {
        let name = who.to_owned();
        let (client, record) = (self.client, &self.record);
        let (clients, server) = (&mut self.clients, &self.server);
        let deed = async move {
            let address = server.address();
            match client.connect(address, &name, &auth, record).await {
                Ok(connected) => drop(clients.insert(name, connected)),
                Err(refusal) => record.event(&name, "connect_error", &[refusal.into()]),
            }
        };
        Act::new(title, record, deed)
    }

    fn emit(&mut self, title: String, who: &str, event: &str, data: Value) -> Act<'_> {
        let event = event.to_owned();
        let client = connected(&mut self.clients, who);
        let deed = async move { client.emit(&event, data).await };
        Act::new(title, &self.record, deed)
    }
}

/// An action that has a name and waits for the names of its consequences.
#[must_use = "nothing happens before `until`"]
pub struct Act<'a> {
    title: String,
    handshake: bool,
    record: &'a Record,
    deed: BoxFuture<'a, ()>,
}

impl<'a> Act<'a> {
    fn new(
        title: String,
        record: &'a Record,
        deed: impl Future<Output = ()> + Send + 'a,
    ) -> Self {
        Self {
            title,
            handshake: false,
            record,
            deed: deed.boxed(),
        }
    }

    /// Also shows Engine.IO's open packet, with its ping interval.
    pub fn with_handshake(mut self) -> Self {
        self.handshake = true;
        self
    }

    /// Acts, and returns when all of this has come, in any order: each is the start of
    /// a line in the transcript, such as `A on message`. Name everything that comes:
    /// anything late would count as part of the next action.
    ///
    /// # Panics
    /// If something hasn't come after ten seconds, or the server has ended. At the next
    /// action or the transcript, if something came that isn't named here.
    pub async fn until<const N: usize>(self, consequences: [&str; N]) {
        let record = self.record;
        self.alone().await;
        record.until(&consequences).await;
    }

    /// Acts, and leaves it to the caller to wait for what comes of it.
    pub async fn alone(self) {
        self.record.begin(&self.title, self.handshake);
        self.deed.await;
    }
}

fn connected<'a>(
    clients: &'a mut BTreeMap<String, Connected>,
    who: &str,
) -> &'a mut Connected {
    let client = clients.get_mut(who);
    client.unwrap_or_else(|| panic!("{who} has to connect first"))
}

async fn post(url: String, body: &Value) -> Value {
    let request = reqwest::Client::new().post(&url).json(body);
    let answer = async { request.send().await?.json().await }.await;
    answer.unwrap_or_else(|error| panic!("POST {url}: {error}"))
}

async fn post_text(url: String, text: String) -> reqwest::Result<String> {
    let response = reqwest::Client::new().post(url).body(text).send().await?;
    let status = response.status().as_u16();
    let body = response.text().await?;
    Ok(format!("{status} {body}").trim_end().to_owned())
}
