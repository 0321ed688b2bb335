//! `with` belongs to a trait, which is not imported.

use std::convert::Infallible;

use socketioxide::SocketIo;

fn main() {
    let (_socket_io, io) = SocketIo::new_layer();
    io.ns("/", greet.with(hear_messages));
}

async fn greet() {
    println!("새로운 소켓이 연결됐어요!");
}

async fn hear_messages() -> Result<(), Infallible> {
    Ok(())
}
