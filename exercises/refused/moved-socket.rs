//! The same with the `move` that rustc advises.

use std::future::ready;

use socketioxide::extract::{Data, SocketRef};

pub async fn hear_messages(socket: SocketRef) {
    socket.on("message", move |text: Data<String>| {
        println!("{}: {}", socket.id, text.0);
        ready(())
    });
}

fn main() {}
