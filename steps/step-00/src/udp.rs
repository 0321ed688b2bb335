//! UDP: datagrams without a connection, each a single packet, each on its own.

use std::io;
use std::net::{SocketAddr, UdpSocket};
use std::thread;
use std::time::Duration;

pub fn run() -> io::Result<()> {
    let socket = UdpSocket::bind("127.0.0.1:0")?;
    let address = socket.local_addr()?;
    let server = thread::spawn(move || serve(&socket));

    // No connect: every datagram carries the address that it goes to.
    let client = UdpSocket::bind("127.0.0.1:0")?;
    say("client", &client, address, "콜라")?;
    say("client", &client, address, "사이다")?;
    let (answer, _) = hear(&client)?;
    println!("client ← {answer:?}");
    server.join().expect("the server has no reason to panic")?;

    // The server is gone, and so is its socket: nobody listens on this port now.
    let sent = say("client", &client, address, "거기 누구 없어요?");
    println!("client   {sent:?}");
    Ok(())
}

fn serve(socket: &UdpSocket) -> io::Result<()> {
    // Two sends, two receives: datagrams are never joined together.
    let (first, _) = hear(socket)?;
    let (second, sender) = hear(socket)?;
    println!("server ← {first:?}");
    println!("server ← {second:?}");
    say("server", socket, sender, "콜라, 사이다!")?;
    Ok(())
}

/// Returns how many bytes the network took; whether they arrive, nobody knows.
fn say(who: &str, socket: &UdpSocket, to: SocketAddr, text: &str) -> io::Result<usize> {
    println!("{who} → {text:?} ({})", text.len());
    socket.send_to(text.as_bytes(), to)
}

fn hear(socket: &UdpSocket) -> io::Result<(String, SocketAddr)> {
    // What is lost never arrives, and nobody says so: at some point, you have to give up.
    socket.set_read_timeout(Some(Duration::from_secs(5)))?;
    let mut buffer = [0; 64];
    let (length, sender) = socket.recv_from(&mut buffer)?;
    let text = String::from_utf8_lossy(&buffer[..length]);
    Ok((text.into_owned(), sender))
}
