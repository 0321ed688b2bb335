//! rust_socketio, behind the relay.

use futures_util::FutureExt;
use futures_util::future::ready;
use rust_socketio::asynchronous::{Client, ClientBuilder};
use rust_socketio::{Payload, TransportType};
use serde_json::Value;
use tokio::sync::mpsc::unbounded_channel;
use tokio::time::timeout;

use crate::PATIENCE;
use crate::record::Record;
use crate::relay::Relay;

pub(crate) struct RustClient {
    who: String,
    record: Record,
    client: Client,
    relay: Relay,
}

impl RustClient {
    pub(crate) async fn connect(
        server: &str,
        who: &str,
        auth: &Value,
        record: &Record,
    ) -> Result<Self, String> {
        let relay = Relay::start(server, who, record).await;
        let (who, record) = (who.to_owned(), record.clone());
        let (name, book) = (who.clone(), record.clone());
        // `connect` returns before the server has answered, even if it refuses: only
        // `open` and `error` tell.
        let (opens, mut answer) = unbounded_channel();
        let fails = opens.clone();
        let mut client = ClientBuilder::new(relay.address());
        if !auth.is_null() {
            client = client.auth(auth.clone());
        }
        let client = client
            .transport_type(TransportType::Websocket)
            .reconnect(false)
            .on("open", move |_, _| {
                // Nobody waits for later answers.
                let _ = opens.send(Ok(()));
                ready(()).boxed()
            })
            .on("error", move |error, _| {
                let _ = fails.send(Err(refusal(error)));
                ready(()).boxed()
            })
            .on_any(move |event, payload, _| {
                book.event(&name, event.as_str(), &args(payload));
                ready(()).boxed()
            })
            .connect()
            .await
            .unwrap_or_else(|error| panic!("{who} can't connect: {error}"));
        match timeout(PATIENCE, answer.recv()).await {
            Ok(Some(answer)) => answer.map(|()| Self {
                who,
                record,
                client,
                relay,
            }),
            _ => panic!("{who} never connected"),
        }
    }

    pub(crate) async fn emit(&self, event: &str, data: Value) {
        let sent = self.client.emit(event, data).await;
        sent.unwrap_or_else(|error| panic!("can't emit {event}: {error}"));
    }

    pub(crate) async fn ask(&self, event: &str, data: Value) {
        self.record.counts(&self.who);
        let (who, record) = (self.who.clone(), self.record.clone());
        let hear = move |payload, _| {
            // It wraps what arrives in an extra array.
            match &args(payload)[..] {
                [Value::Array(args)] => record.event(&who, "acknowledgement", args),
                args => record.event(&who, "acknowledgement", args),
            }
            ready(()).boxed()
        };
        let sent = self.client.emit_with_ack(event, data, PATIENCE, hear).await;
        sent.unwrap_or_else(|error| panic!("can't emit {event}: {error}"));
    }

    pub(crate) fn send_packet(&self, packet: &str) {
        self.relay.send(packet);
    }

    pub(crate) async fn disconnect(&self) {
        // The server may close the connection between the client's two goodbye packets.
        let _ = self.client.disconnect().await;
    }
}

/// The sentence in `Received an ConnectError frame: {"message":"…"}`.
fn refusal(error: Payload) -> String {
    let [Value::String(said)] = &args(error)[..] else {
        return String::new();
    };
    let json = said.find('{').map_or("null", |at| &said[at..]);
    let refusal: Value = serde_json::from_str(json).unwrap_or_default();
    refusal["message"].as_str().unwrap_or(said).to_owned()
}

#[expect(
    deprecated,
    reason = "a match also has to name the variant that is never built"
)]
fn args(payload: Payload) -> Vec<Value> {
    match payload {
        Payload::Text(args) => args,
        Payload::Binary(bytes) => vec![format!("{} bytes", bytes.len()).into()],
        Payload::String(text) => vec![text.into()],
    }
}
