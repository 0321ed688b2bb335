//! Starts the shop, says where it is, and closes it in order.

use std::error::Error;
use std::io;
use std::net::SocketAddr;
use std::process::ExitCode;
use std::time::Duration;

use axum::serve::ListenerExt;
use listen::{address, bind};
use shop::{Config, LogFormat, Shop, app};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::time::sleep;
use tracing_subscriber::EnvFilter;

/// A client that takes nothing for so long is gone: without it, one that stopped reading
/// and never closed would be kept for ever.
#[cfg(target_os = "linux")]
const SILENT_CLIENT: Duration = Duration::from_secs(30);

/// What runs when the shop is asked to stop may go on for so long.
const TO_FINISH: Duration = Duration::from_secs(4);

#[tokio::main]
async fn main() -> ExitCode {
    let config = Config::from_arguments();
    match run(&config).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(config: &Config) -> Result<(), Box<dyn Error>> {
    start_log(config);
    let listener = bind(SocketAddr::new(config.host, config.port)).await?;
    let shop = Shop::open(config).await?;
    let (app, io) = app(&shop, config);
    let asked_to_stop = asked_to_stop()?;
    println!("{}", welcome(&listener, config));

    let (open, closed) = door();
    let listener = listener.tap_io(move |stream| {
        let _ = &open;
        tune(stream);
    });
    let serving = axum::serve(listener, app).with_graceful_shutdown(asked_to_stop);
    let closing = async {
        // A client sent away while the door is open would come straight back.
        closed.await;
        io.close().await;
        sleep(TO_FINISH).await;
    };
    tokio::select! {
        served = async { serving.await } => served?,
        () = closing => tracing::warn!("some requests were cut off"),
    }
    shop.close().await;
    Ok(())
}

/// Belongs to the listener: as long as it is there, clients come in.
struct Open(
    #[expect(dead_code, reason = "it tells by being dropped")] oneshot::Sender<()>,
);

/// An open door, and what ends when it is dropped.
fn door() -> (Open, impl Future<Output = ()>) {
    let (open, closed) = oneshot::channel();
    (Open(open), async { drop(closed.await) })
}

fn start_log(config: &Config) {
    let log = tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::new(&config.log))
        .with_writer(io::stderr);
    match config.log_format {
        LogFormat::Text => log.with_target(false).init(),
        LogFormat::Json => log.json().init(),
    }
}

fn welcome(listener: &TcpListener, config: &Config) -> String {
    format!(
        "database  {}\n\
         client    {}\n\
         서버가 요청을 받을 준비가 됐어요\n\
         {}",
        config.database_url,
        assets::CLIENT_FROM,
        address(listener),
    )
}

/// An error here costs speed or memory, never correctness: the connection goes on.
fn tune(stream: &TcpStream) {
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "set_nodelay");
    }
    #[cfg(target_os = "linux")]
    {
        let socket = socket2::SockRef::from(stream);
        if let Err(error) = socket.set_tcp_user_timeout(Some(SILENT_CLIENT)) {
            tracing::debug!(%error, "set_tcp_user_timeout");
        }
    }
}

/// Ctrl-C, or SIGTERM where there is one; heard from this call on.
#[cfg(unix)]
fn asked_to_stop() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

#[cfg(windows)]
fn asked_to_stop() -> io::Result<impl Future<Output = ()>> {
    let mut interrupt = tokio::signal::windows::ctrl_c()?;
    Ok(async move {
        interrupt.recv().await;
    })
}
