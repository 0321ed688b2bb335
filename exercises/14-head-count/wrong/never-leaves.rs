//! Wrong: a socket goes into its new room and stays in the old one too.

use std::convert::Infallible;
use std::future::ready;
use std::io;
use std::sync::{Mutex, PoisonError};

use axum::Router;
use listen::{address, listen};
use serde::Serialize;
use socketioxide::SocketIo;
use socketioxide::extract::{Data, SocketRef};
use socketioxide::handler::ConnectHandler;
use tower_http::cors::CorsLayer;

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
    socket.on("JOIN", |socket: SocketRef, Data(room): Data<String>| {
        go_to(&socket, Some(room));
        ready(())
    });
    socket.on("SAY", |socket: SocketRef, Data(text): Data<String>| {
        let rooms = socket.rooms();
        if !rooms.is_empty() {
            tell(&socket.within(rooms).sockets(), "SAID", &text);
        }
        ready(())
    });
    socket.on_disconnect(|socket: SocketRef| {
        go_to(&socket, None);
        ready(())
    });
    Ok(())
}

/// Into this room, or, if there is none, out of all of them.
fn go_to(socket: &SocketRef, room: Option<String>) {
    // One socket moves at a time: an older number can't come after a newer one.
    static TURN: Mutex<()> = Mutex::new(());
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let before: Vec<String> = socket.rooms().into_iter().map(String::from).collect();
    match room {
        Some(room) if before.contains(&room) => {}
        Some(room) => {
            socket.join(room.clone());
            count(&socket.within(room).sockets());
        }
        None => {
            socket.leave_all();
            for room in before {
                count(&socket.to(room).sockets());
            }
        }
    }
}

fn count(members: &[SocketRef]) {
    tell(members, "HEAD_COUNT", &members.len());
}

fn tell(sockets: &[SocketRef], event: &str, data: &impl Serialize) {
    for socket in sockets {
        if let Err(error) = socket.emit(event, data) {
            eprintln!("{}: {error}", socket.id);
        }
    }
}
