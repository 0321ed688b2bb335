//! Every setting: a flag, an environment variable, a default.

use std::net::IpAddr;
use std::path::Path;
use std::process::exit;

use clap::{Parser, ValueEnum};

/// A shop in which everyone sees what someone has just bought.
#[derive(Clone, Debug, Parser)]
#[command(name = "shop", version)]
pub struct Config {
    /// Port to serve on; 0 takes any free one
    #[arg(env = "PORT", default_value = "8080", value_parser = port)]
    pub port: u16,

    /// Address to serve on; 0.0.0.0 lets others on the network in
    #[arg(long, env = "HOST", default_value = "127.0.0.1")]
    pub host: IpAddr,

    /// Where the data is, such as sqlite:///var/lib/shop/shop.db
    #[arg(long, env = "DATABASE_URL", default_value_t = default_database())]
    pub database_url: String,

    /// Leave an empty catalogue empty, instead of putting in the lesson's three goods
    #[arg(long, env = "NO_SEED")]
    pub no_seed: bool,

    /// What tokens are signed with, at least 32 characters [default: made at the first
    /// start and kept beside the database]
    #[arg(long, env = "JWT_SECRET", hide_env_values = true)]
    pub jwt_secret: Option<String>,

    /// How many hours a login lasts
    #[arg(long, env = "TOKEN_HOURS", default_value_t = 7 * 24,
          value_parser = clap::value_parser!(u32).range(1..=24 * 365))]
    pub token_hours: u32,

    /// Pages of other sites that may open a socket, such as https://admin.example.com
    #[arg(long, env = "ALLOWED_ORIGINS", value_delimiter = ',')]
    pub allowed_origins: Vec<String>,

    /// The shop is behind https: keep its cookie to https
    #[arg(long, env = "HTTPS")]
    pub https: bool,

    /// What to log: a level, or directives as in shop=debug,tower_http=debug
    #[arg(long, env = "RUST_LOG", default_value = "info")]
    pub log: String,

    /// How to write the log
    #[arg(long, env = "LOG_FORMAT", default_value = "text")]
    pub log_format: LogFormat,
}

/// How log lines look.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum LogFormat {
    /// For people
    Text,
    /// A JSON object a line, for programs
    Json,
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
        // Nothing is left to try if even the terminal is gone.
        error.print().ok();
        exit(i32::from(error.use_stderr()))
    })
}

fn port(given: &str) -> Result<u16, listen::ListenError> {
    given
        .parse()
        .map_err(|_| listen::ListenError::NoPort(given.to_owned()))
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
