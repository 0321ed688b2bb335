//! Step 06 without the lines that take a socket out of a room, whether it moves to
//! another page or disconnects.

use std::convert::Infallible;
use std::error::Error;
use std::future::ready;

use futures_util::FutureExt;
use listen::{address, listen};
use shop::{Config, Shop};
use socketioxide::SocketIo;
use socketioxide::extract::{Data, SocketRef};
use socketioxide::handler::ConnectHandler;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let shop = Shop::open(&Config::from_environment()).await?;
    let (socket_io, io) = SocketIo::new_layer();
    io.ns("/", greet.with(hear_events));
    let app = shop.routes().layer(socket_io);
    let app = app.route("/socket.io/{file}", assets::client());
    let listener = listen(8080).await;
    println!("{}", address(&listener));
    Ok(axum::serve(listener, app).await?)
}

async fn greet() {
    println!("새로운 소켓이 연결됐어요!");
}

async fn hear_events(socket: SocketRef) -> Result<(), Infallible> {
    socket.on("CHANGED_PAGE", |socket: SocketRef, page: Data<String>| {
        go_to(&socket, page.0);
        ready(())
    });
    Ok(())
}

fn go_to(socket: &SocketRef, page: String) {
    // Missing: which room was it in until now?
    socket.join(page.clone());
    let viewers = socket.within(page);
    let count = viewers.clone().sockets().len();
    let told = viewers.emit("SAME_PAGE_VIEWER_COUNT", &count);
    if let Some(Err(error)) = told.now_or_never() {
        eprintln!("{error}");
    }
}
