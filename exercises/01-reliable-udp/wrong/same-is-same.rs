//! Wrong: takes a word for a repeat because it is the same as the last one.

use std::env;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::net::UdpSocket;
use std::thread;
use std::time::Duration;

/// After this long without a datagram, nothing more is expected.
const SILENCE: Duration = Duration::from_millis(500);
/// After this long without a reply, a word is sent again.
const REPEAT: Duration = Duration::from_millis(20);

fn main() -> io::Result<()> {
    let words = [
        "콜라", "콜라", "치킨", "콜라", "피자", "피자", "피자", "치킨", "김밥", "라면",
        "라면", "김밥", "콜라", "우유", "우유", "치킨", "피자", "라면", "콜라", "콜라",
    ];
    println!("sent:     {}", words.join(" "));
    let seed = env::args().nth(1).unwrap_or_default();
    let (client, server) = through_a_bad_network(seed)?;
    let listening = thread::spawn(move || receive(&server));
    send(&client, &words)?;
    let received = listening
        .join()
        .expect("the receiver has no reason to panic")?;
    println!("received: {}", received.join(" "));
    Ok(())
}

/// Sends each word with its number, again and again until that number comes back.
fn send(socket: &UdpSocket, words: &[&str]) -> io::Result<()> {
    for (number, word) in words.iter().enumerate() {
        let message = format!("{number} {word}");
        loop {
            socket.send(message.as_bytes())?;
            if hear(socket, REPEAT)? == Some(number.to_string()) {
                break;
            }
        }
    }
    Ok(())
}

/// Always replies with the number, but keeps the word only if it is the next one.
fn receive(socket: &UdpSocket) -> io::Result<Vec<String>> {
    let mut words = Vec::new();
    while let Some(message) = hear(socket, SILENCE)? {
        let (number, word) = message.split_once(' ').unwrap_or_default();
        socket.send(number.as_bytes())?;
        if words.last().is_none_or(|last| last != word) {
            words.push(word.to_owned());
        }
    }
    Ok(words)
}

/// The next datagram, if one arrives in time.
fn hear(socket: &UdpSocket, patience: Duration) -> io::Result<Option<String>> {
    socket.set_read_timeout(Some(patience))?;
    let mut bytes = [0; 100];
    match socket.recv(&mut bytes) {
        Ok(length) => Ok(Some(String::from_utf8_lossy(&bytes[..length]).into_owned())),
        Err(error) => match error.kind() {
            io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut => Ok(None),
            _ => Err(error),
        },
    }
}

/// Two sockets, and between them a network that loses about one datagram in five; which
/// ones depends on the seed. Leave this as it is: you can't choose your network either.
fn through_a_bad_network(seed: String) -> io::Result<(UdpSocket, UdpSocket)> {
    let [client, near, far, server] = [(); 4].map(|()| UdpSocket::bind("127.0.0.1:0"));
    let (client, near, far, server) = (client?, near?, far?, server?);
    for (one, other) in [(&client, &near), (&far, &server)] {
        one.connect(other.local_addr()?)?;
        other.connect(one.local_addr()?)?;
    }
    let back = (far.try_clone()?, near.try_clone()?, seed.clone());
    for (from, to, seed) in [(near, far, seed + " there"), (back.0, back.1, back.2)] {
        thread::spawn(move || {
            let mut bytes = [0; 100];
            for number in 0.. {
                // A network doesn't care whether anybody is there.
                let Ok(length) = from.recv(&mut bytes) else {
                    continue;
                };
                let mut hasher = DefaultHasher::new();
                (&seed, number).hash(&mut hasher);
                let lost = hasher.finish().is_multiple_of(5);
                if !lost {
                    let _ = to.send(&bytes[..length]);
                }
            }
        });
    }
    Ok((client, server))
}
