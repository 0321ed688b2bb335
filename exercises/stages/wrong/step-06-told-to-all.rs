//! Wrong: the number is right, and goes to everyone, on whatever page they are.

use std::convert::Infallible;
use std::error::Error;
use std::future::ready;
use std::sync::{Mutex, PoisonError};

use chrono::{SecondsFormat, Utc};
use futures_util::FutureExt;
use listen::{address, listen};
use serde_json::{Map, Value};
use shop::{Config, Shop};
use socketioxide::SocketIo;
use socketioxide::extract::{Data, SocketRef};
use socketioxide::handler::ConnectHandler;
use socketioxide::operators::BroadcastOperators;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let shop = Shop::open(&Config::from_environment()).await?;
    let (socket_io, io) = SocketIo::new_layer();
    io.ns("/", greet.with(hear_events));
    let app = shop.routes().layer(socket_io);
    let app = app.route("/socket.io/{file}", assets::client());
    let listener = listen(8080).await;
    println!("서버가 요청을 받을 준비가 됐어요\n{}", address(&listener));
    Ok(axum::serve(listener, app).await?)
}

async fn greet() {
    println!("새로운 소켓이 연결됐어요!");
}

async fn hear_events(socket: SocketRef) -> Result<(), Infallible> {
    socket.on("BUY", |io: SocketIo, mut buy: Data<Map<String, Value>>| {
        let date = Utc::now().to_rfc3339_opts(SecondsFormat::Millis, true);
        buy.0.insert("date".to_owned(), date.into());
        if let Some(Err(error)) = io.emit("BUY_GOODS", &buy.0).now_or_never() {
            eprintln!("{error}");
        }
        ready(())
    });
    socket.on(
        "CHANGED_PAGE",
        |socket: SocketRef, io: SocketIo, page: Data<String>| {
            go_to(&socket, &io, Some(page.0));
            ready(())
        },
    );
    socket.on_disconnect(async |socket: SocketRef, io: SocketIo| {
        println!("{} 연결이 끊어졌어요!", socket.id);
        go_to(&socket, &io, None);
    });
    Ok(())
}

fn go_to(socket: &SocketRef, io: &SocketIo, page: Option<String>) {
    static TURN: Mutex<()> = Mutex::new(());
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let page = page.filter(|_| socket.connected());
    let before = match &page {
        Some(page) => socket.extensions.insert(page.clone()),
        None => socket.extensions.remove(),
    };
    if before == page {
        return;
    }
    if let Some(before) = before {
        socket.leave(before.clone());
        tell(&socket.to(before), io);
    }
    if let Some(page) = page {
        socket.join(page.clone());
        tell(&socket.within(page), io);
    }
}

fn tell(viewers: &BroadcastOperators, io: &SocketIo) {
    let count = viewers.clone().sockets().len();
    let told = io.emit("SAME_PAGE_VIEWER_COUNT", &count);
    drop(told.now_or_never()); // Those who miss it get the next one.
}
