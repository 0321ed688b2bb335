//! The bare loop: whatever anyone says is written to everyone, one after another.

use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::OwnedWriteHalf;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};

type Sockets = Arc<Mutex<Vec<OwnedWriteHalf>>>;

/// Serves until the process is killed.
pub async fn serve() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    println!("http://{}", listener.local_addr().unwrap());
    let sockets = Sockets::default();
    let (says, mut said) = unbounded_channel::<Vec<u8>>();
    let all = Arc::clone(&sockets);
    tokio::spawn(async move {
        while let Some(packet) = said.recv().await {
            let text = String::from_utf8(packet).unwrap();
            let (_, order) = text.split_once("[\"BUY\",").unwrap();
            let frame = frame(format!("42[\"BUY_GOODS\",{order}").as_bytes());
            let sockets = std::mem::take(&mut *all.lock().unwrap());
            let mut left = Vec::with_capacity(sockets.len());
            for mut socket in sockets {
                if socket.write_all(&frame).await.is_ok() {
                    left.push(socket);
                }
            }
            all.lock().unwrap().extend(left);
        }
    });
    loop {
        let (stream, _) = listener.accept().await.unwrap();
        stream.set_nodelay(true).unwrap();
        tokio::spawn(take_in(stream, Arc::clone(&sockets), says.clone()));
    }
}

async fn take_in(
    mut stream: TcpStream,
    sockets: Sockets,
    says: UnboundedSender<Vec<u8>>,
) {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await.unwrap());
    }
    let (mut reads, mut writes) = stream.into_split();
    let answer = b"HTTP/1.1 101 Switching Protocols\r\n\r\n";
    writes.write_all(answer).await.unwrap();
    writes.write_all(&frame(b"40{}")).await.unwrap();
    sockets.lock().unwrap().push(writes);
    loop {
        let Ok(_) = reads.read_u8().await else { return };
        let length = match reads.read_u8().await.unwrap() & 0x7f {
            126 => reads.read_u16().await.unwrap().into(),
            length => usize::from(length),
        };
        let mut packet = vec![0; 4 + length];
        reads.read_exact(&mut packet).await.unwrap();
        if packet[4..].starts_with(b"42") && says.send(packet.split_off(4)).is_err() {
            return;
        }
    }
}

fn frame(packet: &[u8]) -> Vec<u8> {
    let length = u16::try_from(packet.len()).unwrap();
    let mut frame = vec![0x81];
    match u8::try_from(length) {
        Ok(length @ ..126) => frame.push(length),
        _ => {
            frame.push(126);
            frame.extend(length.to_be_bytes());
        }
    }
    frame.extend(packet);
    frame
}
