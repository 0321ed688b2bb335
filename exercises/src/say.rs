//! Writes to the terminal: colors only if it is one, and silence if nobody is reading.

use std::io::{self, Write};
use std::process::exit;

use anstyle::{AnsiColor, Style};

pub(crate) const GOOD: Style = AnsiColor::Green.on_default().bold();
pub(crate) const BAD: Style = AnsiColor::Red.on_default().bold();
pub(crate) const WARN: Style = AnsiColor::Yellow.on_default().bold();
pub(crate) const TITLE: Style = Style::new().bold();
pub(crate) const QUIET: Style = Style::new().dimmed();

/// Prints a line, or several.
pub(crate) fn say(text: &str) {
    write(&mut anstream::stdout(), text);
}

/// The same, with a style.
pub(crate) fn say_in(style: Style, text: &str) {
    say(&painted(style, text));
}

/// Prints to stderr.
pub(crate) fn complain(text: &str) {
    write(&mut anstream::stderr(), &painted(BAD, text));
}

pub(crate) fn painted(style: Style, text: &str) -> String {
    format!("{style}{text}{style:#}")
}

/// Clears the screen, if there is one.
pub(crate) fn clear() {
    if io::IsTerminal::is_terminal(&io::stdout()) {
        say("\x1b[2J\x1b[H");
    }
}

/// The reader may be gone, as with `head`: then there is nothing left to do.
fn write(to: &mut impl Write, text: &str) {
    if writeln!(to, "{text}").and_then(|()| to.flush()).is_err() {
        exit(0);
    }
}
