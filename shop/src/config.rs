//! Every setting: a flag, an environment variable, a default.

use std::error::Error;
use std::net::{IpAddr, SocketAddr};
use std::num::NonZeroU32;
use std::path::Path;
use std::process::exit;
use std::sync::Arc;

use clap::Parser;

use crate::login::address::Proxies;
use crate::login::host::Host;
use crate::setting::{
    Admins, LogFormat, Origins, admins, hosts, hours, log, log_format, metrics, origins,
    pace, proxies, switch,
};

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

    /// Where the data is kept, such as sqlite:///var/lib/shop/shop.db, or for several
    /// servers postgres://shop:password@localhost/shop
    #[arg(long, env = "DATABASE_URL", hide_env_values = true,
        default_value_t = default_database())]
    pub database_url: String,

    /// Leave an empty catalogue empty, instead of putting in the lesson's three goods
    #[arg(long, env = "NO_SEED", value_parser = |given: &str| switch("NO_SEED", given))]
    pub no_seed: bool,

    /// Secret that tokens are signed with, at least 32 characters [default: made at the
    /// first start and kept beside a SQLite database, or inside a PostgreSQL one]
    #[arg(long, env = "JWT_SECRET", hide_env_values = true)]
    pub jwt_secret: Option<String>,

    /// How many hours a login lasts
    #[arg(long, env = "TOKEN_HOURS", default_value_t = 7 * 24, value_parser = hours)]
    pub token_hours: u32,

    /// How many orders a second one person may place, on average; faster orders wait,
    /// but no longer than three seconds
    #[arg(long, env = "BUYS_PER_SECOND", default_value = "50", value_parser = pace)]
    pub buys_per_second: NonZeroU32,

    /// Addresses of proxies in front of the shop, such as 10.0.0.7, whose
    /// X-Forwarded-For is trusted (several: separated by commas)
    #[arg(long, env = "TRUSTED_PROXIES", default_value = "", hide_default_value = true,
        value_parser = proxies)]
    pub trusted_proxies: Proxies,

    /// Names under which the shop is reached, such as shop.example.com; any other is
    /// refused (several: separated by commas) [default: any]
    #[arg(long, env = "HOSTS", default_value = "", hide_default_value = true,
        value_parser = hosts)]
    pub hosts: Arc<[Host]>,

    /// Emails of the accounts that may register goods; sign up with them before anyone
    /// else can (several: separated by commas) [default: everyone, 100 goods each]
    #[arg(long, env = "ADMINS", default_value = "", hide_default_value = true,
        value_parser = admins)]
    pub admins: Admins,

    /// Pages of other sites that may open a socket, such as https://admin.example.com
    /// (several: separated by commas)
    #[arg(long, env = "ALLOWED_ORIGINS", default_value = "", hide_default_value = true,
          value_parser = origins)]
    pub allowed_origins: Origins,

    /// The shop is behind https: send its cookie over https only
    #[arg(long, env = "HTTPS", value_parser = |given: &str| switch("HTTPS", given))]
    pub https: bool,

    /// Address for metrics in Prometheus format, such as 127.0.0.1:9100; without it,
    /// nothing is counted
    #[arg(long, env = "METRICS", value_parser = metrics)]
    pub metrics: Option<SocketAddr>,

    /// What to log: a level, or directives such as shop=debug,tower_http=debug
    #[arg(long, env = "RUST_LOG", default_value = "info", value_parser = log)]
    pub log: String,

    /// How to write the log: text, for people, or json, one object per line
    #[arg(long, env = "LOG_FORMAT", default_value = "text", value_parser = log_format)]
    pub log_format: LogFormat,
}

impl Config {
    /// The settings of this process; `--help` prints them, and a bad one ends the
    /// program with a sentence and exit code 1.
    pub fn from_arguments() -> Self {
        or_exit(Self::try_parse())
    }

    /// The address of the database, without a password.
    pub fn shown_database(&self) -> String {
        let given = &self.database_url;
        if given.starts_with("sqlite:") {
            return given.clone();
        }
        let (scheme, rest) = given.split_once("://").unwrap_or(("", given));
        let (who, place) = rest.rsplit_once('@').unwrap_or(("", rest));
        let who = who.split([':', '@', '/', '?']).next().unwrap_or_default();
        let place = place.split('?').next().unwrap_or_default();
        match (scheme, who) {
            ("", _) => place.to_owned(),
            (_, "") => format!("{scheme}://{place}"),
            _ => format!("{scheme}://{who}@{place}"),
        }
    }

    /// The settings from the environment alone, for a program that has its own
    /// arguments and takes care of its own port and host.
    pub fn from_environment() -> Self {
        or_exit(Self::try_parse_from(["shop", "0", "--host=127.0.0.1"]))
    }
}

fn or_exit(config: Result<Config, clap::Error>) -> Config {
    config.unwrap_or_else(|error| {
        // Our own errors already say everything; clap would put an English sentence of
        // its own in front.
        match error.source() {
            Some(setting) => eprintln!("{setting}"),
            // If even the terminal is gone, there is nothing left to try.
            None => drop(error.print()),
        }
        exit(i32::from(error.use_stderr()))
    })
}

/// `data/shop.db` at the root of the repository, so that the shop and the steps share
/// accounts no matter where they are started. A program that was copied elsewhere keeps
/// it in the folder where it runs.
fn default_database() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent();
    let file = match root {
        Some(root) if root.join("Cargo.toml").exists() => root.join("data/shop.db"),
        _ => Path::new("data").join("shop.db"),
    };
    format!("sqlite://{}", file.display())
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::Config;

    #[test]
    fn nobody_sees_the_password_of_a_database() {
        for (given, shown) in [
            (
                "sqlite://data/가게.db?mode=rwc",
                "sqlite://data/가게.db?mode=rwc",
            ),
            (
                "postgres://shop@localhost/shop",
                "postgres://shop@localhost/shop",
            ),
            ("postgres://a:secret@b:5432/c", "postgres://a@b:5432/c"),
            (
                "postgres://a:se@c/r?et@b/c?password=secret",
                "postgres://a@b/c",
            ),
            ("postgres://b/c?password=se@cret", "postgres://b@cret"),
            (
                "postgres://b:no-port/c?password=secret",
                "postgres://b:no-port/c",
            ),
            ("mysql://a:secret@b/c", "mysql://a@b/c"),
            ("shop.db", "shop.db"),
        ] {
            let config = Config::parse_from(["shop", "--database-url", given]);
            assert_eq!(config.shown_database(), shown);
        }
    }
}
