//! The versions and transports of the JavaScript client.

/// A version of the JavaScript client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Version {
    /// 3.0.1, the lesson's.
    V3,
    /// 4.8.4, the version that our servers deliver.
    V4,
}

/// How packets travel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transport {
    /// Only HTTP.
    Polling,
    /// Only WebSocket.
    WebSocket,
    /// The client's default: it starts with HTTP and upgrades to WebSocket.
    Upgrade,
}
