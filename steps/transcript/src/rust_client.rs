//! rust_socketio behind the relay.

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
    client: Client,
    relay: Relay,
}

impl RustClient {
    pub(crate) async fn connect(server: &str, who: &str, record: &Record) -> Self {
        let relay = Relay::start(server, who, record).await;
        let (name, record) = (who.to_owned(), record.clone());
        // `connect` returns before the server has answered, also if it refuses: only
        // `open` and `error` tell.
        let (opens, mut answer) = unbounded_channel();
        let fails = opens.clone();
        let client = ClientBuilder::new(relay.address())
            .transport_type(TransportType::Websocket)
            .reconnect(false)
            .on("open", move |_, _| {
                // Later answers have nobody waiting for them.
                let _ = opens.send(Ok(()));
                ready(()).boxed()
            })
            .on("error", move |error, _| {
                let _ = fails.send(Err(format!("{error:?}")));
                ready(()).boxed()
            })
            .on_any(move |event, payload, _| {
                record.event(&name, event.as_str(), &args(payload));
                ready(()).boxed()
            })
            .connect()
            .await
            .unwrap_or_else(|error| panic!("{who} can't connect: {error}"));
        match timeout(PATIENCE, answer.recv()).await {
            Ok(Some(Ok(()))) => Self { client, relay },
            answer => panic!("{who} was not let in: {answer:?}"),
        }
    }

    pub(crate) async fn emit(&self, event: &str, data: Value) {
        let sent = self.client.emit(event, data).await;
        sent.unwrap_or_else(|error| panic!("can't emit {event}: {error}"));
    }

    pub(crate) fn send_packet(&self, packet: &str) {
        self.relay.send(packet);
    }

    pub(crate) async fn disconnect(&self) {
        // The server may hang up between the client's two packets of farewell.
        let _ = self.client.disconnect().await;
    }
}

#[expect(
    deprecated,
    reason = "a match names also the variant that nobody builds"
)]
fn args(payload: Payload) -> Vec<Value> {
    match payload {
        Payload::Text(args) => args,
        Payload::Binary(bytes) => vec![format!("{} bytes", bytes.len()).into()],
        Payload::String(text) => vec![text.into()],
    }
}
