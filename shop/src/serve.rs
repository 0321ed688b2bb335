//! Accepts connections, each within its limits, and stops in order.

use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::ConnectInfo;
use hyper::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::time::{sleep, timeout};
use tokio::{select, spawn};
use tower::Service;

use crate::login::address::Proxies;
use crate::places::{Addresses, Place};

/// A request's head has to arrive within this time, including the next one on an open
/// connection.
const LONGEST_HEAD: Duration = Duration::from_secs(10);

/// In bytes.
const LARGEST_HEAD: usize = 16 * 1024;

/// Out of descriptors, nobody can connect: try again after a while.
const UNTIL_ONE_IS_FREE: Duration = Duration::from_secs(1);

/// Drop a client that hasn't read anything for this long; otherwise one that stopped
/// reading but never closed would be kept forever.
#[cfg(target_os = "linux")]
const SILENT_CLIENT: Duration = Duration::from_secs(30);

/// How long running requests may take to finish after the shop is asked to stop.
const TO_FINISH: Duration = Duration::from_secs(4);

/// Serves until `stop` is ready. Then it accepts nobody new, waits for `farewell`, and
/// gives running requests a few seconds to finish. An address may only have so many
/// connections, except for these proxies.
pub async fn serve(
    listener: TcpListener,
    app: Router,
    proxies: Proxies,
    stop: impl Future<Output = ()>,
    farewell: impl Future<Output = ()>,
) {
    // Each connection holds a receiver: it is told about the end, and dropped with the
    // connection.
    let (closing, open) = watch::channel(());
    let addresses = Addresses::new(proxies);
    let mut stop = pin!(stop);
    loop {
        let accepted = select! {
            accepted = listener.accept() => accepted,
            () = &mut stop => break,
        };
        match accepted {
            Ok((stream, peer)) => {
                // Over the limit, the connection is dropped, which closes it.
                if let Some(place) = addresses.place(peer.ip()) {
                    take_in(stream, peer, app.clone(), open.clone(), place);
                }
            }
            Err(error) if is_the_clients(&error) => {}
            Err(error) => {
                tracing::error!(%error, "can't take in another connection");
                sleep(UNTIL_ONE_IS_FREE).await;
            }
        }
    }
    // A client that is disconnected while the door is open would come straight back.
    drop((listener, open));
    closing.send_replace(());
    let finished = async {
        farewell.await;
        closing.closed().await;
    };
    if timeout(TO_FINISH, finished).await.is_err() {
        tracing::warn!("some requests were cut off");
    }
}

fn take_in(
    stream: TcpStream,
    peer: SocketAddr,
    app: Router,
    mut open: watch::Receiver<()>,
    place: Place,
) {
    tune(&stream);
    let place = Arc::new(place);
    let answer = service_fn(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(ConnectInfo(peer));
        // A WebSocket goes on after hyper is done with it.
        request.extensions_mut().insert(Arc::clone(&place));
        app.clone().call(request)
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(LONGEST_HEAD)
        .max_buf_size(LARGEST_HEAD)
        .serve_connection(TokioIo::new(stream), answer)
        .with_upgrades();
    spawn(async move {
        let mut connection = pin!(connection);
        let ended = select! {
            ended = connection.as_mut() => ended,
            _ = open.changed() => {
                connection.as_mut().graceful_shutdown();
                connection.await
            }
        };
        if let Err(error) = ended {
            tracing::debug!(%error, "a connection broke");
        }
    });
}

/// The connection was gone before it was accepted.
fn is_the_clients(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(
        error.kind(),
        ConnectionAborted | ConnectionRefused | ConnectionReset
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

#[cfg(test)]
mod tests {
    use super::{TO_FINISH, serve, take_in};
    use crate::places::Addresses;
    use crate::{Config, Shop, app};
    use axum::Router;
    use clap::Parser;
    use std::future::pending;
    use std::time::Instant;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::{TcpListener, TcpStream};
    use tokio::spawn;
    use tokio::sync::{oneshot, watch};
    use tokio::time::{Duration, sleep, timeout};
    use tokio_tungstenite::connect_async;

    #[tokio::test]
    async fn a_websocket_has_its_place_until_it_is_closed() {
        let config = Config::parse_from(["shop", "--database-url", "sqlite::memory:"]);
        let shop = Shop::open(&config).await.unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let addresses = Addresses::new([].into());
        let place = addresses.place(address.ip()).unwrap();
        let (_closing, open) = watch::channel(());
        spawn(async move {
            let (stream, peer) = listener.accept().await.unwrap();
            take_in(stream, peer, app(&shop, &config).0, open, place);
        });
        let url = format!("ws://{address}/socket.io/?EIO=4&transport=websocket");
        let websocket = connect_async(url).await.unwrap();
        // By now, hyper has let go of the connection.
        sleep(Duration::from_millis(50)).await;
        assert!(addresses.place(address.ip()).is_some());
        assert_eq!(addresses.count(), 1);
        drop(websocket);
        let given_back = async {
            while addresses.count() > 0 {
                sleep(Duration::from_millis(1)).await;
            }
        };
        timeout(Duration::from_secs(5), given_back).await.unwrap();
    }

    #[tokio::test]
    async fn an_idle_connection_is_closed_at_once_whoever_else_is_waited_for() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel::<()>();
        let stopped = async { stopped.await.unwrap() };
        spawn(serve(
            listener,
            Router::new(),
            [].into(),
            stopped,
            pending(),
        ));
        let mut idle = TcpStream::connect(address).await.unwrap();
        let get = b"GET / HTTP/1.1\r\nHost: shop\r\n\r\n";
        idle.write_all(get).await.unwrap();
        assert!(idle.read(&mut [0; 1024]).await.unwrap() > 0);
        stop.send(()).unwrap();
        let began = Instant::now();
        assert_eq!(idle.read(&mut [0; 1024]).await.unwrap(), 0);
        assert!(began.elapsed() < TO_FINISH / 2, "{:?}", began.elapsed());
    }
}
