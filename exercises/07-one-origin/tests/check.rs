//! Are pages of one other origin let in, and of no third?

use std::process::ExitCode;

use exercise_check::{Deed, Outcome, Play, Say};
use reqwest::redirect::Policy;

const OURS: &str = "http://localhost:5500";
/// The first is that of a file; others begin like ours, or end like it.
const FOREIGN: [&str; 6] = [
    "null",
    "http://localhost:55000",
    "https://localhost:5500",
    "http://127.0.0.1:5500",
    "http://evil-localhost:5500",
    "http://localhost:5500.evil.example",
];
const POLLING: &str = "/socket.io/?EIO=4&transport=polling";

fn main() -> ExitCode {
    exercise_check::scene(env!("CARGO_BIN_EXE_exercise-07"), play)
}

async fn play(play: &mut Play) -> Outcome {
    asks(play, OURS, "/")
        .brings(
            ["page can read the response · 응답을 읽을 수 있음"],
            Say {
                en: "A page from `http://localhost:5500` can read HTTP responses.",
                ko: "`http://localhost:5500`의 페이지가 HTTP 응답을 읽을 수 있어야 해요.",
            },
        )
        .await?;
    asks(play, OURS, POLLING)
        .brings(
            ["page can read the response · 응답을 읽을 수 있음"],
            Say {
                en: "It can read the socket's responses too: Socket.IO starts as HTTP.",
                ko: "소켓의 응답도 읽을 수 있어야 해요. Socket.IO도 HTTP로 시작하니까요.",
            },
        )
        .await?;
    asks(play, OURS, "/socket.io/socket.io.js")
        .brings(
            ["page can read the response · 응답을 읽을 수 있음"],
            Say {
                en: "It can read the client file too, because it checks the file's hash.",
                ko: "클라이언트 파일도 읽을 수 있어야 해요. 페이지가 해시를 \
                     확인하니까요.",
            },
        )
        .await?;
    for foreign in FOREIGN {
        asks(play, foreign, POLLING)
            .brings(
                ["page can't read the response · 응답을 읽을 수 없음…"],
                Say {
                    en: "Pages from any other origin can't read anything.",
                    ko: "출처가 다른 페이지는 아무것도 읽지 못해야 해요.",
                },
            )
            .await?;
    }
    play.connects("A")
        .brings(
            [],
            Say {
                en: "A client that isn't a page can still connect.",
                ko: "페이지가 아닌 클라이언트는 전과 같이 연결할 수 있어야 해요.",
            },
        )
        .await?;
    play.posts("B", "/messages", "안녕하세요")
        .brings(
            [
                "B POST /messages \"안녕하세요\" → 204",
                r#"A on message: "안녕하세요""#,
            ],
            Say {
                en: "What arrives over HTTP still goes out to every socket.",
                ko: "HTTP로 온 메시지는 전과 같이 모든 소켓에게 가야 해요.",
            },
        )
        .await
}

/// As a browser does it: asks, and shows the page the answer if its origin is named.
fn asks<'p>(play: &'p mut Play, origin: &'static str, path: &str) -> Deed<'p> {
    // Not as it stands: a transcript hides ports.
    let shown = origin.replace("://", " ").replace(':', " ");
    let title = format!("a page from {shown}: GET {path}");
    let url = format!("{}{path}", play.address());
    play.asks(&title, async move {
        // The client's file may stand elsewhere: what counts is the first answer.
        let client = reqwest::Client::builder().redirect(Policy::none());
        let client = client.build().expect("nothing about it is special");
        let request = client.get(url).header("Origin", origin);
        let answer = match request.send().await {
            Ok(answer) => answer,
            Err(error) => return vec![format!("page     {error}")],
        };
        let allowed = answer.headers().get("Access-Control-Allow-Origin");
        vec![match allowed.map(|it| it.to_str().unwrap_or_default()) {
            Some(it) if it == origin || it == "*" => {
                "page     can read the response · 응답을 읽을 수 있음".to_owned()
            }
            Some(it) => format!(
                "page     can't read the response · 응답을 읽을 수 없음 \
                 (Access-Control-Allow-Origin: {it})"
            ),
            None => "page     can't read the response · 응답을 읽을 수 없음 \
                     (no Access-Control-Allow-Origin)"
                .to_owned(),
        }]
    })
}
