//! A handler gives back a future. This one has forgotten its `ready(())`.

use serde_json::Value;
use socketioxide::extract::{Data, SocketRef};

pub fn hear_messages(socket: &SocketRef) {
    socket.on("message", |data: Data<Value>| {
        println!("{}", data.0);
    });
}

fn main() {}
