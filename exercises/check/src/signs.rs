//! What a program did that by itself explains why a scene came to nothing.

/// Each has its sentence in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sign {
    /// It ended without an address.
    EndedAtStart,
    /// It ran, and had printed no address when the check gave up.
    Silent,
    /// It ended in the middle of the scene.
    Ended,
    Panicked,
    /// It wanted a port that another program has.
    PortTaken,
    /// It listens, and no Socket.IO answers there.
    NoSocketIo,
    /// It is no server, and was still running when the check gave up.
    TooLong,
}

impl Sign {
    /// What it said on stderr that tells of more than the line itself.
    pub(crate) fn on_stderr(lines: &[String]) -> Option<Self> {
        // As Rust prints the error of a `bind`, on every system.
        let taken = lines.iter().any(|line| line.contains("kind: AddrInUse"));
        taken.then_some(Self::PortTaken)
    }
}

#[cfg(test)]
mod tests {
    use super::Sign;

    #[test]
    fn a_port_that_is_taken_is_told_by_rusts_own_words() {
        let said = r#"Error: Os { code: 98, kind: AddrInUse, message: "Address already in use" }"#;
        let sign = Sign::on_stderr(&["hello".to_owned(), said.to_owned()]);
        assert_eq!(sign, Some(Sign::PortTaken));
        assert_eq!(
            Sign::on_stderr(&["Error: AddrNotAvailable".to_owned()]),
            None
        );
    }
}
