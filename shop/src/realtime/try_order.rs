//! `BUY` for a server of one's own: the order, or why it isn't one.

use std::convert::Infallible;
use std::sync::Arc;

use serde_json::value::RawValue;
use socketioxide::adapter::Adapter;
use socketioxide::extract::{Extension, SocketRef, State};
use socketioxide::handler::FromMessageParts;
use socketioxide::socket::Socket;
use socketioxide_core::Value;

use super::reply::Reply;
use crate::order::Order;
use crate::refusal::Refusal;
use crate::shop::{Identity, Shop};

/// The first argument of the event, read by the shop's own rules: unknown fields do no
/// harm, and a wrong one is named.
#[derive(Debug)]
pub struct TryOrder(
    /// What was read.
    pub Result<Order, Refusal>,
);

impl<A: Adapter> FromMessageParts<A> for TryOrder {
    type Error = Infallible;

    fn from_message_parts(
        _: &Arc<Socket<A>>,
        payload: &mut Value,
        _: &Option<i64>,
    ) -> Result<Self, Infallible> {
        Ok(Self(first_argument(payload).and_then(Order::read)))
    }
}

/// Handles `BUY` as simply as possible: sells the order, and answers.
pub async fn buy(
    socket: SocketRef,
    Extension(buyer): Extension<Identity>,
    State(shop): State<Shop>,
    TryOrder(order): TryOrder,
    reply: Reply,
) {
    let bought = shop.buy(&buyer, order).await;
    reply.send(&socket, &bought);
}

/// As text: the packet's payload is `["BUY",{…}]`.
fn first_argument(payload: &Value) -> Result<&str, Refusal> {
    let Value::Str(packet, _) = payload else {
        return Err(Refusal::NotAnOrder);
    };
    let arguments: Vec<&RawValue> =
        serde_json::from_str(packet).map_err(|_| Refusal::NotAnOrder)?;
    let order = arguments.get(1).ok_or(Refusal::NotAnOrder)?;
    Ok(order.get())
}
