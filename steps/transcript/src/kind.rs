//! What kinds of JavaScript client there are.

/// A version of the JavaScript client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Version {
    /// 3.0.1, the lesson's.
    V3,
    /// 4.8.4, the one that our servers hand out.
    V4,
}

/// How packets travel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transport {
    /// HTTP alone.
    Polling,
    /// WebSocket alone.
    WebSocket,
    /// The client's own way: it begins with HTTP and moves over to WebSocket.
    Upgrade,
}
