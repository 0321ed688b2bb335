//! Wrong: a visitor is gone from a page as soon as one tab is.

use std::collections::{HashMap, HashSet};
use std::convert::Infallible;
use std::future::ready;
use std::io;
use std::sync::{LazyLock, Mutex, PoisonError};

use axum::Router;
use listen::{address, listen};
use serde_json::Value;
use socketioxide::SocketIo;
use socketioxide::extract::{Data, SocketRef, TryData};
use socketioxide::handler::ConnectHandler;
use tower_http::cors::CorsLayer;

/// Who is on which page.
static PAGES: LazyLock<Mutex<HashMap<String, HashSet<Visitor>>>> =
    LazyLock::new(Mutex::default);

#[tokio::main]
async fn main() -> io::Result<()> {
    let (socket_io, io) = SocketIo::new_layer();
    io.ns("/", greet.with(hear_events).with(recognize));

    let app = Router::new()
        .layer(socket_io)
        .route("/socket.io/{file}", assets::client())
        .layer(CorsLayer::permissive());

    let listener = listen(3000).await;
    println!("{}", address(&listener));
    axum::serve(listener, app).await
}

/// The same in all tabs of a browser: one of a socket's extensions.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Visitor(String);

async fn greet() {
    println!("새로운 소켓이 연결됐어요!");
}

async fn recognize(
    socket: SocketRef,
    TryData(auth): TryData<Value>,
) -> Result<(), Infallible> {
    let auth = auth.unwrap_or_default();
    let visitor = auth["visitor"].as_str().map(str::to_owned);
    let visitor = visitor.unwrap_or_else(|| socket.id.to_string());
    socket.extensions.insert(Visitor(visitor));
    Ok(())
}

async fn hear_events(socket: SocketRef) -> Result<(), Infallible> {
    socket.on("CHANGED_PAGE", |socket: SocketRef, page: Data<String>| {
        go_to(&socket, Some(page.0));
        ready(())
    });
    socket.on_disconnect(|socket: SocketRef| {
        go_to(&socket, None);
        ready(())
    });
    Ok(())
}

fn go_to(socket: &SocketRef, page: Option<String>) {
    let mut pages = PAGES.lock().unwrap_or_else(PoisonError::into_inner);
    let before = socket.rooms().pop().map(String::from);
    let Some(visitor) = socket.extensions.get::<Visitor>() else {
        return;
    };
    if before == page {
        return;
    }
    if let Some(before) = before {
        socket.leave(before.clone());
        let people = pages.entry(before.clone()).or_default();
        if people.remove(&visitor) {
            tell(&socket.to(before).sockets(), people.len());
        }
    }
    if let Some(page) = page {
        socket.join(page.clone());
        let people = pages.entry(page.clone()).or_default();
        if people.insert(visitor) {
            tell(&socket.within(page).sockets(), people.len());
        } else {
            tell(std::slice::from_ref(socket), people.len());
        }
    }
}

fn tell(viewers: &[SocketRef], count: usize) {
    for viewer in viewers {
        if let Err(error) = viewer.emit("SAME_PAGE_VIEWER_COUNT", &count) {
            eprintln!("{}: {error}", viewer.id);
        }
    }
}
