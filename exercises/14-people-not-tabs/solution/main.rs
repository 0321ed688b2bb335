//! Exercise 14, solved: a page is a room, and whoever comes or goes has it counted.

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

/// To move and to tell of it is one turn: a newer number never comes before an older one.
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
    socket.on(
        "CHANGED_PAGE",
        |io: SocketIo, socket: SocketRef, Data(page): Data<String>| {
            go_to(&io, &socket, Some(page));
            ready(())
        },
    );
    socket.on_disconnect(|io: SocketIo, socket: SocketRef| {
        go_to(&io, &socket, None);
        ready(())
    });
    Ok(())
}

fn go_to(io: &SocketIo, socket: &SocketRef, page: Option<String>) {
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let before: Vec<String> = socket.rooms().into_iter().map(Into::into).collect();
    let after = Vec::from_iter(page);
    if before == after {
        return;
    }
    socket.leave_all();
    socket.join(after.clone());
    for page in [before, after].concat() {
        let viewers = io.to(page).sockets();
        for viewer in &viewers {
            if let Err(error) = viewer.emit("SAME_PAGE_VIEWER_COUNT", &viewers.len()) {
                eprintln!("{}: {error}", viewer.id);
            }
        }
    }
}
