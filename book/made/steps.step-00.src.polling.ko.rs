//! HTTP 롱 폴링을 직접 해 봐요. 서버는 응답할 것이 생길 때까지 요청을 붙잡아 둬요.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::thread;
use std::time::Duration;

pub fn run() -> io::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = listener.local_addr()?;
    thread::spawn(move || serve(&listener));

    let question = ask("A", address, "GET /notices", "")?;
    question.set_read_timeout(Some(Duration::from_millis(300)))?;
    if question.peek(&mut [0]).is_err() {
        println!("A … 300 ms");
    }
    question.set_read_timeout(None)?;
    buy(address, "시원한 콜라")?;
    hear("A", &question)?;

    // 지금은 A가 열어 둔 요청이 없으니, 그사이에 일어난 일을 서버가 보관해야 해요.
    buy(address, "시원한 사이다")?;
    buy(address, "시원한 콜라 제로")?;
    hear("A", &ask("A", address, "GET /notices", "")?)
}

fn serve(listener: &TcpListener) -> io::Result<()> {
    let mut notices = Vec::new();
    let mut waiting = None;
    for stream in listener.incoming() {
        let stream = stream?;
        let (line, body) = read(&stream)?;
        if line.starts_with("POST") {
            notices.push(body);
            write(&stream, "HTTP/1.1 201 Created", "OK")?;
        } else {
            waiting = Some(stream);
        }
        // 기다리는 소켓도 있고 보낼 소식도 있어요. 어느 쪽이 나중에 왔든지요.
        if let Some(stream) = waiting.take_if(|_| !notices.is_empty()) {
            write(&stream, "HTTP/1.1 200 OK", &notices.join(", "))?;
            notices.clear();
        }
    }
    Ok(())
}

fn buy(address: SocketAddr, goods: &str) -> io::Result<()> {
    hear("B", &ask("B", address, "POST /purchases", goods)?)
}

fn ask(who: &str, to: SocketAddr, what: &str, body: &str) -> io::Result<TcpStream> {
    println!("{}", format!("{who} → {what} {body}").trim_end());
    let stream = TcpStream::connect(to)?;
    let head = format!("{what} HTTP/1.1\r\nHost: localhost");
    write(&stream, &head, body)?;
    Ok(stream)
}

fn hear(who: &str, stream: &TcpStream) -> io::Result<()> {
    read(stream).map(|(line, body)| println!("{who} ← {line} {body}"))
}

fn write(mut stream: &TcpStream, head: &str, body: &str) -> io::Result<()> {
    let length = body.len();
    write!(stream, "{head}\r\nContent-Length: {length}\r\n\r\n{body}")
}

/// 첫 줄과 본문이에요.
fn read(stream: &TcpStream) -> io::Result<(String, String)> {
    let mut stream = BufReader::new(stream);
    let (mut head, mut body) = (String::new(), String::new());
    while !head.ends_with("\r\n\r\n") && stream.read_line(&mut head)? > 0 {}
    let (_, length) = head.trim().rsplit_once("Length: ").unwrap_or_default();
    let length = length.parse().unwrap_or(0);
    stream.take(length).read_to_string(&mut body)?;
    Ok((head.lines().take(1).collect(), body))
}
