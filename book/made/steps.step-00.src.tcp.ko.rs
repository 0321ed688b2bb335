//! TCP: 바이트가 양쪽으로 오가는 연결이에요. 메시지가 무엇인지는 몰라요.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::thread;
use std::time::Duration;

pub fn run() -> io::Result<()> {
    // 포트 0: 비어 있는 포트를 시스템이 골라요.
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = listener.local_addr()?;
    let server = thread::spawn(move || serve(&listener));

    println!("client → connect");
    let stream = TcpStream::connect(address)?;
    say("client", &stream, "콜라\n")?;
    say("client", &stream, "사이다\n")?;

    // 둘은 줄 단위로 말하기로 했어요. 줄이 어디서 끝나는지는 읽는 쪽이 찾아야 해요.
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

    // 두 번 쓰고 한 번 읽어요.
    wait_for(&stream, "콜라\n사이다\n".len())?;
    read(&mut stream, &mut [0; 64])?;
    // 한 번 썼지만 클라이언트는 메시지 두 개로 읽어요.
    say("server", &stream, "콜라!\n사이다!\n")?;

    // 한 번 쓰고 세 번 읽어요. 글자 한가운데가 잘려요.
    wait_for(&stream, "시원한 콜라\n".len())?;
    let mut line = Vec::new();
    while !line.ends_with(b"\n") {
        line.extend(read(&mut stream, &mut [0; 7])?);
    }
    say("server", &stream, &String::from_utf8_lossy(&line))?;

    // 더 읽을 것도, 더 올 것도 없어요.
    read(&mut stream, &mut [0; 64])?;
    Ok(())
}

/// 소켓에서 한 번 읽은 결과예요. 버퍼에 들어가는 만큼까지예요.
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

/// 실행할 때마다 결과가 같도록 해요. `peek`은 바이트를 꺼내지 않고 들여다봐요.
fn wait_for(stream: &TcpStream, bytes: usize) -> io::Result<()> {
    let mut tries = 0..1000;
    while stream.peek(&mut [0; 64])? < bytes && tries.next().is_some() {
        thread::sleep(Duration::from_millis(1));
    }
    Ok(())
}
