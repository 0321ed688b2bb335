//! The browser's client in both cases: embedded, and fetched from the CDN.

#![allow(clippy::unwrap_used)]

#[path = "../../shop/tests/walk/mod.rs"]
mod walk;

use std::path::{Path, PathBuf};
use std::process::Command;

use native_tls::{Identity, TlsAcceptor as Acceptor};
use rcgen::{CertifiedKey, generate_simple_self_signed};
use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_native_tls::TlsAcceptor;
use transcript::{Browser, Client, Program, Scene};

const CDN: &str = "https://cdn.socket.io/4.8.4/socket.io.min.js";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// Builds the shop as on a machine without npm, in a separate folder.
fn build_without_npm() -> PathBuf {
    let target = root().join("target/without-npm");
    let built = Command::new(env!("CARGO"))
        .args(["build", "-p", "shop", "--target-dir"])
        .arg(&target)
        .env("NPM", "none")
        .current_dir(root())
        .status();
    assert!(built.unwrap().success());
    let name = format!("shop{}", std::env::consts::EXE_SUFFIX);
    target.join("debug").join(name)
}

async fn open_shop(program: &Path, folder: &TempDir) -> Scene {
    let database = format!("sqlite://{}", folder.path().join("shop.db").display());
    let program = Program::from(program.to_str().unwrap());
    Scene::open(program.with("DATABASE_URL", database), Client::Rust).await
}

/// npm's file, as embedded in this build.
async fn embedded_file() -> Vec<u8> {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let file = "/socket.io/socket.io.js";
    let url = format!("http://{}{file}", listener.local_addr().unwrap());
    let app = axum::Router::new().route(file, assets::client());
    tokio::spawn(async move { axum::serve(listener, app).await });
    let answer = reqwest::get(url).await.unwrap();
    assert_eq!(answer.status(), 200, "the file itself, no way to the CDN");
    answer.bytes().await.unwrap().to_vec()
}

/// A server that stands in for the CDN: it answers every request with `file`.
async fn stand_in(file: Vec<u8>) -> u16 {
    let names = ["cdn.socket.io".to_owned()];
    let CertifiedKey { cert, signing_key } = generate_simple_self_signed(names).unwrap();
    let (cert, key) = (cert.pem(), signing_key.serialize_pem());
    let identity = Identity::from_pkcs8(cert.as_bytes(), key.as_bytes()).unwrap();
    let tls = TlsAcceptor::from(Acceptor::new(identity).unwrap());
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        loop {
            let (stream, _) = listener.accept().await.unwrap();
            let (tls, file) = (tls.clone(), file.clone());
            tokio::spawn(async move {
                // Browsers open connections that they then don't use.
                let Ok(mut stream) = tls.accept(stream).await else {
                    return;
                };
                let mut request = [0; 4096];
                let _ = stream.read(&mut request).await;
                let head = format!(
                    "HTTP/1.1 200 OK\r\ncontent-type: text/javascript\r\n\
                     access-control-allow-origin: *\r\nconnection: close\r\n\
                     content-length: {}\r\n\r\n",
                    file.len()
                );
                let _ = stream.write_all(head.as_bytes()).await;
                let _ = stream.write_all(&file).await;
                let _ = stream.shutdown().await;
            });
        }
    });
    port
}

fn pages() -> Vec<PathBuf> {
    let steps = (1..=3).map(|step| root().join(format!("steps/step-0{step}/index.html")));
    let shop = ["goods", "detail", "cart", "order"];
    let shop = shop
        .iter()
        .map(|page| root().join(format!("assets/pages/{page}.html")));
    steps.chain(shop).collect()
}

#[tokio::test]
async fn with_npm_the_file_is_embedded() {
    assert_eq!(
        assets::CLIENT_FROM,
        "socket.io-client 4.8.4, embedded (works offline)"
    );
    let package = include_str!("../package.json");
    assert!(package.contains(r#""socket.io-client": "4.8.4""#));
    let file = String::from_utf8(embedded_file().await).unwrap();
    assert!(file.contains("Socket.IO v4.8.4"));
}

/// The browser itself checks the file against the hashes in the pages.
#[tokio::test]
async fn without_npm_the_same_file_comes_from_the_cdn_and_the_notice_works() {
    let program = build_without_npm();
    let folder = TempDir::new().unwrap();
    let scene = open_shop(&program, &folder).await;
    let shop = scene.address();
    assert!(
        scene.transcript().contains(&format!("client    {CDN}")),
        "{}",
        scene.transcript()
    );

    let direct = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none());
    let url = format!("{shop}/socket.io/socket.io.js");
    let answer = direct.build().unwrap().get(url).send().await.unwrap();
    assert_eq!(answer.status(), 307);
    assert_eq!(answer.headers()["location"], CDN);
    assert_eq!(answer.headers()["access-control-allow-origin"], "*");

    let port = stand_in(embedded_file().await).await;
    let browser = Browser::start().await;
    let map = format!("--host-resolver-rules=MAP cdn.socket.io:443 127.0.0.1:{port}");
    let page = browser
        .profile_with(&[&map, "--ignore-certificate-errors"])
        .await;
    walk::sign_up(&page, shop, "르탄이").await;
    walk::put_in_cart(&page, shop, 1).await;
    walk::check_out(&page, shop).await;
    walk::pay_before(&page, &page, "시원한 콜라").await;

    // If the CDN delivers anything else, the browser refuses it.
    let port = stand_in(b"alert(1)".to_vec()).await;
    let map = format!("--host-resolver-rules=MAP cdn.socket.io:443 127.0.0.1:{port}");
    let page = browser
        .profile_with(&[&map, "--ignore-certificate-errors"])
        .await;
    walk::sign_up(&page, shop, "항해").await;
    page.shows("[data-live-status]", "실시간 연결을 불러오지 못했어요")
        .await;
    page.screenshot("shop-without-client").await;
}

#[test]
fn all_pages_load_the_same_file() {
    let hashes: Vec<String> = pages()
        .iter()
        .map(|page| {
            let text = std::fs::read_to_string(page).unwrap();
            let (_, rest) = text.split_once("integrity=\"").unwrap();
            rest.split('"').next().unwrap().to_owned()
        })
        .collect();
    assert_eq!(hashes.len(), 7);
    assert!(hashes.iter().all(|hash| *hash == hashes[0]), "{hashes:?}");
}
