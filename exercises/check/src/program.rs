//! Which binary is checked.

use std::env;
use std::path::Path;

/// The learner's, or the one beside it that `EX_BINARY` names.
pub(crate) fn chosen(learners: &str) -> String {
    let Ok(name) = env::var("EX_BINARY") else {
        return learners.to_owned();
    };
    let file = format!("{name}{}", env::consts::EXE_SUFFIX);
    let other = Path::new(learners).with_file_name(file);
    other.to_string_lossy().into_owned()
}
