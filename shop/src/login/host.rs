//! The names that the shop is reached under. Another site can make a name of its own
//! point to this machine (DNS rebinding); then its Host and its Origin agree.

use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::extract::{Request, State};
use axum::http::uri::Authority;
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::refusal::Refusal;

/// A name such as `shop.example.com`, in lower case and without a port.
pub type Host = String;

/// The names from the settings, and whether the log has mentioned another one yet.
#[derive(Clone)]
pub struct Hosts {
    named: Arc<[Host]>,
    told: Arc<AtomicBool>,
}

impl Hosts {
    /// With no names, any name will do, and the log says so once.
    #[must_use]
    pub fn new(named: Arc<[Host]>) -> Self {
        let told = Arc::new(AtomicBool::new(false));
        Self { named, told }
    }

    /// Nobody can redirect a numeric address, and `localhost` is this machine.
    fn know(&self, host: &str) -> bool {
        let bare = host.trim_start_matches('[').trim_end_matches(']');
        bare.parse::<IpAddr>().is_ok()
            || host == "localhost"
            || host.ends_with(".localhost")
            || self.named.iter().any(|named| named == host)
    }

    /// Logged once, so that the operator knows that the shop accepts any name.
    fn tell(&self, host: &str) {
        if !self.told.swap(true, Ordering::Relaxed) {
            tracing::warn!(
                host,
                "asked for under a name that no setting gives; if it is the shop's, set \
                 HOSTS to it, and any other will be refused"
            );
        }
    }
}

/// A name from a setting; `None` if it isn't a valid one.
pub fn read(given: &str) -> Option<Host> {
    let host: Authority = given.parse().ok()?;
    let bare = host.port().is_none() && host.as_str() == host.host();
    let is_name = !host.host().is_empty() && !host.host().starts_with('[');
    (bare && is_name).then(|| host.host().to_ascii_lowercase())
}

/// Answers 421 to requests for another site. A request without a Host doesn't come from
/// a browser.
pub async fn check_host(
    State(hosts): State<Hosts>,
    request: Request,
    next: Next,
) -> Response {
    if let Some(host) = host_of(request.headers())
        && !hosts.know(&host)
    {
        if !hosts.named.is_empty() {
            tracing::debug!(host, "asked for under a name that isn't the shop's");
            return Refusal::UnknownHost.into_response();
        }
        hosts.tell(&host);
    }
    next.run(request).await
}

/// Without its port, and without the dot that a full name may end with.
fn host_of(headers: &HeaderMap) -> Option<Host> {
    let host = headers.get(header::HOST)?.to_str().ok()?;
    let host = host.parse::<Authority>().ok()?;
    Some(host.host().trim_end_matches('.').to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::{Hosts, read};

    #[test]
    fn a_name_has_no_scheme_port_or_path() {
        assert_eq!(read("Shop.Example.com"), Some("shop.example.com".into()));
        for other in [
            "",
            "https://a.example",
            "a.example:80",
            "a.example/x",
            "a b",
            "[::1]",
        ] {
            assert_eq!(read(other), None, "{other}");
        }
    }

    #[test]
    fn numeric_addresses_and_this_machine_need_no_setting() {
        let hosts = Hosts::new(["shop.example.com".to_owned()].into());
        for host in [
            "127.0.0.1",
            "[::1]",
            "10.0.0.7",
            "localhost",
            "a.localhost",
            "shop.example.com",
        ] {
            assert!(hosts.know(host), "{host}");
        }
        for host in [
            "evil.example",
            "shop.example.com.evil.example",
            "example.com",
            "",
        ] {
            assert!(!hosts.know(host), "{host}");
        }
    }
}
