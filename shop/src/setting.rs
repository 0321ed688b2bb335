//! How the values of settings are written, and the error for one that can't work.

use std::net::{IpAddr, SocketAddr};
use std::num::NonZeroU32;
use std::sync::Arc;

use tracing_subscriber::EnvFilter;
use tracing_subscriber::filter::LevelFilter;

use crate::login::address::Proxies;
use crate::login::host::{self, Host};
use crate::login::origin::Origin;
use crate::values::{Email, folded};

/// How log lines look.
#[derive(Clone, Copy, Debug)]
pub enum LogFormat {
    /// For people.
    Text,
    /// One JSON object per line, for programs.
    Json,
}

/// Origins other than the shop's own.
pub type Origins = Arc<[Origin]>;

/// Who may register goods, by email; empty if everyone may.
pub type Admins = Arc<[String]>;

/// A setting that can't work, and how to write it, in English and Korean.
#[derive(Debug, thiserror::Error)]
#[error(
    "{name} is `{given}`: write {english}, for example {name}={example}.\n\
     {name}에 `{given}`이(가) 들어 있어요. {korean} 써 주세요. 예: {name}={example}"
)]
pub struct SettingError {
    name: &'static str,
    given: String,
    english: &'static str,
    korean: &'static str,
    example: &'static str,
}

/// On or off, in any of the usual spellings.
pub fn switch(name: &'static str, given: &str) -> Result<bool, SettingError> {
    match given.to_ascii_lowercase().as_str() {
        "true" | "1" | "yes" | "on" => Ok(true),
        "" | "false" | "0" | "no" | "off" => Ok(false),
        _ => Err(SettingError {
            name,
            given: given.to_owned(),
            english: "true or false",
            korean: "true 또는 false로",
            example: "true",
        }),
    }
}

/// IP addresses.
pub fn proxies(given: &str) -> Result<Proxies, SettingError> {
    let read = |it: &str| Some(it.parse::<IpAddr>().ok()?.to_canonical());
    list(given, read).ok_or_else(|| SettingError {
        name: "TRUSTED_PROXIES",
        given: given.to_owned(),
        english: "IP addresses, separated by commas",
        korean: "IP 주소를 쉼표로 구분해",
        example: "10.0.0.7,10.0.0.8",
    })
}

/// Names of the shop.
pub fn hosts(given: &str) -> Result<Arc<[Host]>, SettingError> {
    list(given, host::read).ok_or_else(|| SettingError {
        name: "HOSTS",
        given: given.to_owned(),
        english: "names without a scheme or port, separated by commas",
        korean: "프로토콜과 포트를 뺀 이름을 쉼표로 구분해",
        example: "shop.example.com,www.example.com",
    })
}

/// Emails of accounts.
pub fn admins(given: &str) -> Result<Admins, SettingError> {
    let read = |it: &str| Some(folded(Email::try_from(it.to_owned()).ok()?.as_str()));
    list(given, read).ok_or_else(|| SettingError {
        name: "ADMINS",
        given: given.to_owned(),
        english: "the emails of accounts, separated by commas",
        korean: "계정의 이메일을 쉼표로 구분해",
        example: "rtan@example.com,hanghae@example.com",
    })
}

/// An address with a port.
pub fn metrics(given: &str) -> Result<SocketAddr, SettingError> {
    given.parse().map_err(|_| SettingError {
        name: "METRICS",
        given: given.to_owned(),
        english: "an IP address with a port",
        korean: "IP 주소와 포트를 함께",
        example: "127.0.0.1:9100",
    })
}

/// Separated by commas; `None` if any of them can't be read.
fn list<T>(given: &str, read: impl Fn(&str) -> Option<T>) -> Option<Arc<[T]>> {
    let parts = given.split(',').map(str::trim);
    parts.filter(|part| !part.is_empty()).map(read).collect()
}

/// At least 1.
pub fn pace(given: &str) -> Result<NonZeroU32, SettingError> {
    match given.parse() {
        Ok(pace @ 1..=100_000) => Ok(NonZeroU32::MIN.saturating_add(pace - 1)),
        _ => Err(SettingError {
            name: "BUYS_PER_SECOND",
            given: given.to_owned(),
            english: "a whole number from 1 to 100000",
            korean: "1부터 100000까지의 정수로",
            example: "50",
        }),
    }
}

/// At most a year.
pub fn hours(given: &str) -> Result<u32, SettingError> {
    match given.parse() {
        Ok(hours @ 1..=8760) => Ok(hours),
        _ => Err(SettingError {
            name: "TOKEN_HOURS",
            given: given.to_owned(),
            english: "a whole number of hours from 1 to 8760",
            korean: "시간을 1부터 8760까지의 정수로",
            example: "24",
        }),
    }
}

/// Sites, written as browsers do.
pub fn origins(given: &str) -> Result<Origins, SettingError> {
    list(given, Origin::read).ok_or_else(|| SettingError {
        name: "ALLOWED_ORIGINS",
        given: given.to_owned(),
        english: "the addresses of sites, without a path, separated by commas",
        korean: "경로를 뺀 사이트 주소를 쉼표로 구분해",
        example: "https://a.example,https://b.example",
    })
}

/// In the usual syntax of `RUST_LOG`.
pub fn log(given: &str) -> Result<String, SettingError> {
    match EnvFilter::try_new(given) {
        Ok(_) if given.split(',').all(is_heard_of) => Ok(given.to_owned()),
        _ => Err(SettingError {
            name: "RUST_LOG",
            given: given.to_owned(),
            english: "one of off, error, warn, info, debug, trace, or one for each part",
            korean: "off, error, warn, info, debug, trace 중 하나, 또는 부분마다 하나씩",
            example: "shop=debug,tower_http=debug",
        }),
    }
}

/// A single word is a level or the name of a part that logs; any other word would
/// silence the log.
fn is_heard_of(directive: &str) -> bool {
    const PARTS: [&str; 6] = [
        "shop",
        "axum",
        "engineioxide",
        "socketioxide",
        "sqlx",
        "tower_http",
    ];
    let word = directive.trim();
    let part = word.split("::").next().unwrap_or_default();
    word.contains(['=', '['])
        || word.parse::<LevelFilter>().is_ok()
        || PARTS.contains(&part)
}

/// For people or for programs.
pub fn log_format(given: &str) -> Result<LogFormat, SettingError> {
    match given {
        "text" => Ok(LogFormat::Text),
        "json" => Ok(LogFormat::Json),
        _ => Err(SettingError {
            name: "LOG_FORMAT",
            given: given.to_owned(),
            english: "text or json",
            korean: "text 또는 json으로",
            example: "json",
        }),
    }
}
