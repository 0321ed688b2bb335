//! Starts the shop, says where it is, and shuts it down in order.

use std::error::Error;
use std::io;
use std::net::SocketAddr;
use std::process::ExitCode;

use listen::{address, bind};
use shop::{Config, LogFormat, Shop, app, serve, serve_metrics};
use tokio::net::TcpListener;
use tracing_subscriber::EnvFilter;

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
    raise_descriptors();
    if let Some(address) = config.metrics {
        serve_metrics(address).await?;
    }
    let listener = bind(SocketAddr::new(config.host, config.port)).await?;
    let shop = Shop::open(config).await?;
    let (app, io) = app(&shop, config);
    let asked_to_stop = asked_to_stop()?;
    println!("{}", welcome(&listener, config));

    let proxies = config.trusted_proxies.clone();
    serve(listener, app, proxies, asked_to_stop, io.close()).await;
    shop.close().await;
    Ok(())
}

fn start_log(config: &Config) {
    // The library's errors are about what clients send, one line each: off unless
    // someone asks for them.
    let filter = EnvFilter::new(format!("socketioxide=off,{}", config.log));
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(io::stderr)
        // If the log's own disk is full, reporting that would panic.
        .log_internal_errors(false);
    match config.log_format {
        LogFormat::Text => log.with_target(false).init(),
        LogFormat::Json => log.json().init(),
    }
}

/// Every client takes one descriptor. Systems allow few by default, and more on request.
fn raise_descriptors() {
    #[cfg(unix)]
    if let Err(error) = rlimit::increase_nofile_limit(u64::MAX) {
        tracing::debug!(%error, "as few descriptors as before");
    }
}

fn welcome(listener: &TcpListener, config: &Config) -> String {
    format!(
        "database  {}\n\
         client    {}\n\
         서버가 요청을 받을 준비가 됐어요\n\
         {}",
        config.shown_database(),
        assets::CLIENT_FROM,
        address(listener),
    )
}

/// Ctrl-C, or SIGTERM where it exists; caught from this call on.
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
