//! The real-time part: who a socket is, and `BUY` → `BUY_GOODS`.

use std::convert::Infallible;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::{Value, json};
use socketioxide::SocketIo;
use socketioxide::adapter::Adapter;
use socketioxide::extract::{AckSender, SocketRef, State, TryData};
use socketioxide::handler::{ConnectHandler, FromMessageParts};
use socketioxide::socket::Socket;

use crate::Shop;
use crate::identity::{bearer, cookie};
use crate::order::{Order, OrderError};
use crate::store::{StoreError, User, iso8601};

/// Who is behind a socket; `None` is a guest.
type Identity = Option<User>;

/// What everyone hears of a purchase.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct BuyGoods<'a> {
    nickname: &'a str,
    goods_id: i64,
    goods_name: &'a str,
    #[serde(serialize_with = "iso8601")]
    date: DateTime<Utc>,
}

/// Why a socket may not connect, or may not buy.
#[derive(Debug, thiserror::Error)]
enum Refusal {
    #[error("로그인 후 이용 가능한 기능입니다.")]
    NotLoggedIn,
    #[error(transparent)]
    Order(OrderError),
    /// The cause goes to the log, never to the client.
    #[error("서버에서 문제가 생겼습니다. 잠시 후 다시 시도해 주세요.")]
    Internal,
}

pub(crate) fn attach(io: &SocketIo) {
    io.ns("/", welcome.with(admit));
}

// ANCHOR: admit
/// Says who the socket is, before the client hears that it is connected, and registers
/// the handlers: a `BUY` sent at once finds them.
async fn admit(
    socket: SocketRef,
    State(shop): State<Shop>,
    TryData(handshake): TryData<Value>,
) -> Result<(), Refusal> {
    let handshake = handshake.unwrap_or_default();
    let identity = identify(&shop, &socket, &handshake).await?;
    socket.extensions.insert::<Identity>(identity);
    socket.on("BUY", on_buy);
    socket.on_disconnect(async |socket: SocketRef| {
        tracing::info!("{} 연결이 끊어졌어요!", socket.id);
    });
    Ok(())
}
// ANCHOR_END: admit

// ANCHOR: identify
/// A token that the client shows on purpose has to be good. The cookie is sent by the
/// browser unasked, so that a stale one only makes a guest.
async fn identify(
    shop: &Shop,
    socket: &SocketRef,
    handshake: &Value,
) -> Result<Identity, Refusal> {
    let headers = &socket.req_parts().headers;
    let shown = match &handshake["token"] {
        Value::Null => bearer(headers),
        Value::String(token) => Some(token.as_str()),
        _ => return Err(Refusal::NotLoggedIn),
    };
    if let Some(token) = shown {
        let user = shop.user_of(token).await?;
        return user.map(Some).ok_or(Refusal::NotLoggedIn);
    }
    match cookie(headers) {
        Some(token) => Ok(shop.user_of(token).await?),
        None => Ok(None),
    }
}
// ANCHOR_END: identify

async fn welcome(socket: SocketRef) {
    tracing::info!("새로운 소켓이 연결됐어요!");
    let user = identity(&socket);
    let who = json!({"nickname": user.map(|user| user.nickname)});
    if let Err(error) = socket.emit("WHO", &who) {
        tracing::debug!(%error, "left before it was welcomed");
    }
}

// ANCHOR: on_buy
async fn on_buy(
    io: SocketIo,
    socket: SocketRef,
    State(shop): State<Shop>,
    TryData(payload): TryData<Value>,
    wants_ack: WantsAck,
    ack: AckSender,
) {
    let payload = payload.unwrap_or_default();
    let bought = buy(&shop, identity(&socket), payload).await;
    let answered = match &bought {
        Ok(_) => ack.send(&json!({"ok": true})),
        Err(refusal) => {
            tracing::info!(%refusal, "BUY refused");
            let refusal = json!({"errorMessage": refusal.to_string()});
            match wants_ack {
                WantsAck(true) => ack.send(&refusal),
                WantsAck(false) => socket.emit("BUY_REFUSED", &refusal),
            }
        }
    };
    if let Err(error) = answered {
        tracing::debug!(%error, "left before the answer");
    }
    if let Ok((buyer, order)) = bought {
        announce(&io, &buyer, &order).await;
    }
}
// ANCHOR_END: on_buy

/// The token says who, the database says what, the payload only says which.
async fn buy(
    shop: &Shop,
    buyer: Identity,
    payload: Value,
) -> Result<(User, Order), Refusal> {
    let buyer = buyer.ok_or(Refusal::NotLoggedIn)?;
    let order = Order::read(payload, &shop.store).await?;
    Ok((buyer, order))
}

// ANCHOR: announce
async fn announce(io: &SocketIo, buyer: &User, order: &Order) {
    let notice = BuyGoods {
        nickname: &buyer.nickname,
        goods_id: order.goods_id,
        goods_name: &order.goods_name,
        date: Utc::now(),
    };
    tracing::info!(goods_id = order.goods_id, "BUY_GOODS");
    // None when the shop is closing: everyone has been sent away.
    let Some(everyone) = io.of("/") else { return };
    if let Err(error) = everyone.emit("BUY_GOODS", &notice).await {
        tracing::warn!(%error, "some sockets missed a BUY_GOODS");
    }
}
// ANCHOR_END: announce

fn identity(socket: &SocketRef) -> Identity {
    socket.extensions.get::<Identity>().flatten()
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        tracing::error!(%error, "the database failed");
        Self::Internal
    }
}

impl From<OrderError> for Refusal {
    fn from(error: OrderError) -> Self {
        match error {
            OrderError::Database(error) => error.into(),
            error => Self::Order(error),
        }
    }
}

/// Whether the client waits for an acknowledgement; `AckSender` doesn't tell.
struct WantsAck(bool);

impl<A: Adapter> FromMessageParts<A> for WantsAck {
    type Error = Infallible;

    fn from_message_parts(
        _: &Arc<Socket<A>>,
        _: &mut socketioxide_core::Value,
        ack_id: &Option<i64>,
    ) -> Result<Self, Infallible> {
        Ok(Self(ack_id.is_some()))
    }
}
