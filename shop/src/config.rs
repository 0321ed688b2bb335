//! Every setting: a flag, an environment variable, a default.

use std::error::Error;
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::path::Path;
use std::process::exit;

use clap::Parser;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::filter::LevelFilter;

use crate::login::origin::Origin;

/// A shop in which everyone sees what someone has just bought.
///
/// Each setting is a flag or an environment variable; the flag wins.
#[derive(Clone, Debug, Parser)]
#[command(name = "shop", version)]
pub struct Config {
    /// Port to serve on; 0 takes any free one
    #[arg(env = "PORT", default_value = "8080", value_parser = listen::port)]
    pub port: u16,

    /// Address to serve on; 0.0.0.0 lets others on the network in
    #[arg(long, env = "HOST", default_value = "127.0.0.1", value_parser = listen::host)]
    pub host: IpAddr,

    /// Where the data is, such as sqlite:///var/lib/shop/shop.db
    #[arg(long, env = "DATABASE_URL", default_value_t = default_database())]
    pub database_url: String,

    /// Leave an empty catalogue empty, instead of putting in the lesson's three goods
    #[arg(long, env = "NO_SEED", value_parser = |given: &str| switch("NO_SEED", given))]
    pub no_seed: bool,

    /// What tokens are signed with, at least 32 characters [default: made at the first
    /// start and kept beside the database]
    #[arg(long, env = "JWT_SECRET", hide_env_values = true)]
    pub jwt_secret: Option<String>,

    /// How many hours a login lasts
    #[arg(long, env = "TOKEN_HOURS", default_value_t = 7 * 24, value_parser = hours)]
    pub token_hours: u32,

    /// How many orders a second one person may place, on average; whoever sends more is
    /// heard later
    #[arg(long, env = "BUYS_PER_SECOND", default_value = "50", value_parser = pace)]
    pub buys_per_second: NonZeroU32,

    /// Pages of other sites that may open a socket, such as https://admin.example.com
    /// (several: separated by commas)
    #[arg(long, env = "ALLOWED_ORIGINS", default_value = "", hide_default_value = true,
          value_parser = origins)]
    pub allowed_origins: Origins,

    /// The shop is behind https: keep its cookie to https
    #[arg(long, env = "HTTPS", value_parser = |given: &str| switch("HTTPS", given))]
    pub https: bool,

    /// What to log: a level, or directives as in shop=debug,tower_http=debug
    #[arg(long, env = "RUST_LOG", default_value = "info", value_parser = log)]
    pub log: String,

    /// How to write the log: text, for people, or json, an object a line
    #[arg(long, env = "LOG_FORMAT", default_value = "text", value_parser = log_format)]
    pub log_format: LogFormat,
}

/// How log lines look.
#[derive(Clone, Copy, Debug)]
pub enum LogFormat {
    /// For people.
    Text,
    /// A JSON object a line, for programs.
    Json,
}

/// Origins beside the shop's own.
pub type Origins = std::sync::Arc<[Origin]>;

/// A setting that can't work, and how to write it, in English and in Korean.
#[derive(Debug, thiserror::Error)]
#[error(
    "{name} is `{given}`: write {english}, as in {name}={example}.\n\
     {name}에 `{given}`이(가) 들어 있어요. {korean} 써 주세요. 예: {name}={example}"
)]
struct SettingError {
    name: &'static str,
    given: String,
    english: &'static str,
    korean: &'static str,
    example: &'static str,
}

impl Config {
    /// The settings of this process; `--help` prints them, and a bad one ends the
    /// program with a sentence and exit code 1.
    pub fn from_arguments() -> Self {
        or_exit(Self::try_parse())
    }

    /// The settings of the environment alone, for a program that has arguments of its
    /// own, and sees to its port and host itself.
    pub fn from_environment() -> Self {
        or_exit(Self::try_parse_from(["shop", "0", "--host=127.0.0.1"]))
    }
}

fn or_exit(config: Result<Config, clap::Error>) -> Config {
    config.unwrap_or_else(|error| {
        // A value of ours says all there is to say; clap would put its own English
        // sentence in front.
        match error.source() {
            Some(setting) => eprintln!("{setting}"),
            // Nothing is left to try if even the terminal is gone.
            None => drop(error.print()),
        }
        exit(i32::from(error.use_stderr()))
    })
}

fn switch(name: &'static str, given: &str) -> Result<bool, SettingError> {
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

fn pace(given: &str) -> Result<NonZeroU32, SettingError> {
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

fn hours(given: &str) -> Result<u32, SettingError> {
    match given.parse() {
        Ok(hours @ 1..=8760) => Ok(hours),
        _ => Err(SettingError {
            name: "TOKEN_HOURS",
            given: given.to_owned(),
            english: "a whole number of hours from 1 to 8760",
            korean: "1부터 8760까지의 정수(시간)로",
            example: "24",
        }),
    }
}

fn origins(given: &str) -> Result<Origins, SettingError> {
    let addresses = given.split(',').map(str::trim);
    let addresses = addresses.filter(|address| !address.is_empty());
    let origins: Option<Vec<Origin>> = addresses.map(Origin::read).collect();
    origins.map(Origins::from).ok_or_else(|| SettingError {
        name: "ALLOWED_ORIGINS",
        given: given.to_owned(),
        english: "addresses of sites without a path, separated by commas",
        korean: "경로 없는 사이트 주소를 쉼표로 나누어",
        example: "https://a.example,https://b.example",
    })
}

fn log(given: &str) -> Result<String, SettingError> {
    match EnvFilter::try_new(given) {
        Ok(_) if given.split(',').all(is_heard_of) => Ok(given.to_owned()),
        _ => Err(SettingError {
            name: "RUST_LOG",
            given: given.to_owned(),
            english: "off, error, warn, info, debug, trace, or one of these for a part",
            korean: "off, error, warn, info, debug, trace 중 하나로, 또는 일부만 정해서",
            example: "shop=debug,tower_http=debug",
        }),
    }
}

/// A word alone is a level, or else the name of a part that speaks; any other word would
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

fn log_format(given: &str) -> Result<LogFormat, SettingError> {
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

/// `data/shop.db` at the root of the repository, so that the shop and the steps share
/// accounts wherever they are started; a program taken elsewhere keeps it where it runs.
fn default_database() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent();
    let file = match root {
        Some(root) if root.join("Cargo.toml").exists() => root.join("data/shop.db"),
        _ => Path::new("data").join("shop.db"),
    };
    format!("sqlite://{}", file.display())
}
