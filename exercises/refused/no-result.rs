//! A middleware could refuse, so it has to say that it doesn't.

use socketioxide::SocketIo;
use socketioxide::extract::SocketRef;
use socketioxide::handler::ConnectHandler;

fn main() {
    let (_socket_io, io) = SocketIo::new_layer();
    io.ns("/", greet.with(hear_messages));
}

async fn greet() {
    println!("새로운 소켓이 연결됐어요!");
}

async fn hear_messages(socket: SocketRef) {
    socket.on("message", async || println!("message"));
}
