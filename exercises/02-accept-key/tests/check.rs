//! Does the server prove to WebSocket clients that it is one?

use std::io;
use std::process::ExitCode;

use exercise_check::{Outcome, Play, Say};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tokio_tungstenite::connect_async;

fn main() -> ExitCode {
    exercise_check::scene(env!("CARGO_BIN_EXE_exercise-02"), play)
}

async fn play(play: &mut Play) -> Outcome {
    let host = play.address().trim_start_matches("http://").to_owned();

    let asked = proof(host.clone(), "dGhlIHNhbXBsZSBub25jZQ==");
    play.asks("A sends the key dGhlIHNhbXBsZSBub25jZQ==", asked)
        .brings(
            ["A Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo="],
            Say {
                en: "The example key of RFC 6455 gets the answer that the RFC gives for \
                     it.",
                ko: "RFC 6455에 나오는 예시 키에는 RFC에 나오는 응답이 와야 해요.",
            },
        )
        .await?;
    let asked = proof(host.clone(), "cmVhbC10aW1lIHdvcmtzLg==");
    play.asks("B sends the key cmVhbC10aW1lIHdvcmtzLg==", asked)
        .brings(
            ["B Sec-WebSocket-Accept: ZdCTqOBAb+b0OJTfrMjtR/7ESgA="],
            Say {
                en: "A different key gets a different answer.",
                ko: "키가 다르면 응답도 달라야 해요.",
            },
        )
        .await?;
    play.asks("C opens a WebSocket", async move {
        let opened = connect_async(format!("ws://{host}")).await;
        vec![match opened {
            Ok(_) => "C        open · 열림".to_owned(),
            Err(error) => format!("C        refuses · 거절: {error}"),
        }]
    })
    .brings(
        ["C open · 열림"],
        Say {
            en: "A real client picks a random key, computes the answer itself, and \
                 accepts yours.",
            ko: "진짜 클라이언트가 무작위로 고른 키로 직접 계산해 봐도 같은 응답이 와야 \
                 해요.",
        },
    )
    .await
}

/// The line that a client looks for in the answer.
async fn proof(host: String, key: &'static str) -> Vec<String> {
    let who = if key.starts_with('d') { 'A' } else { 'B' };
    vec![match ask(&host, key).await {
        Ok(line) => format!("{who}        {line}"),
        Err(error) => format!("{who}        {error}"),
    }]
}

async fn ask(host: &str, key: &str) -> io::Result<String> {
    let mut stream = BufReader::new(TcpStream::connect(host).await?);
    let ask = format!(
        "GET / HTTP/1.1\r\nhost: {host}\r\nconnection: Upgrade\r\n\
         upgrade: websocket\r\nsec-websocket-version: 13\r\n\
         sec-websocket-key: {key}\r\n\r\n"
    );
    stream.write_all(ask.as_bytes()).await?;
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await? == 0 {
            return Ok("hung up · 끊음".to_owned());
        }
        if line.starts_with("Sec-WebSocket-Accept") {
            return Ok(line.trim().to_owned());
        }
    }
}
