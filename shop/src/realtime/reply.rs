//! How a buyer is told what became of an order.

use std::convert::Infallible;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde::Serialize;
use socketioxide::adapter::LocalAdapter;
use socketioxide::extract::{AckSender, SocketRef};
use socketioxide::handler::FromMessageParts;
use socketioxide::socket::Socket;
use socketioxide_core::Value;

use crate::refusal::Refusal;
use crate::store::{Purchase, iso8601};

/// The acknowledgement, if the client asked for one; `AckSender` alone doesn't tell.
pub struct Reply {
    ack: AckSender,
    wanted: bool,
}

/// `{ok: true, purchaseId, date}`
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Accepted {
    ok: bool,
    purchase_id: i64,
    #[serde(serialize_with = "iso8601")]
    date: DateTime<Utc>,
}

impl Accepted {
    fn new(purchase: &Purchase) -> Self {
        Self {
            ok: true,
            purchase_id: purchase.purchase_id,
            date: purchase.date,
        }
    }
}

impl Reply {
    /// A client that didn't ask for an acknowledgement is told about a refusal by an
    /// event.
    pub fn send(self, socket: &SocketRef, bought: &Result<Purchase, Refusal>) {
        let sent = match bought {
            Ok(purchase) => self.ack.send(&Accepted::new(purchase)),
            Err(refusal) => {
                refusal.count();
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
