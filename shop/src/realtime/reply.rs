//! How a buyer hears what became of an order.

use std::convert::Infallible;
use std::sync::Arc;

use serde_json::json;
use socketioxide::adapter::LocalAdapter;
use socketioxide::extract::{AckSender, SocketRef};
use socketioxide::handler::FromMessageParts;
use socketioxide::socket::Socket;
use socketioxide_core::Value;

use crate::refusal::Refusal;
use crate::shop::Purchase;

/// The acknowledgement, if the client asked for one. `AckSender` alone doesn't tell.
pub struct Reply {
    ack: AckSender,
    wanted: bool,
}

impl Reply {
    /// A refusal reaches also who asked for no acknowledgement, by an event.
    pub fn send(self, socket: &SocketRef, bought: &Result<Purchase, Refusal>) {
        let sent = match bought {
            Ok(_) => self.ack.send(&json!({"ok": true})),
            Err(refusal) => {
                tracing::info!(%refusal, "BUY refused");
                match self.wanted {
                    true => self.ack.send(&refusal.to_json()),
                    false => socket.emit("BUY_REFUSED", &refusal.to_json()),
                }
            }
        };
        if let Err(error) = sent {
            tracing::debug!(%error, "left before the answer");
        }
    }
}

impl FromMessageParts<LocalAdapter> for Reply {
    type Error = Infallible;

    fn from_message_parts(
        socket: &Arc<Socket<LocalAdapter>>,
        payload: &mut Value,
        ack_id: &Option<i64>,
    ) -> Result<Self, Infallible> {
        let ack = AckSender::from_message_parts(socket, payload, ack_id)?;
        let wanted = ack_id.is_some();
        Ok(Self { ack, wanted })
    }
}
