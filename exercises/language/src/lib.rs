//! Which of the two languages a learner reads.

use std::env;
use std::str::FromStr;

/// Tells a check which language was chosen with `--lang`.
pub const VARIABLE: &str = "EX_LANG";

/// One of the two languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// English, also for anyone who reads neither.
    English,
    /// 한국어.
    Korean,
}

impl Language {
    /// The language in `EX_LANG`, or else the locale's.
    #[must_use]
    pub fn of_the_learner() -> Self {
        let chosen = env::var(VARIABLE).ok();
        chosen
            .and_then(|code| code.parse().ok())
            .or_else(Self::of_the_terminal)
            .unwrap_or_else(Self::of_the_system)
    }

    /// As in the file name `HINT.ko.md`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Korean => "ko",
        }
    }

    /// In POSIX's order. We read these ourselves, because on Windows and macOS
    /// `sys_locale` only asks the system, and people set them there too.
    fn of_the_terminal() -> Option<Self> {
        let set = ["LC_ALL", "LC_MESSAGES", "LANG"]
            .iter()
            .find_map(|name| env::var(name).ok().filter(|locale| !locale.is_empty()))?;
        Some(Self::of_locale(&set))
    }

    fn of_the_system() -> Self {
        sys_locale::get_locale().map_or(Self::English, |locale| Self::of_locale(&locale))
    }

    fn of_locale(locale: &str) -> Self {
        match locale.starts_with("ko") {
            true => Self::Korean,
            false => Self::English,
        }
    }
}

impl FromStr for Language {
    type Err = ();

    fn from_str(code: &str) -> Result<Self, ()> {
        match code {
            "en" => Ok(Self::English),
            "ko" => Ok(Self::Korean),
            _ => Err(()),
        }
    }
}
