//! A client that connects, receives one event, and isn't recorded.

use std::time::Duration;

use reqwest::Client;
use serde_json::Value;

const PATIENCE: Duration = Duration::from_secs(5);

/// The first event that a newcomer receives, such as `["message","Hello!"]`, with dates
/// unchanged; `null` if there is none within five seconds. `server` is an address, such
/// as `http://127.0.0.1:3000`.
pub async fn first_event(server: &str) -> Value {
    by_long_polling(server).await.unwrap_or_default()
}

async fn by_long_polling(server: &str) -> reqwest::Result<Value> {
    let client = Client::builder().timeout(PATIENCE).build()?;
    let door = format!("{server}/socket.io/?EIO=4&transport=polling");
    let open = client.get(&door).send().await?.text().await?;
    let open = serde_json::from_str::<Value>(open.trim_start_matches('0'));
    let sid = open.unwrap_or_default()["sid"].take();
    let room = format!("{door}&sid={}", sid.as_str().unwrap_or_default());
    client.post(&room).body("40").send().await?;
    loop {
        let answer = client.get(&room).send().await?.error_for_status()?;
        let packets = answer.text().await?;
        let mut packets = packets.split('\u{1e}');
        if let Some(event) = packets.find_map(|packet| packet.strip_prefix("42")) {
            return Ok(serde_json::from_str(event).unwrap_or_default());
        }
    }
}
