//! A scene: servers, their clients, and what they do, one action after another.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::act::Act;
use crate::client::{Client, Connected};
use crate::record::Record;
use crate::server::{Program, Server};

/// What the first server is called.
const FIRST: &str = "server";

/// One server or more, and the clients that play against them.
pub struct Scene {
    client: Client,
    clients: BTreeMap<String, Connected>,
    record: Record,
    servers: BTreeMap<String, Server>,
}

impl Scene {
    /// Starts the server on a free port. All clients are of this kind.
    pub async fn open(program: impl Into<Program>, client: Client) -> Self {
        let mut scene = Self {
            client,
            clients: BTreeMap::new(),
            record: Record::default(),
            servers: BTreeMap::new(),
        };
        scene.opens(FIRST, program).await;
        scene
    }

    /// Starts one more server. Its name starts with `server`: `server2`.
    pub async fn opens(&mut self, name: &str, program: impl Into<Program>) {
        self.record.begin(&format!("{name} starts"), false);
        let server = Server::start(name, &program.into(), &self.record).await;
        self.servers.insert(name.to_owned(), server);
    }

    /// Kills a server: it can't say goodbye to anyone.
    pub fn kills(&mut self, name: &str) -> Act<'_> {
        let server = self.servers.remove(name);
        let deed = async move { drop(server) };
        Act::new(format!("{name} is killed"), &self.record, deed)
    }

    /// Where the first server listens, such as `http://127.0.0.1:3000`.
    #[must_use]
    pub fn address(&self) -> &str {
        self.address_of(FIRST)
    }

    /// Where the server with this name listens.
    #[must_use]
    pub fn address_of(&self, server: &str) -> &str {
        let running = self.servers.get(server);
        running
            .unwrap_or_else(|| panic!("{server} isn't running"))
            .address()
    }

    /// A new client connects under this name.
    pub fn connects(&mut self, who: &str) -> Act<'_> {
        self.connect(format!("{who} connects"), FIRST, who, Value::Null)
    }

    /// Like JavaScript's `io({ auth: {…} })`. A client that the server refuses gets a
    /// `connect_error`.
    pub fn connects_with(&mut self, who: &str, auth: impl Into<Value>) -> Act<'_> {
        let auth = auth.into();
        self.connect(format!("{who} connects with {auth}"), FIRST, who, auth)
    }

    /// The same, to the server with this name.
    pub fn connects_to(
        &mut self,
        server: &str,
        who: &str,
        auth: impl Into<Value>,
    ) -> Act<'_> {
        let auth = auth.into();
        let title = match auth.is_null() {
            true => format!("{who} connects to {server}"),
            false => format!("{who} connects to {server} with {auth}"),
        };
        self.connect(title, server, who, auth)
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

    fn connect(
        &mut self,
        title: String,
        server: &str,
        who: &str,
        auth: Value,
    ) -> Act<'_> {
        let (name, address) = (who.to_owned(), self.address_of(server).to_owned());
        let (client, record, clients) = (self.client, &self.record, &mut self.clients);
        let deed = async move {
            match client.connect(&address, &name, &auth, record).await {
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
