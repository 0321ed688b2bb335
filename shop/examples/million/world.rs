//! What is asked, and what there is: everything that a flag can change.

use clap::{Parser, ValueEnum};

use super::costs::TILL;

/// A million listeners and ten thousand purchases a second, simulated with what the bench
/// has measured. 클라이언트 백만 개와 초당 구매 만 건을 벤치마크 측정값으로 시뮬레이션해요.
#[derive(Parser)]
#[command(name = "million")]
pub struct World {
    /// How many listen
    #[arg(long, default_value_t = 1_000_000.0)]
    pub listeners: f64,
    /// How many buy in a second
    #[arg(long, default_value_t = 10_000.0)]
    pub buys: f64,
    /// How many purchases the till writes in a second
    #[arg(long, default_value_t = TILL)]
    pub till: f64,
    /// How many processors a server has: our assumption
    #[arg(long, default_value_t = 4.0)]
    pub cores: f64,
    /// Its memory in GB: our assumption
    #[arg(long, default_value_t = 16.0)]
    pub memory: f64,
    /// Its network in Gbit/s: our assumption
    #[arg(long, default_value_t = 10.0)]
    pub gbits: f64,
    /// What a processor costs in an hour: our assumption, November 2026
    #[arg(long, default_value_t = 0.05)]
    pub core_hour: f64,
    /// What it costs to send a GB: our assumption, November 2026
    #[arg(long, default_value_t = 0.05)]
    pub gb_out: f64,
    /// Language of the tables [default: the terminal's]
    #[arg(long)]
    pub lang: Option<Language>,
}

/// Of the tables.
#[derive(Clone, Copy, ValueEnum)]
pub enum Language {
    En,
    Ko,
}

impl World {
    /// The text in the language that was asked for, or else the terminal's.
    pub fn say<'t>(&self, english: &'t str, korean: &'t str) -> &'t str {
        match self.lang.unwrap_or_else(Language::of_the_terminal) {
            Language::En => english,
            Language::Ko => korean,
        }
    }
}

impl Language {
    fn of_the_terminal() -> Self {
        let set = ["LC_ALL", "LC_MESSAGES", "LANG"];
        let mut set = set.iter().filter_map(|name| std::env::var(name).ok());
        match set.find(|locale| !locale.is_empty()) {
            Some(locale) if locale.starts_with("ko") => Self::Ko,
            _ => Self::En,
        }
    }
}
