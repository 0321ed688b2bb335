//! A lock is held while the handler waits.

use std::sync::Mutex;

use socketioxide::SocketIo;
use socketioxide::extract::{Data, SocketRef};

static SOLD: Mutex<u32> = Mutex::new(0);

pub fn hear_events(socket: &SocketRef) {
    socket.on("BUY", buy);
}

async fn buy(io: SocketIo, goods: Data<String>) {
    let mut sold = SOLD.lock().unwrap();
    *sold += 1;
    if let Err(error) = io.emit("BUY_GOODS", &goods.0).await {
        eprintln!("{error}");
    }
}

fn main() {}
