//! Opens the port that a server serves on, or says in one sentence why it can't.

use std::fmt::{self, Display, Formatter};
use std::io::{self, ErrorKind, IsTerminal};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, UdpSocket};
use std::process::exit;

use tokio::net::TcpListener;
use tracing_subscriber::filter::LevelFilter;

/// Listens on `port`, or on the port given by the first argument or `PORT` (0: any free
/// one). Only this machine can connect, unless `HOST` names another address.
///
/// If the port can't be used, prints a sentence that says what to do, and exits with
/// code 1. From here on, Ctrl-C ends the program at once and silently, and libraries
/// report errors on stderr, such as a handler that couldn't be called.
pub async fn listen(port: u16) -> TcpListener {
    show_errors();
    let listener = match wanted(port) {
        Ok(address) => bind(address).await,
        Err(error) => Err(error),
    };
    let listener = listener.unwrap_or_else(|error| {
        eprintln!("{error}");
        exit(1)
    });
    // Without it, the system ends the program too, only less quietly.
    if let Ok(mut interrupts) = interrupts() {
        tokio::spawn(async move {
            interrupts.recv().await;
            exit(0);
        });
    }
    listener
}

/// Unless the program has set up its own log.
fn show_errors() {
    let log = tracing_subscriber::fmt()
        .with_max_level(LevelFilter::ERROR)
        .with_writer(io::stderr)
        .with_ansi(io::stderr().is_terminal())
        .without_time();
    // An error means that there is a log already.
    drop(log.try_init());
}

// Unlike tokio's `ctrl_c`, these start listening when they are called, not when they
// are first awaited.
#[cfg(unix)]
fn interrupts() -> io::Result<tokio::signal::unix::Signal> {
    tokio::signal::unix::signal(tokio::signal::unix::SignalKind::interrupt())
}

#[cfg(windows)]
fn interrupts() -> io::Result<tokio::signal::windows::CtrlC> {
    tokio::signal::windows::ctrl_c()
}

/// Listens on exactly this address.
pub async fn bind(address: SocketAddr) -> Result<TcpListener, ListenError> {
    TcpListener::bind(address)
        .await
        .map_err(|error| match error.kind() {
            ErrorKind::AddrInUse => ListenError::Taken(address.port()),
            _ => ListenError::Refused(address, error),
        })
}

/// The line that says where to look, `http://localhost:3000`, and how to stop.
///
/// For a listener on all addresses, it shows the one that others on the network can open.
pub fn address(listener: &TcpListener) -> String {
    let host = match listener.local_addr() {
        Ok(bound) if bound.ip().is_unspecified() => on_the_network(),
        Ok(bound) if !bound.ip().is_loopback() => bound.ip().to_string(),
        _ => "localhost".to_owned(),
    };
    let port = listener.local_addr().map_or(0, |bound| bound.port());
    format!("http://{host}:{port}  (Ctrl-C: 종료 · stop)")
}

/// Why there is no listener; each says what to do, in English and Korean.
#[derive(Debug)]
pub enum ListenError {
    /// Another program is listening on this port.
    Taken(u16),
    /// The first argument or `PORT` isn't a port.
    NoPort(String),
    /// `HOST` isn't an address.
    NoHost(String),
    /// The system refused for a reason of its own: a port below 1024, an address of
    /// another machine.
    Refused(SocketAddr, io::Error),
}

impl Display for ListenError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let name = program();
        match self {
            Self::Taken(port) => {
                let other = port.checked_add(1).unwrap_or(3000);
                write!(
                    f,
                    "Port {port} is taken, perhaps by another step or by `mdbook serve` \
                     (which needs `--port 4000`): stop that program, or use another \
                     port with `cargo run -p {name} -- {other}`.\n\
                     {port}번 포트를 다른 프로그램이 쓰고 있어요. 다른 스텝이나 `mdbook serve`\
                     (`--port 4000`을 붙여야 해요)일 수 있으니 그 프로그램을 끄거나, \
                     `cargo run -p {name} -- {other}`처럼 다른 포트로 실행하세요."
                )
            }
            Self::NoPort(given) => write!(
                f,
                "`{given}` isn't a port: use a whole number from 0 to 65535 \
                 (0 takes any free port), as in `cargo run -p {name} -- 3001`.\n\
                 `{given}`은(는) 포트 번호가 아니에요. `cargo run -p {name} -- 3001`처럼 \
                 0부터 65535까지의 정수를 적어 주세요 (0이면 비어 있는 포트를 골라요)."
            ),
            Self::NoHost(given) => write!(
                f,
                "HOST is `{given}`, which isn't an IP address: leave it out for this machine \
                 alone, or set it to 0.0.0.0 to let others on the network in.\n\
                 HOST에 IP 주소가 아닌 `{given}`이(가) 들어 있어요. 이 컴퓨터에서만 볼 때는 \
                 지우고, 같은 네트워크의 다른 컴퓨터에도 보여 줄 때는 0.0.0.0으로 두세요."
            ),
            Self::Refused(address, error) => write!(
                f,
                "Can't listen on {address} ({error}): use port 1024 or higher, as in \
                 `cargo run -p {name} -- 3001`, and leave HOST out unless it is an \
                 address of this machine.\n\
                 {address}에서 연결을 받을 수 없어요 ({error}). \
                 `cargo run -p {name} -- 3001`처럼 1024 이상의 포트를 쓰고, HOST는 \
                 이 컴퓨터의 주소일 때만 정하세요."
            ),
        }
    }
}

impl std::error::Error for ListenError {}

fn wanted(default_port: u16) -> Result<SocketAddr, ListenError> {
    let given = std::env::args().nth(1).or(std::env::var("PORT").ok());
    let port = match given {
        Some(given) => port(&given)?,
        None => default_port,
    };
    let host = match std::env::var("HOST") {
        Ok(given) => host(&given)?,
        Err(_) => IpAddr::from(Ipv4Addr::LOCALHOST),
    };
    Ok(SocketAddr::new(host, port))
}

/// Parses a port: a whole number from 0 to 65535.
pub fn port(given: &str) -> Result<u16, ListenError> {
    given
        .parse()
        .map_err(|_| ListenError::NoPort(given.to_owned()))
}

/// Parses an address of this machine: an IP address, or `localhost`.
pub fn host(given: &str) -> Result<IpAddr, ListenError> {
    match given {
        "localhost" => Ok(Ipv4Addr::LOCALHOST.into()),
        _ => given
            .parse()
            .map_err(|_| ListenError::NoHost(given.to_owned())),
    }
}

fn program() -> String {
    let path = std::env::current_exe().unwrap_or_default();
    let name = path.file_stem().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

/// The address that this machine has on the network. Connecting a UDP socket sends
/// nothing: it only makes the system choose the address it would send from.
fn on_the_network() -> String {
    let seen_from_outside = || {
        let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0))?;
        socket.connect((Ipv4Addr::new(203, 0, 113, 1), 80))?;
        socket.local_addr()
    };
    seen_from_outside().map_or("localhost".to_owned(), |address| address.ip().to_string())
}
