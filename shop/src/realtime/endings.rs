//! Logins that have ended: their sockets are disconnected.

use std::time::Duration;

use socketioxide::SocketIo;
use socketioxide::extract::SocketRef;
use tokio::select;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tokio::time::interval;

use crate::login::token::Login;
use crate::shop::{Identity, Shop};

/// How often to look for logins that end without anyone saying so: the account was
/// deleted, or the token has expired.
const SWEEP: Duration = Duration::from_secs(5);

/// The room for all sockets of one login.
pub fn room_of(login_id: &str) -> String {
    format!("login {login_id}")
}

/// Runs as long as the shop does.
pub async fn send_away(io: SocketIo, shop: Shop, mut endings: Receiver<String>) {
    let mut sweep = interval(SWEEP);
    loop {
        let ended = select! {
            ended = endings.recv() => Some(ended),
            _ = sweep.tick() => None,
        };
        // `None` when the shop is closing: everyone has been disconnected.
        let Some(everyone) = io.of("/") else { return };
        let sent = match ended {
            None => {
                send_away_the_forgotten(everyone.sockets(), &shop).await;
                continue;
            }
            Some(Ok(login_id)) => everyone.within(room_of(&login_id)).disconnect().await,
            // Too many ended at once to know which: disconnect everyone; those who are
            // still logged in reconnect.
            Some(Err(RecvError::Lagged(_))) => everyone.disconnect().await,
            Some(Err(RecvError::Closed)) => return,
        };
        if let Err(error) = sent {
            tracing::debug!(%error, "some had left already");
        }
    }
}

async fn send_away_the_forgotten(sockets: Vec<SocketRef>, shop: &Shop) {
    let (members, logins): (Vec<SocketRef>, Vec<Login>) = sockets
        .into_iter()
        .filter_map(|socket| {
            let member = socket.extensions.get::<Identity>().flatten()?;
            Some((socket, member.login))
        })
        .unzip();
    // The log has said why; the next sweep may find out more.
    let Ok(good) = shop.still_good(&logins).await else {
        return;
    };
    for (socket, good) in members.into_iter().zip(good) {
        if !good && let Err(error) = socket.disconnect() {
            tracing::debug!(%error, "left before it was sent away");
        }
    }
}
