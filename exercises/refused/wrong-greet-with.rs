//! The same mistake, with a middleware: what is no handler has no `with`.

use std::convert::Infallible;

use serde_json::Value;
use socketioxide::SocketIo;
use socketioxide::handler::ConnectHandler;

fn main() {
    let (_socket_io, io) = SocketIo::new_layer();
    io.ns("/", greet.with(hear_messages));
}

async fn greet(auth: Value) {
    println!("{auth}");
}

async fn hear_messages() -> Result<(), Infallible> {
    Ok(())
}
