//! One thing that happened, and the line of a transcript that tells it.

pub(crate) struct Happening {
    pub(crate) who: String,
    pub(crate) kind: Kind,
    pub(crate) text: String,
}

/// What kind of thing it was, in the order in which a transcript shows them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// A line on the server's console.
    Console,
    /// An answer over HTTP.
    Answer,
    /// Engine.IO's open packet, which comes before any other.
    Handshake,
    PacketOut,
    PacketIn,
    Event,
}

impl Kind {
    pub(crate) fn is_packet(self) -> bool {
        matches!(self, Self::Handshake | Self::PacketOut | Self::PacketIn)
    }
}

impl Happening {
    pub(crate) fn line(&self) -> String {
        let Self { who, kind, text } = self;
        match kind {
            Kind::PacketOut => format!("{who:<2} →     {text}"),
            Kind::PacketIn | Kind::Handshake => format!("{who:<2} ←     {text}"),
            Kind::Console | Kind::Answer | Kind::Event => format!("{who:<8} {text}"),
        }
    }

    /// Its place within an action: the server's console first, then what HTTP answered,
    /// then the clients by name.
    pub(crate) fn place(&self) -> (bool, bool, &str, Kind) {
        let Self { who, kind, .. } = self;
        (*kind != Kind::Console, *kind != Kind::Answer, who, *kind)
    }
}
