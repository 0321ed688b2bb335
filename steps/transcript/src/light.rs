//! A Socket.IO client that speaks the protocol by hand, for what rust_socketio can't
//! do: refusals, several answers at once, events in their original order.

use std::collections::VecDeque;

use futures_util::{SinkExt, StreamExt};
use recording::Packet;
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::http::{HeaderName, HeaderValue};
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

use crate::{PATIENCE, WEBSOCKET_PATH};

type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

/// A connected client, over WebSocket, in the namespace `/`. It answers the server's
/// heartbeats by itself; dropping it closes the connection without a goodbye.
///
/// Its methods panic when an answer takes more than ten seconds.
pub struct Light {
    sid: String,
    packets_out: UnboundedSender<String>,
    packets_in: UnboundedReceiver<String>,
    /// Events that arrived while it was waiting for an acknowledgement.
    passed_over: VecDeque<Event>,
    last_ack: u64,
}

/// What a client sends when it connects.
#[derive(Clone, Debug, Default)]
pub struct Handshake {
    /// Like JavaScript's option `auth`.
    pub auth: Option<Value>,
    /// Headers of the WebSocket's opening request, such as `Origin` or `Cookie`.
    pub headers: Vec<(&'static str, String)>,
}

/// How a server refuses a client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// The WebSocket didn't open; this is the HTTP status.
    Status(u16),
    /// It opened, but the namespace refused; in JavaScript, this is
    /// `connect_error.message`.
    Message(String),
    /// No server was there, or it went away before it answered.
    Gone,
}

/// An event that was received.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Its name.
    pub name: String,
    /// Its arguments.
    pub args: Vec<Value>,
}

impl Light {
    /// Connects to a server, such as `http://127.0.0.1:8080`, or returns how it refused.
    pub async fn connect(base_url: &str, handshake: Handshake) -> Result<Self, Refused> {
        let socket = open(base_url, handshake.headers).await?;
        let (packets_out, to_send) = unbounded_channel();
        let (heard, packets_in) = unbounded_channel();
        tokio::spawn(carry(socket, to_send, heard));
        let mut light = Self {
            sid: String::new(),
            packets_out,
            packets_in,
            passed_over: VecDeque::new(),
            last_ack: 0,
        };
        let auth = handshake
            .auth
            .map_or(String::new(), |auth| auth.to_string());
        light.send(format!("40{auth}"));
        light.sid = light.answer().await?;
        Ok(light)
    }

    /// The session id that the server assigned.
    #[must_use]
    pub fn sid(&self) -> &str {
        &self.sid
    }

    /// Sends an event.
    pub fn emit(&self, event: &str, data: impl Into<Value>) {
        self.send(format!("42{}", json!([event, data.into()])));
    }

    /// Sends a packet as is, for what no `Value` can hold.
    pub fn send_packet(&self, packet: &str) {
        self.send(packet.to_owned());
    }

    /// Sends an event and waits for its acknowledgement: its first value, or null.
    pub async fn emit_with_ack(&mut self, event: &str, data: impl Into<Value>) -> Value {
        let answer = self.ask(event, data).await;
        answer.unwrap_or_else(|| panic!("{event}: closed instead of an answer"))
    }

    /// The same, but `None` if the server closes the connection instead.
    pub async fn ask(&mut self, event: &str, data: impl Into<Value>) -> Option<Value> {
        self.last_ack += 1;
        let id = self.last_ack;
        self.send(format!("42{id}{}", json!([event, data.into()])));
        let answer = format!("43{id}[");
        loop {
            let packet = self.packet().await?;
            if packet.starts_with(&answer) {
                let values: Value = parse(&packet[answer.len() - 1..]);
                return Some(values.get(0).cloned().unwrap_or_default());
            }
            self.passed_over.extend(event_in(&packet));
        }
    }

    /// The next event, whatever it is; `None` once the server has closed the connection.
    pub async fn next(&mut self) -> Option<Event> {
        if let Some(event) = self.passed_over.pop_front() {
            return Some(event);
        }
        loop {
            let packet = self.packet().await?;
            if let Some(event) = event_in(&packet) {
                return Some(event);
            }
        }
    }

    /// The first value of the next event, or null. It must be the event with this name.
    pub async fn expect(&mut self, name: &str) -> Value {
        match self.next().await {
            Some(event) if event.name == name => {
                event.args.into_iter().next().unwrap_or_default()
            }
            Some(event) => panic!("{name} was due, and this came: {event:?}"),
            None => panic!("{name} was due, and the server closed the connection"),
        }
    }

    /// Disconnects, like JavaScript's `socket.disconnect()`.
    pub fn disconnect(self) {
        self.send("41".to_owned());
    }

    fn send(&self, packet: String) {
        // If the connection is closed, whoever waits for an answer will notice.
        let _ = self.packets_out.send(packet);
    }

    /// `None` once the connection is closed, in either of the two ways.
    async fn packet(&mut self) -> Option<String> {
        let packet = timeout(PATIENCE, self.packets_in.recv()).await;
        let packet = packet.expect("the server has been silent for ten seconds")?;
        (packet != "41").then_some(packet)
    }

    async fn answer(&mut self) -> Result<String, Refused> {
        loop {
            let packet = self.packet().await.ok_or(Refused::Gone)?;
            if let Some(welcome) = packet.strip_prefix("40") {
                return Ok(text(&parse(welcome), "sid"));
            }
            if let Some(refusal) = packet.strip_prefix("44") {
                return Err(Refused::Message(text(&parse(refusal), "message")));
            }
        }
    }
}

async fn open(
    base_url: &str,
    headers: Vec<(&'static str, String)>,
) -> Result<Socket, Refused> {
    let url = base_url.replacen("http", "ws", 1) + WEBSOCKET_PATH;
    let mut request = url.into_client_request().expect("a base URL");
    for (name, value) in headers {
        let value = HeaderValue::try_from(value).expect("a header's value");
        let name = HeaderName::try_from(name).expect("a header's name");
        request.headers_mut().insert(name, value);
    }
    match connect_async(request).await {
        Ok((socket, _)) => Ok(socket),
        Err(Error::Http(answer)) => Err(Refused::Status(answer.status().as_u16())),
        Err(Error::Io(_) | Error::Protocol(_)) => Err(Refused::Gone),
        Err(error) => panic!("{base_url} does not answer: {error}"),
    }
}

/// Moves packets both ways until one end is gone, and answers heartbeats.
async fn carry(
    mut socket: Socket,
    mut to_send: UnboundedReceiver<String>,
    heard: UnboundedSender<String>,
) {
    loop {
        let packet = tokio::select! {
            packet = to_send.recv() => packet,
            message = socket.next() => match message {
                Some(Ok(Message::Text(text))) if text == "2" => Some("3".to_owned()),
                Some(Ok(Message::Text(text))) => {
                    if heard.send(text.to_string()).is_err() { None } else { continue }
                }
                Some(Ok(_)) => continue,
                Some(Err(_)) | None => return,
            },
        };
        let Some(packet) = packet else { break };
        if socket.send(Message::text(packet)).await.is_err() {
            return;
        }
    }
    // Nobody is left to find out whether the goodbye arrived.
    let _ = socket.close(None).await;
}

fn event_in(packet: &str) -> Option<Event> {
    let packet: Packet = packet.parse().ok()?;
    let (name, args) = packet.event()?;
    Some(Event { name, args })
}

fn text(answer: &Value, field: &str) -> String {
    answer[field].as_str().unwrap_or_default().to_owned()
}

fn parse(json: &str) -> Value {
    serde_json::from_str(json).unwrap_or_else(|error| panic!("{json}: {error}"))
}
