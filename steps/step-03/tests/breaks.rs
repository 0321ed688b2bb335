//! What the chapter breaks, and what its questions ask: the book prints the answers.

#![allow(clippy::unwrap_used)]

use reqwest::Method;
use transcript::{Client, Program, Scene, as_printed};

const WELCOME: &str = "server 새로운 소켓이 연결됐어요!";

async fn request(scene: &Scene, method: Method, path: &str) -> String {
    let url = format!("{}{path}", scene.address());
    let request = reqwest::Client::new().request(method.clone(), url);
    let answer = request.send().await.unwrap();
    let status = answer.status();
    let body = answer.text().await.unwrap();
    let answer = format!("{method} {path}\n{status}\n{body}");
    answer.trim_end().to_owned()
}

#[tokio::test]
async fn inside_the_layer_a_request_for_the_clients_file_is_taken_for_a_connection() {
    let scene = Scene::open(Program::example("layer-last"), Client::Rust).await;
    let answer = request(&scene, Method::GET, "/socket.io/socket.io.js").await;
    as_printed().bind(|| insta::assert_snapshot!("layer-last", answer));
}

#[tokio::test]
async fn through_a_stored_socket_only_the_last_client_gets_the_message() {
    let mut scene = Scene::open(Program::example("last-socket"), Client::Rust).await;
    scene.connects("A").until([WELCOME]).await;
    scene.connects("B").until([WELCOME]).await;
    scene
        .posts("C", "/messages", "오늘은 콜라가 반값!")
        .until(["C POST", "B on message"])
        .await;
    scene
        .sends("A", "안녕하세요")
        .until(["server 안녕하세요", "A on message"])
        .await;
    as_printed().bind(|| insta::assert_snapshot!("last-socket", scene.transcript()));
}

#[tokio::test]
async fn an_emit_that_is_not_awaited_never_happens() {
    let mut scene = Scene::open(Program::example("not-awaited"), Client::Rust).await;
    scene.connects("A").until([WELCOME]).await;
    scene
        .posts("C", "/messages", "오늘은 콜라가 반값!")
        .until(["C POST"])
        .await;
    scene
        .sends("A", "안녕하세요")
        .until(["server 안녕하세요", "A on message"])
        .await;
    as_printed().bind(|| insta::assert_snapshot!("not-awaited", scene.transcript()));
}

#[tokio::test]
async fn http_refuses_what_it_does_not_know() {
    let scene = Scene::open(env!("CARGO_BIN_EXE_step-03"), Client::Rust).await;
    let answers = [
        request(&scene, Method::POST, "/mesages").await,
        request(&scene, Method::GET, "/messages").await,
    ];
    let answers = answers.join("\n\n");
    as_printed().bind(|| insta::assert_snapshot!("refusals", answers));
}

#[tokio::test]
async fn a_client_that_connects_later_has_missed_it() {
    let mut scene = Scene::open(env!("CARGO_BIN_EXE_step-03"), Client::Rust).await;
    scene
        .posts("C", "/messages", "오늘은 콜라가 반값!")
        .until(["C POST"])
        .await;
    scene
        .connects("A")
        .until([WELCOME, "A on message", "A on customEventName"])
        .await;
    scene
        .sends("A", "안녕하세요")
        .until(["server 안녕하세요", "A on message"])
        .await;
    as_printed().bind(|| insta::assert_snapshot!("too-early", scene.transcript()));
}
