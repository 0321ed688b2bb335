//! WebSocket을 직접 해 봐요. HTTP로 시작해서, 101 다음부터는 양쪽으로 프레임이 오가요.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha1::{Digest, Sha1};

/// RFC 6455의 예제에서 가져왔어요. 브라우저는 매번 새 키를 만들어요.
const KEY: &str = "dGhlIHNhbXBsZSBub25jZQ==";
const MASK: [u8; 4] = [0x37, 0xfa, 0x21, 0x3d];
const UPGRADE: &str = "Connection: Upgrade\r\nUpgrade: websocket\r\n";
type Stream = BufReader<TcpStream>;

pub fn run() -> io::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let mut stream = BufReader::new(TcpStream::connect(listener.local_addr()?)?);
    let server = thread::spawn(move || serve(BufReader::new(listener.accept()?.0)));
    let key = format!("Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {KEY}");
    let ask = format!("GET / HTTP/1.1\r\nHost: localhost\r\n{UPGRADE}{key}\r\n\r\n");
    say("client", &stream, &ask, ask.as_bytes())?;
    assert!(hear_head(&mut stream)?.contains(&accept(KEY)));

    // 클라이언트가 보낼 때는 늘 마스크를 씌워요. 프록시가 HTTP로 착각하면 안 되거든요.
    let frame = [&[0x81, 0x80 | 5], &MASK[..], &mask(b"Hello", MASK)].concat();
    say("client", &stream, &format!("{frame:02x?}"), &frame)?;
    println!("client ← {:?}", hear_frame(&mut stream)?);
    server.join().expect("the server has no reason to panic")
}

fn serve(mut stream: Stream) -> io::Result<()> {
    let ask = hear_head(&mut stream)?;
    let (_, key) = ask.trim().rsplit_once("Key: ").unwrap_or_default();
    let accept = accept(key);
    let yes = format!("HTTP/1.1 101 Switching Protocols\r\n{UPGRADE}{accept}\r\n\r\n");
    say("server", &stream, &yes, yes.as_bytes())?;
    println!("server ← {:?}", hear_frame(&mut stream)?);
    let frame = [&[0x81, 6], "안녕".as_bytes()].concat();
    say("server", &stream, &format!("{frame:02x?}"), &frame)
}

/// 서버가 WebSocket을 안다는 증거예요. HTTP만 아는 서버는 이렇게 응답할 수 없어요.
fn accept(key: &str) -> String {
    let same_for_all = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    let hash = Sha1::digest(format!("{key}{same_for_all}"));
    format!("Sec-WebSocket-Accept: {}", BASE64_STANDARD.encode(hash))
}

/// 마스크를 씌우고 벗겨요. 같은 마스크를 두 번 씌우면 원래대로 돌아와요.
fn mask(bytes: &[u8], mask: [u8; 4]) -> Vec<u8> {
    let pairs = bytes.iter().zip(mask.iter().cycle());
    pairs.map(|(byte, mask)| byte ^ mask).collect()
}

fn say(who: &str, stream: &Stream, shown: &str, bytes: &[u8]) -> io::Result<()> {
    let lines = shown.trim_end().lines();
    lines.for_each(|line| println!("{who} → {line}"));
    stream.get_ref().write_all(bytes)
}

fn hear_head(stream: &mut Stream) -> io::Result<String> {
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") && stream.read_line(&mut head)? > 0 {}
    Ok(head)
}

/// 81(온전한 텍스트), 마스크 비트를 더한 길이, 마스크, 텍스트 순서예요.
fn hear_frame(stream: &mut Stream) -> io::Result<String> {
    let mut start = [0; 2];
    stream.read_exact(&mut start)?;
    let mut key = [0; 4];
    if start[1] & 0x80 != 0 {
        stream.read_exact(&mut key)?;
    }
    let mut text = vec![0; usize::from(start[1] & 0x7f)];
    stream.read_exact(&mut text)?;
    Ok(String::from_utf8_lossy(&mask(&text, key)).into_owned())
}
