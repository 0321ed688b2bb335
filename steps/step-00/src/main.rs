//! Step 00: sockets before Socket.IO, one small demonstration for each argument.

mod lossy;
mod polling;
mod tcp;
mod udp;
mod ws;

use std::env;
use std::error::Error;
use std::process::exit;

fn main() -> Result<(), Box<dyn Error>> {
    match env::args().nth(1).as_deref() {
        Some("tcp") => Ok(tcp::run()?),
        Some("udp") => Ok(udp::run()?),
        Some("lossy") => lossy::run(),
        Some("ws") => Ok(ws::run()?),
        Some("polling") => Ok(polling::run()?),
        _ => {
            eprintln!(
                "Say which of them to run: tcp, udp, lossy, ws or polling, \
                 as in `cargo run -p step-00 -- tcp`.\n\
                 무엇을 실행할지 tcp, udp, lossy, ws, polling 중에서 하나 골라 \
                 `cargo run -p step-00 -- tcp`처럼 적어 주세요."
            );
            exit(1)
        }
    }
}
