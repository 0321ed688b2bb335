//! UDP: 연결이 없는 데이터그램이에요. 하나가 패킷 하나이고, 저마다 따로 가요.

use std::io;
use std::net::{SocketAddr, UdpSocket};
use std::thread;
use std::time::Duration;

pub fn run() -> io::Result<()> {
    let socket = UdpSocket::bind("127.0.0.1:0")?;
    let address = socket.local_addr()?;
    let server = thread::spawn(move || serve(&socket));

    // 연결은 없어요. 데이터그램마다 받을 주소가 적혀 있어요.
    let client = UdpSocket::bind("127.0.0.1:0")?;
    say("client", &client, address, "콜라")?;
    say("client", &client, address, "사이다")?;
    let (answer, _) = hear(&client)?;
    println!("client ← {answer:?}");
    server.join().expect("the server has no reason to panic")?;

    // 서버가 끝났고 소켓도 사라졌어요. 이제 이 포트에서 듣는 프로그램이 없어요.
    let sent = say("client", &client, address, "거기 누구 없어요?");
    println!("client   {sent:?}");
    Ok(())
}

fn serve(socket: &UdpSocket) -> io::Result<()> {
    // 두 번 보내고 두 번 받아요. 데이터그램은 합쳐지지 않아요.
    let (first, _) = hear(socket)?;
    let (second, sender) = hear(socket)?;
    println!("server ← {first:?}");
    println!("server ← {second:?}");
    say("server", socket, sender, "콜라, 사이다!")?;
    Ok(())
}

/// 네트워크가 받아 준 바이트 수를 돌려줘요. 도착할지는 아무도 몰라요.
fn say(who: &str, socket: &UdpSocket, to: SocketAddr, text: &str) -> io::Result<usize> {
    println!("{who} → {text:?} ({})", text.len());
    socket.send_to(text.as_bytes(), to)
}

fn hear(socket: &UdpSocket) -> io::Result<(String, SocketAddr)> {
    // 잃어버린 것은 오지 않고, 아무도 알려 주지 않아요. 언젠가는 그만 기다려야 해요.
    socket.set_read_timeout(Some(Duration::from_secs(5)))?;
    let mut buffer = [0; 64];
    let (length, sender) = socket.recv_from(&mut buffer)?;
    let text = String::from_utf8_lossy(&buffer[..length]);
    Ok((text.into_owned(), sender))
}
