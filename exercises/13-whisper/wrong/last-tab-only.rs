//! Wrong: the map has one socket for each nickname, but a person can have many tabs.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::future::ready;
use std::io;
use std::sync::{Mutex, PoisonError};

use axum::Router;
use listen::{address, listen};
use serde::{Deserialize, Serialize};
use socketioxide::SocketIo;
use socketioxide::extract::{Data, SocketRef};
use socketioxide::handler::ConnectHandler;
use tower_http::cors::CorsLayer;

/// What a socket calls itself: one of its extensions.
#[derive(Clone)]
struct Nickname(String);

/// The tab of each nickname.
static TABS: Mutex<BTreeMap<String, SocketRef>> = Mutex::new(BTreeMap::new());

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

#[derive(Deserialize)]
struct Whisper {
    to: String,
    text: String,
}

#[derive(Serialize)]
struct Whispered {
    from: String,
    text: String,
}

async fn greet() {
    println!("새로운 소켓이 연결됐어요!");
}

async fn hear_events(socket: SocketRef) -> Result<(), Infallible> {
    socket.on("I_AM", |socket: SocketRef, Data(nickname): Data<String>| {
        let mut tabs = TABS.lock().unwrap_or_else(PoisonError::into_inner);
        tabs.retain(|_, tab| tab.id != socket.id);
        socket.extensions.insert(Nickname(nickname.clone()));
        tabs.insert(nickname, socket);
        ready(())
    });
    socket.on(
        "WHISPER",
        |socket: SocketRef, Data(whisper): Data<Whisper>| {
            pass_on(&socket, whisper);
            ready(())
        },
    );
    Ok(())
}

fn pass_on(socket: &SocketRef, whisper: Whisper) {
    let Some(Nickname(from)) = socket.extensions.get() else {
        return;
    };
    let tabs = TABS.lock().unwrap_or_else(PoisonError::into_inner);
    let Some(tab) = tabs.get(&whisper.to).filter(|tab| tab.id != socket.id) else {
        return;
    };
    let whispered = Whispered {
        from,
        text: whisper.text,
    };
    if let Err(error) = tab.emit("WHISPERED", &whispered) {
        eprintln!("{}: {error}", tab.id);
    }
}
