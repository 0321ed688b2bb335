//! The kinds of clients that can play in a scene.

use serde_json::Value;

use crate::javascript::JavaScriptClient;
use crate::kind::{Transport, Version};
use crate::record::Record;
use crate::rust_client::RustClient;

/// The client that plays the scene.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Client {
    /// rust_socketio over WebSocket, with every packet on the wire recorded.
    Rust,
    /// The official client, in Node.
    JavaScript {
        /// Its version.
        version: Version,
        /// The transport it is told to use.
        transport: Transport,
    },
}

impl Client {
    /// Each version of the JavaScript client over each transport.
    pub const JAVASCRIPT: [Self; 6] = [
        Self::javascript(Version::V3, Transport::Polling),
        Self::javascript(Version::V3, Transport::WebSocket),
        Self::javascript(Version::V3, Transport::Upgrade),
        Self::javascript(Version::V4, Transport::Polling),
        Self::javascript(Version::V4, Transport::WebSocket),
        Self::javascript(Version::V4, Transport::Upgrade),
    ];

    const fn javascript(version: Version, transport: Transport) -> Self {
        Self::JavaScript { version, transport }
    }

    /// Returns once the server has accepted the client, or has said why not.
    pub(crate) async fn connect(
        self,
        address: &str,
        who: &str,
        auth: &Value,
        record: &Record,
    ) -> Result<Connected, String> {
        match self {
            Self::Rust => RustClient::connect(address, who, auth, record)
                .await
                .map(Connected::Rust),
            Self::JavaScript { version, transport } => {
                let kind = (version, transport);
                JavaScriptClient::connect(address, kind, who, auth, record)
                    .await
                    .map(Connected::JavaScript)
            }
        }
    }
}

pub(crate) enum Connected {
    Rust(RustClient),
    JavaScript(JavaScriptClient),
}

impl Connected {
    pub(crate) async fn emit(&mut self, event: &str, data: Value) {
        match self {
            Self::Rust(client) => client.emit(event, data).await,
            Self::JavaScript(client) => client.emit(event, data).await,
        }
    }

    /// The acknowledgement is recorded as an event named `acknowledgement`.
    pub(crate) async fn ask(&mut self, event: &str, data: Value) {
        match self {
            Self::Rust(client) => client.ask(event, data).await,
            Self::JavaScript(client) => client.ask(event, data).await,
        }
    }

    pub(crate) async fn send_packet(&mut self, packet: &str) {
        match self {
            Self::Rust(client) => client.send_packet(packet),
            Self::JavaScript(client) => client.send_packet(packet).await,
        }
    }

    pub(crate) async fn disconnect(&mut self) {
        match self {
            Self::Rust(client) => client.disconnect().await,
            Self::JavaScript(client) => client.disconnect().await,
        }
    }
}
