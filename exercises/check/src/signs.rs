//! Signs that explain by themselves why a scene failed.

/// Each has a sentence in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sign {
    /// It ended without printing an address.
    EndedAtStart,
    /// It was running, but hadn't printed an address when the check gave up.
    Silent,
    /// It ended in the middle of the scene.
    Ended,
    Panicked,
    /// It wanted a port that another program is using.
    PortTaken,
    /// It is listening, but no Socket.IO answers there.
    NoSocketIo,
    /// It isn't a server, and was still running when the check gave up.
    TooLong,
}

impl Sign {
    /// A sign that stderr shows, if it explains more than the line itself.
    pub(crate) fn on_stderr(lines: &[String]) -> Option<Self> {
        // Rust prints a failed `bind` like this on every system.
        let taken = lines.iter().any(|line| line.contains("kind: AddrInUse"));
        taken.then_some(Self::PortTaken)
    }
}

#[cfg(test)]
mod tests {
    use super::Sign;

    #[test]
    fn a_taken_port_is_recognized_by_rusts_own_words() {
        let said = r#"Error: Os { code: 98, kind: AddrInUse, message: "Address already in use" }"#;
        let sign = Sign::on_stderr(&["hello".to_owned(), said.to_owned()]);
        assert_eq!(sign, Some(Sign::PortTaken));
        assert_eq!(
            Sign::on_stderr(&["Error: AddrNotAvailable".to_owned()]),
            None
        );
    }
}
