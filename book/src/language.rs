//! The two languages of the book.

/// English is written first, Korean beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// `en/`
    English,
    /// `ko/`
    Korean,
}

impl Language {
    /// Both, in the order of SUMMARY.md.
    pub const ALL: [Self; 2] = [Self::English, Self::Korean];

    /// Its folder, and its name in file names: `en`.
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Korean => "ko",
        }
    }

    /// The one of two texts that is in this language.
    pub fn pick<'t>(self, english: &'t str, korean: &'t str) -> &'t str {
        match self {
            Self::English => english,
            Self::Korean => korean,
        }
    }
}
