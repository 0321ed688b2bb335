//! What an action was to cause, beside what it did cause.

use recording::Kind;

pub(crate) struct Compared {
    pub(crate) missing: Vec<String>,
    /// Came without being waited for. Packets needn't be named: what they say comes.
    pub(crate) unnamed: Vec<String>,
}

impl Compared {
    /// A cause is the start of a line, with any spacing.
    pub(crate) fn new(
        lines: impl Iterator<Item = (Kind, String)>,
        causes: &[impl AsRef<str>],
    ) -> Self {
        let mut lines: Vec<_> = lines
            .map(|(kind, line)| (kind, single_spaced(&line)))
            .collect();
        let mut missing = Vec::new();
        for cause in causes.iter().map(|cause| single_spaced(cause.as_ref())) {
            match lines.iter().position(|(_, line)| line.starts_with(&cause)) {
                // One happening counts for one cause: two equal causes need two.
                Some(found) => drop(lines.remove(found)),
                None => missing.push(cause),
            }
        }
        lines.retain(|(kind, _)| !is_packet(*kind));
        let unnamed = lines.into_iter().map(|(_, line)| line).collect();
        Self { missing, unnamed }
    }
}

pub(crate) fn is_packet(kind: Kind) -> bool {
    matches!(kind, Kind::Out | Kind::In)
}

fn single_spaced(line: &str) -> String {
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use recording::Kind;

    use super::Compared;

    #[test]
    fn one_happening_does_not_count_for_two_causes() {
        let came = [(Kind::Event, "A        on message: 1".to_owned())];
        let compared = Compared::new(came.into_iter(), &["A on message", "A on message"]);
        assert_eq!(compared.missing, ["A on message"]);
        assert_eq!(compared.unnamed, [""; 0]);
    }
}
