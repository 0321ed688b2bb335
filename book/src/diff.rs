//! What changed from step to step, as `git diff` would show it.

use std::io;

use similar::TextDiff;

use crate::language::Language;
use crate::piece;

/// The numbers of all steps that follow another one, from 2 on.
pub fn steps() -> io::Result<Vec<u32>> {
    Ok(piece::steps()?.split_off(1))
}

/// From the previous step to this one, with comments in this language.
pub fn to_step(number: u32, language: Language) -> io::Result<String> {
    let name = |number| format!("steps/step-{number:02}/src/main.rs");
    let old = piece::listing(number - 1, language)?;
    let new = piece::listing(number, language)?;
    Ok(between((&name(number - 1), &old), (&name(number), &new)))
}

fn between((old_name, old): (&str, &str), (new_name, new): (&str, &str)) -> String {
    TextDiff::from_lines(old, new)
        .unified_diff()
        .context_radius(3)
        .header(&format!("a/{old_name}"), &format!("b/{new_name}"))
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::between;

    #[test]
    fn a_diff_names_both_files() {
        assert_eq!(
            between(("old.rs", "one\ntwo\n"), ("new.rs", "one\nthree\n")),
            "--- a/old.rs\n+++ b/new.rs\n@@ -1,2 +1,2 @@\n one\n-two\n+three\n"
        );
    }
}
