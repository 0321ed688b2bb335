//! A handler uses the `socket` outside it, as one does in JavaScript.

use std::future::ready;

use socketioxide::extract::{Data, SocketRef};

pub async fn hear_messages(socket: SocketRef) {
    socket.on("message", |text: Data<String>| {
        println!("{}: {}", socket.id, text.0);
        ready(())
    });
}

fn main() {}
