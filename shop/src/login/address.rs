//! Where a request comes from: the other end of its connection, or what a trusted proxy
//! says.

use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;

/// The proxies whose `X-Forwarded-For` is trusted.
pub type Proxies = Arc<[IpAddr]>;

/// A client's address; `None` if the server doesn't provide it.
pub struct From(pub Option<IpAddr>);

impl<S: Sync> FromRequestParts<S> for From {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        let proxies = parts.extensions.get::<Proxies>();
        let address = peer.map(|ConnectInfo(peer)| peer.ip().to_canonical());
        Ok(Self(address.map(|peer| {
            let proxies = proxies.map(AsRef::as_ref).unwrap_or_default();
            behind(peer, proxies, parts)
        })))
    }
}

/// Each proxy appends the address that it got the request from. The last address that
/// isn't one of our proxies is the client: it could have written anything before that
/// itself.
fn behind(peer: IpAddr, proxies: &[IpAddr], parts: &Parts) -> IpAddr {
    let said = parts.headers.get_all("x-forwarded-for").iter();
    let said = said.filter_map(|value| value.to_str().ok());
    let said: Vec<IpAddr> = said
        .flat_map(|value| value.split(','))
        .map_while(|address| address.trim().parse().ok())
        .map(|address: IpAddr| address.to_canonical())
        .collect();
    let way = said.into_iter().chain([peer]).rev();
    let mut last = peer;
    for address in way {
        last = address;
        if !proxies.contains(&address) {
            break;
        }
    }
    last
}
