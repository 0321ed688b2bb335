//! Exercise 02, solved: the SHA-1 of the key and the string, its bytes in Base64.

use std::io;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use listen::{address, listen};
use sha1::{Digest, Sha1};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, copy, sink};
use tokio::net::TcpStream;

/// Every WebSocket server knows this string, and no other program does.
const SAME_FOR_ALL: &str = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

#[tokio::main]
async fn main() -> io::Result<()> {
    let listener = listen(3000).await;
    println!("{}", address(&listener));
    loop {
        let (stream, _) = listener.accept().await?;
        tokio::spawn(async move {
            if let Err(error) = shake_hands(stream).await {
                eprintln!("{error}");
            }
        });
    }
}

async fn shake_hands(stream: TcpStream) -> io::Result<()> {
    let mut stream = BufReader::new(stream);
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") && stream.read_line(&mut head).await? > 0 {}

    let accept = accept(header(&head, "Sec-WebSocket-Key").unwrap_or_default());
    let answer = format!(
        "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\n\
         Upgrade: websocket\r\nSec-WebSocket-Accept: {accept}\r\n\r\n"
    );
    stream.write_all(answer.as_bytes()).await?;

    // Frames would follow. This server throws them away.
    copy(&mut stream, &mut sink()).await.map(|_| ())
}

/// The value of the header with this name, in whatever case the name is written.
fn header<'h>(head: &'h str, wanted: &str) -> Option<&'h str> {
    head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case(wanted).then_some(value.trim())
    })
}

/// The proof that goes with this key.
fn accept(key: &str) -> String {
    let hash = Sha1::digest(format!("{key}{SAME_FOR_ALL}"));
    BASE64_STANDARD.encode(hash)
}
