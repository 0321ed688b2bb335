//! Wrong: when a tab leaves, the tabs that stay are counted.

use std::collections::HashSet;
use std::convert::Infallible;
use std::future::ready;
use std::io;
use std::sync::{Mutex, PoisonError};

use axum::Router;
use listen::{address, listen};
use serde_json::Value;
use socketioxide::SocketIo;
use socketioxide::extract::{Data, SocketRef, TryData};
use socketioxide::handler::ConnectHandler;
use tower_http::cors::CorsLayer;

/// One socket moves at a time: an older number can't come after a newer one.
static TURN: Mutex<()> = Mutex::new(());

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
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let before = socket.rooms().pop().map(String::from);
    if before == page {
        return;
    }
    if let Some(before) = before {
        socket.leave(before.clone());
        let viewers = socket.to(before).sockets();
        tell(socket, &viewers, viewers.len());
    }
    if let Some(page) = page {
        socket.join(page.clone());
        let viewers = socket.within(page).sockets();
        let people: HashSet<Option<Visitor>> = viewers.iter().map(visitor).collect();
        tell(socket, &viewers, people.len());
    }
}

/// `moved` has just come to these viewers, or left them.
fn tell(moved: &SocketRef, viewers: &[SocketRef], count: usize) {
    let mut others = viewers.iter().filter(|viewer| viewer.id != moved.id);
    let has_another_tab = others.any(|other| visitor(other) == visitor(moved));
    for viewer in viewers {
        if has_another_tab && viewer.id != moved.id {
            continue; // For them the number is the same as before.
        }
        if let Err(error) = viewer.emit("SAME_PAGE_VIEWER_COUNT", &count) {
            eprintln!("{}: {error}", viewer.id);
        }
    }
}

fn visitor(socket: &SocketRef) -> Option<Visitor> {
    socket.extensions.get()
}
