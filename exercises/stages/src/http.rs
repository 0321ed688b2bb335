//! What a browser asks for over HTTP, before there is any socket.

use std::time::Duration;

use exercise_check::{Outcome, Play, Say};
use reqwest::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CONTENT_TYPE, HeaderMap, ORIGIN};
use reqwest::redirect::Policy;
use reqwest::{Client, Response};

const PATIENCE: Duration = Duration::from_secs(5);

const SCRIPT: &str = "/socket.io/socket.io.js";
const CLIENT: Say = Say {
    en: "A page gets the browser's client from `/socket.io/socket.io.js`: the route that \
         `assets::client()` answers. It belongs below the Socket.IO layer, which would take \
         this request for a client that wants to connect.",
    ko: "페이지는 브라우저용 클라이언트를 `/socket.io/socket.io.js`에서 받아요. \
         `assets::client()`가 응답하는 라우트예요. 이 라우트는 Socket.IO 레이어보다 아래 줄에 \
         있어야 해요. 그러지 않으면 레이어가 이 요청을 접속하려는 클라이언트로 여겨요.",
};

const POLLING: &str = "/socket.io/?EIO=4&transport=polling";
const ANYWHERE: Say = Say {
    en: "A page that was opened as a file may connect: with a `CorsLayer`, the server allows \
         any origin.",
    ko: "파일로 연 페이지도 접속할 수 있어야 해요. `CorsLayer`로 모든 출처(origin)를 허용하세요.",
};

/// Whether a page finds the browser's client, as npm's file or as the way to the CDN's.
pub async fn client_is_there(play: &mut Play) -> Outcome {
    let url = format!("{}{SCRIPT}", play.address());
    let look = async move {
        let answer = match get(&url).await {
            Ok(answer) if is_there(&answer) => "the client".to_owned(),
            answer => told(answer).await,
        };
        vec![format!("page GET {SCRIPT} → {answer}")]
    };
    let expected = format!("page GET {SCRIPT} → the client");
    play.asks("a page loads the client", look)
        .brings([expected.as_str()], CLIENT)
        .await
}

fn is_there(answer: &Response) -> bool {
    answer.status().is_success() || answer.status().is_redirection()
}

/// Whether a browser lets a page from elsewhere read what Socket.IO answers.
pub async fn pages_from_files_may_connect(play: &mut Play) -> Outcome {
    let url = format!("{}{POLLING}", play.address());
    let look = async move {
        let answer = match get(&url).await {
            Ok(answer) if answer.status().is_success() => shown(answer.headers()),
            answer => told(answer).await,
        };
        vec![format!("page GET {POLLING} → {answer}")]
    };
    let expected = format!("page GET {POLLING} → 200, and the page may read it");
    play.asks("a page that was opened as a file connects", look)
        .brings([expected.as_str()], ANYWHERE)
        .await
}

fn shown(headers: &HeaderMap) -> String {
    let allowed = headers.get(ACCESS_CONTROL_ALLOW_ORIGIN);
    match allowed.map(|origin| origin.to_str().unwrap_or_default()) {
        Some("*" | "null") => "200, and the page may read it".to_owned(),
        Some(other) => format!("200, and only {other} may read it"),
        None => "200, and the browser keeps it from the page".to_owned(),
    }
}

/// The status of an answer, and its content type, or the text of a refusal.
pub async fn page(server: &str, path: &str) -> String {
    let answer = match get(&format!("{server}{path}")).await {
        Ok(answer) if answer.status().is_success() => {
            let kind = answer.headers().get(CONTENT_TYPE);
            let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
            let kind = kind.split(';').next().unwrap_or_default();
            format!("{} {kind}", answer.status().as_u16())
        }
        answer => told(answer).await,
    };
    format!("page GET {path} → {answer}")
}

/// As a page that was opened as a file asks; a redirection is not followed.
async fn get(url: &str) -> reqwest::Result<Response> {
    let client = Client::builder().timeout(PATIENCE).redirect(Policy::none());
    let asks = client.build()?.get(url).header(ORIGIN, "null");
    asks.send().await
}

async fn told(answer: reqwest::Result<Response>) -> String {
    match answer {
        Ok(answer) => {
            let status = answer.status().as_u16();
            let text = answer.text().await.unwrap_or_default();
            let line = text.lines().next().unwrap_or_default();
            format!("{status} {line}").trim_end().to_owned()
        }
        Err(_) => "no answer".to_owned(),
    }
}
