//! What the chapter breaks, and what its questions ask: the book prints the answers.

#![allow(clippy::unwrap_used)]

use serde_json::json;
use transcript::{Client, Program, Scene, as_printed};

const WELCOME: &str = "server 새로운 소켓이 연결됐어요!";

/// A request like one from the address bar; the session id, different each time, is
/// replaced.
async fn get(scene: &Scene, path: &str) -> String {
    let answer = reqwest::get(format!("{}{path}", scene.address()));
    let answer = answer.await.unwrap();
    let status = answer.status();
    let body = answer.text().await.unwrap();
    let body = match body.split_once(r#""sid":""#) {
        Some((before, after)) => {
            let (_, after) = after.split_once('"').unwrap();
            format!(r#"{before}"sid":"[sid]"{after}"#)
        }
        None => body,
    };
    format!("GET {path}\n{status}\n{body}\n")
}

#[tokio::test]
async fn a_client_with_another_protocol_version_is_told_so() {
    let scene = Scene::open(env!("CARGO_BIN_EXE_step-01"), Client::Rust).await;
    let ours = get(&scene, "/socket.io/?EIO=4&transport=polling").await;
    let theirs = get(&scene, "/socket.io/?EIO=3&transport=polling").await;
    let both = format!("{ours}\n{theirs}");
    as_printed().bind(|| insta::assert_snapshot!("protocol-version", both));
}

#[tokio::test]
async fn a_handler_that_is_registered_late_misses_the_first_message() {
    let mut scene = Scene::open(Program::example("too-late"), Client::Rust).await;
    scene.connects("A").until([WELCOME]).await;
    scene
        .sends("A", "안녕하세요")
        .until(["server 이제부터 들어요"])
        .await;
    scene
        .sends("A", "반가워요")
        .until(["server 반가워요"])
        .await;
    as_printed().bind(|| insta::assert_snapshot!("too-late", scene.transcript()));
}

#[tokio::test]
async fn a_message_may_be_an_object() {
    let mut scene = Scene::open(env!("CARGO_BIN_EXE_step-01"), Client::Rust).await;
    scene.connects("A").until([WELCOME, "A on message"]).await;
    scene
        .sends("A", json!({ "goodsName": "시원한 콜라", "goodsId": 1 }))
        .until([r#"server {"goodsName"#, "A on message"])
        .await;
    as_printed().bind(|| insta::assert_snapshot!("object", scene.transcript()));
}

/// What the library does when a WebSocket opens beside the polling and is cut off at
/// once, as some proxies do: the smallest case.
#[tokio::test]
async fn a_websocket_cut_off_on_trial_takes_its_session_with_it() {
    let scene = Scene::open(env!("CARGO_BIN_EXE_step-01"), Client::Rust).await;
    let polling = "/socket.io/?EIO=4&transport=polling";
    let url = format!("{}{polling}", scene.address());
    let open = reqwest::get(&url).await.unwrap().text().await.unwrap();
    let sid = open.split(r#""sid":""#).nth(1).unwrap();
    let sid = sid.split('"').next().unwrap();
    let connect = reqwest::Client::new().post(format!("{url}&sid={sid}"));
    connect.body("40").send().await.unwrap();

    let websocket = scene.address().replace("http", "ws");
    let websocket = format!("{websocket}/socket.io/?EIO=4&transport=websocket&sid={sid}");
    let (opened, answer) = tokio_tungstenite::connect_async(websocket).await.unwrap();
    drop(opened);

    let mut seen = format!(
        "GET {polling}\n{}\nPOST {polling}&sid=[sid] 40\nok\n\
         GET /socket.io/?EIO=4&transport=websocket&sid=[sid]\n{}\n(cut)\n",
        open.replace(sid, "[sid]"),
        answer.status(),
    );
    // It takes the server a moment to notice.
    let last = loop {
        let answer = reqwest::get(format!("{url}&sid={sid}")).await.unwrap();
        let status = answer.status();
        if status != 200 {
            break format!("{status}\n{}", answer.text().await.unwrap());
        }
    };
    seen += &format!("GET {polling}&sid=[sid]\n{last}\n");
    as_printed().bind(|| insta::assert_snapshot!("cut-on-trial", seen));
}
