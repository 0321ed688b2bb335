//! What comes with an event is wrapped: `Data<Value>` or `TryData<Value>`.

use std::future::ready;

use serde_json::Value;
use socketioxide::extract::SocketRef;

pub fn hear_messages(socket: &SocketRef) {
    socket.on("message", |data: Value| {
        println!("{data}");
        ready(())
    });
}

fn main() {}
