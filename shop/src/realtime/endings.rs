//! Logins that are over: their sockets are sent away.

use socketioxide::SocketIo;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;

/// All sockets that came with one login are in this room.
pub fn room_of(login_id: &str) -> String {
    format!("login {login_id}")
}

/// Runs for as long as the shop does.
pub async fn send_away(io: SocketIo, mut endings: Receiver<String>) {
    loop {
        let ended = endings.recv().await;
        // None when the shop is closing: everyone has been sent away.
        let Some(everyone) = io.of("/") else { return };
        let sent = match ended {
            Ok(login_id) => everyone.within(room_of(&login_id)).disconnect().await,
            // Too many at once to know which: everyone, and who is still logged in
            // comes back.
            Err(RecvError::Lagged(_)) => everyone.disconnect().await,
            Err(RecvError::Closed) => return,
        };
        if let Err(error) = sent {
            tracing::debug!(%error, "some had left already");
        }
    }
}
