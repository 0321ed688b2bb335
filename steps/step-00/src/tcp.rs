//! TCP: a connection that carries bytes both ways, and knows nothing about messages.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::thread;
use std::time::Duration;

pub fn run() -> io::Result<()> {
    // Port 0: the system picks a free one.
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = listener.local_addr()?;
    let server = thread::spawn(move || serve(&listener));

    println!("client → connect");
    let stream = TcpStream::connect(address)?;
    say("client", &stream, "콜라\n")?;
    say("client", &stream, "사이다\n")?;

    // These two have agreed on lines: the reader has to find where each one ends.
    let mut lines = BufReader::new(&stream).lines();
    for line in lines.by_ref().take(2) {
        println!("client ← {:?}", line?);
    }
    say("client", &stream, "시원한 콜라\n")?;
    for line in lines.take(1) {
        println!("client ← {:?}", line?);
    }

    println!("client → close");
    stream.shutdown(Shutdown::Write)?;
    server.join().expect("the server has no reason to panic")
}

fn serve(listener: &TcpListener) -> io::Result<()> {
    let (mut stream, _) = listener.accept()?;

    // Two writes, one read.
    wait_for(&stream, "콜라\n사이다\n".len())?;
    read(&mut stream, &mut [0; 64])?;
    // One write, which the client reads as two messages.
    say("server", &stream, "콜라!\n사이다!\n")?;

    // One write, three reads, cut in the middle of a character.
    wait_for(&stream, "시원한 콜라\n".len())?;
    let mut line = Vec::new();
    while !line.ends_with(b"\n") {
        line.extend(read(&mut stream, &mut [0; 7])?);
    }
    say("server", &stream, &String::from_utf8_lossy(&line))?;

    // Nothing left to read, and nothing more to come.
    read(&mut stream, &mut [0; 64])?;
    Ok(())
}

/// What one read of the socket returns: at most as much as fits into the buffer.
fn read(stream: &mut TcpStream, buffer: &mut [u8]) -> io::Result<Vec<u8>> {
    let length = stream.read(buffer)?;
    let bytes = &buffer[..length];
    println!("server ← {:?} ({length})", String::from_utf8_lossy(bytes));
    Ok(bytes.to_vec())
}

fn say(who: &str, mut stream: &TcpStream, text: &str) -> io::Result<()> {
    println!("{who} → {text:?} ({})", text.len());
    stream.write_all(text.as_bytes())
}

/// So that every run shows the same. `peek` looks at the bytes without taking them out.
fn wait_for(stream: &TcpStream, bytes: usize) -> io::Result<()> {
    let mut tries = 0..1000;
    while stream.peek(&mut [0; 64])? < bytes && tries.next().is_some() {
        thread::sleep(Duration::from_millis(1));
    }
    Ok(())
}
