//! Who a socket is, decided before its client is told that it is connected.

use serde::Deserialize;
use serde_json::Value;
use socketioxide::extract::{SocketRef, State, TryData};

use super::endings::room_of;
use crate::login::identity::{bearer, cookie};
use crate::reading::Object;
use crate::refusal::{Refusal, Rule};
use crate::shop::{Identity, Shop};
use crate::values::PurchaseId;

/// What a client says about itself: `io({ auth: { token, after, grouped } })`.
#[derive(Default, Deserialize)]
pub struct Handshake {
    #[serde(default)]
    token: Value,
    #[serde(default)]
    after: Value,
    #[serde(default)]
    grouped: Value,
}

/// What a client wants to be told about purchases.
#[derive(Clone, Copy)]
pub struct Wants {
    /// Those after this number, the last one it was told about; otherwise only new ones.
    pub after: Option<i64>,
    /// Several in one packet, whenever several are new.
    pub grouped: bool,
}

// ANCHOR: admit
/// A connect middleware that gives a socket its [`Identity`], as an extension, or
/// refuses it. Handlers registered after it can take the identity as an argument:
/// `Extension(identity): Extension<Identity>`.
///
/// # Errors
/// [`Refusal::NotLoggedIn`] for an explicit token that isn't valid; [`Refusal::Field`]
/// for an `after` that isn't a purchase's number, or a `grouped` that isn't a boolean.
pub async fn admit(
    socket: SocketRef,
    State(shop): State<Shop>,
    TryData(handshake): TryData<Object<Handshake>>,
) -> Result<(), Refusal> {
    let handshake = handshake.map(|Object(said)| said).unwrap_or_default();
    let identity = identify(&shop, &socket, &handshake).await?;
    if let Some(member) = &identity {
        socket.join(room_of(&member.login.login_id));
    }
    socket.extensions.insert::<Identity>(identity);
    socket.extensions.insert(wants(handshake)?);
    Ok(())
}
// ANCHOR_END: admit

// ANCHOR: identify
/// A token that the client sends explicitly has to be valid. Browsers send the cookie
/// unasked, so a stale one just makes the socket a guest.
async fn identify(
    shop: &Shop,
    socket: &SocketRef,
    handshake: &Handshake,
) -> Result<Identity, Refusal> {
    let headers = &socket.req_parts().headers;
    let shown = match &handshake.token {
        Value::Null => bearer(headers),
        Value::String(token) => Some(token.as_str()),
        _ => return Err(Refusal::NotLoggedIn),
    };
    if let Some(token) = shown {
        let member = shop.user_of(token).await?;
        return member.map(Some).ok_or(Refusal::NotLoggedIn);
    }
    match cookie(headers) {
        Some(token) => Ok(shop.user_of(&token).await?),
        None => Ok(None),
    }
}
// ANCHOR_END: identify

fn wants(handshake: Handshake) -> Result<Wants, Refusal> {
    let refused = |field: &str, rule| Refusal::Field {
        field: field.to_owned(),
        rule,
    };
    let after = Option::<PurchaseId>::deserialize(handshake.after)
        .map_err(|_| refused("after", PurchaseId::RULE))?;
    let grouped = Option::<bool>::deserialize(handshake.grouped)
        .map_err(|_| refused("grouped", Rule::Boolean))?;
    Ok(Wants {
        after: after.map(PurchaseId::get),
        grouped: grouped.unwrap_or(false),
    })
}
