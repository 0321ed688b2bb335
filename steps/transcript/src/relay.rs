//! A relay between one client and the server that records each packet on its way.

use futures_util::{SinkExt, StreamExt};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, accept_async, connect_async};

use crate::WEBSOCKET_PATH;
use crate::record::Record;

/// Carries one client's WebSocket, until either side closes it.
pub(crate) struct Relay {
    address: String,
    own_packets: UnboundedSender<String>,
}

impl Relay {
    /// Waits for one client, and connects it to the server at this address.
    pub(crate) async fn start(server: &str, who: &str, record: &Record) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await;
        let listener = listener.expect("a free port for the relay");
        let own = listener.local_addr().expect("a bound listener has a port");
        let (own_packets, to_server) = unbounded_channel();
        let server = server.replacen("http", "ws", 1) + WEBSOCKET_PATH;
        let (who, record) = (who.to_owned(), record.clone());
        tokio::spawn(async move {
            let (client, _) = listener.accept().await.expect("the client connects");
            let client = accept_async(client).await.expect("a WebSocket opens");
            let (server, _) = connect_async(server).await.expect("the server answers");
            carry(client, server, to_server, &who, &record).await;
        });
        Self {
            address: format!("http://{own}"),
            own_packets,
        }
    }

    /// The address to give to the client instead of the server's.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// Sends our own packet, as if the client had sent it.
    pub(crate) fn send(&self, packet: &str) {
        let sent = self.own_packets.send(packet.to_owned());
        sent.expect("the connection is open");
    }
}

/// Each packet is recorded before it is passed on, so nothing that it causes can come
/// first.
async fn carry(
    mut client: WebSocketStream<TcpStream>,
    mut server: WebSocketStream<MaybeTlsStream<TcpStream>>,
    mut own_packets: UnboundedReceiver<String>,
    who: &str,
    record: &Record,
) {
    loop {
        let passed = tokio::select! {
            Some(packet) = own_packets.recv() => {
                let packet = Some(Ok(Message::text(packet)));
                pass(packet, &mut server, |text| record.packet_out(who, text)).await
            }
            packet = client.next() => {
                pass(packet, &mut server, |text| record.packet_out(who, text)).await
            }
            packet = server.next() => {
                match refusal_elsewhere(&packet) {
                    Some(text) => {
                        record.packet_in(who, text);
                        true
                    }
                    None => {
                        pass(packet, &mut client, |text| record.packet_in(who, text)).await
                    }
                }
            }
        };
        if !passed {
            break;
        }
    }
    // One of them is already closed, which is an error here.
    let _ = client.close(None).await;
    let _ = server.close(None).await;
}

/// What a namespace other than `/` answers to one of our own packets. rust_socketio
/// must not see it: it would think that it had been refused itself.
fn refusal_elsewhere(packet: &Option<Result<Message, Error>>) -> Option<&str> {
    match packet {
        Some(Ok(Message::Text(text))) if text.starts_with("44/") => Some(text),
        _ => None,
    }
}

/// Whether the connection continues.
async fn pass<S: AsyncRead + AsyncWrite + Unpin>(
    packet: Option<Result<Message, Error>>,
    to: &mut WebSocketStream<S>,
    write_down: impl FnOnce(&str),
) -> bool {
    match packet {
        Some(Ok(Message::Text(text))) => {
            write_down(&text);
            to.send(Message::Text(text)).await.is_ok()
        }
        Some(Ok(Message::Binary(bytes))) => to.send(Message::Binary(bytes)).await.is_ok(),
        // WebSocket's own heartbeats are answered where they arrive.
        Some(Ok(Message::Ping(_) | Message::Pong(_))) => true,
        Some(Ok(Message::Close(_) | Message::Frame(_)) | Err(_)) | None => false,
    }
}
