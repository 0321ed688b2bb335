//! How a transcript is stored, so that the book can print it.

use insta::Settings;

/// With these settings, snapshots have a header of exactly three lines and no module
/// name in their file name: the book includes them from line 4 on.
#[must_use]
pub fn as_printed() -> Settings {
    let mut settings = Settings::clone_current();
    settings.set_omit_expression(true);
    settings.set_prepend_module_to_snapshot(false);
    settings
}
