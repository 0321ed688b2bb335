//! Exercise 15: counts the people on a page, not their tabs. TASK.en.md, TASK.ko.md

use std::convert::Infallible;
use std::future::ready;
use std::io;
use std::sync::{Mutex, PoisonError};

use axum::Router;
use listen::{address, listen};
use socketioxide::SocketIo;
use socketioxide::extract::{Data, SocketRef};
use socketioxide::handler::ConnectHandler;
use tower_http::cors::CorsLayer;

/// One socket moves at a time: an older number can't come after a newer one.
static TURN: Mutex<()> = Mutex::new(());

#[tokio::main]
async fn main() -> io::Result<()> {
    let (socket_io, io) = SocketIo::new_layer();
    io.ns("/", greet.with(hear_events));

    let app = Router::new()
        .layer(socket_io)
        .route("/socket.io/{file}", assets::client())
        .layer(CorsLayer::permissive());

    let listener = listen(3000).await;
    println!("{}", address(&listener));
    axum::serve(listener, app).await
}

async fn greet() {
    println!("새로운 소켓이 연결됐어요!");
}

async fn hear_events(socket: SocketRef) -> Result<(), Infallible> {
    // Here: whose tab is this? · 여기서 누구의 탭인지 알아내세요.
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
        tell(&socket.to(before).sockets());
    }
    if let Some(page) = page {
        socket.join(page.clone());
        tell(&socket.within(page).sockets());
    }
}

fn tell(viewers: &[SocketRef]) {
    // And here: how many people, and who needs to know?
    // 여기서는 몇 명인지 세고, 알아야 하는 소켓에게만 알리세요.
    for viewer in viewers {
        if let Err(error) = viewer.emit("SAME_PAGE_VIEWER_COUNT", &viewers.len()) {
            eprintln!("{}: {error}", viewer.id);
        }
    }
}
