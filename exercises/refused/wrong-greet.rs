//! What a client brings to its connection is wrapped, too: `Data<Value>`.

use serde_json::Value;
use socketioxide::SocketIo;

fn main() {
    let (_socket_io, io) = SocketIo::new_layer();
    io.ns("/", greet);
}

async fn greet(auth: Value) {
    println!("{auth}");
}
