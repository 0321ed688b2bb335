//! How a transcript is kept, so that the book can print it.

use insta::Settings;

/// Snapshots by these settings have a header of exactly three lines and no module's name
/// in theirs: the book includes them from line 4 on.
#[must_use]
pub fn as_printed() -> Settings {
    let mut settings = Settings::clone_current();
    settings.set_omit_expression(true);
    settings.set_prepend_module_to_snapshot(false);
    settings
}
