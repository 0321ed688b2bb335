//! What changed from step to step, as `git diff` would show it.

use std::fs;
use std::io;

use similar::TextDiff;

use crate::repository;

/// The numbers of all steps that have one before them, from 2 on.
pub fn steps() -> io::Result<Vec<u32>> {
    let mut numbers = Vec::new();
    for entry in fs::read_dir(repository().join("steps"))? {
        let name = entry?.file_name();
        let number = name.to_string_lossy();
        let number = number
            .strip_prefix("step-")
            .and_then(|digits| digits.parse::<u32>().ok());
        numbers.extend(number.filter(|number| *number > 1));
    }
    numbers.sort_unstable();
    Ok(numbers)
}

/// From the step before to this one.
pub fn to_step(number: u32) -> io::Result<String> {
    let name = |number| format!("steps/step-{number:02}/src/main.rs");
    let (old, new) = (name(number - 1), name(number));
    let text = |name| fs::read_to_string(repository().join(name));
    Ok(between((&old, &text(&old)?), (&new, &text(&new)?)))
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
