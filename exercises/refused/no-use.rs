//! A name without its `use`.

fn main() {
    let (_socket_io, io) = SocketIo::new_layer();
    io.ns("/", async || println!("새로운 소켓이 연결됐어요!"));
}
