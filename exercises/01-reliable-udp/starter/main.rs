//! Exercise 01: gets twenty words through a lossy network. TASK.en.md, TASK.ko.md

use std::env;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::net::UdpSocket;
use std::thread;
use std::time::Duration;

/// After this long without a datagram, nothing more is expected.
const SILENCE: Duration = Duration::from_millis(500);

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

// Here: what has to change on this side? · 보내는 쪽에서는 무엇이 달라져야 할까요?
fn send(socket: &UdpSocket, words: &[&str]) -> io::Result<()> {
    for word in words {
        socket.send(word.as_bytes())?;
    }
    Ok(())
}

// And here, on this side? · 받는 쪽에서는요?
fn receive(socket: &UdpSocket) -> io::Result<Vec<String>> {
    let mut words = Vec::new();
    while let Some(word) = hear(socket, SILENCE)? {
        words.push(word);
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
