//! Wrong: while the handler runs, the socket that leaves is still in its room.

use std::convert::Infallible;
use std::io;

use axum::Router;
use listen::{address, listen};
use socketioxide::SocketIo;
use socketioxide::extract::{Data, SocketRef};
use socketioxide::handler::ConnectHandler;
use tokio::sync::Mutex;
use tower_http::cors::CorsLayer;

/// One number at a time, so that no older one comes in after a newer one.
static TURN: Mutex<()> = Mutex::const_new(());

#[tokio::main]
async fn main() -> io::Result<()> {
    let (socket_io, io) = SocketIo::new_layer();
    io.ns("/", greet.with(hear_events));

    let app = Router::new()
        .layer(socket_io)
        .route("/socket.io/socket.io.js", assets::client())
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
            tell(io, go_to(&socket, Some(page)))
        },
    );
    socket.on_disconnect(|io: SocketIo, socket: SocketRef| {
        tell(io, socket.rooms().into_iter().map(Into::into).collect())
    });
    Ok(())
}

/// The pages whose number is another one now. No `async`: what a socket says first, it
/// does first.
fn go_to(socket: &SocketRef, page: Option<String>) -> Vec<String> {
    let before: Vec<String> = socket.rooms().into_iter().map(Into::into).collect();
    let after = Vec::from_iter(page);
    if before == after {
        return Vec::new();
    }
    socket.leave_all();
    socket.join(after.clone());
    [before, after].concat()
}

async fn tell(io: SocketIo, pages: Vec<String>) {
    for page in pages {
        let _turn = TURN.lock().await;
        let count = io.to(page.clone()).sockets().len();
        if let Err(error) = io.to(page).emit("SAME_PAGE_VIEWER_COUNT", &count).await {
            eprintln!("{error}");
        }
    }
}
