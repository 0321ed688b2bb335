//! What the environment says of a check: which binary, and how long to wait.

use std::env;
use std::path::Path;
use std::time::Duration;

/// The learner's, or the one beside it that `EX_BINARY` names.
pub(crate) fn chosen(learners: &str) -> String {
    let Ok(name) = env::var("EX_BINARY") else {
        return learners.to_owned();
    };
    let file = format!("{name}{}", env::consts::EXE_SUFFIX);
    let other = Path::new(learners).with_file_name(file);
    other.to_string_lossy().into_owned()
}

/// How long nothing may happen before one gives up. CI, where machines are busy, sets
/// `EX_PATIENCE` to more seconds.
pub(crate) fn patience() -> Duration {
    let seconds = env::var("EX_PATIENCE").ok();
    let seconds = seconds.and_then(|seconds| seconds.parse().ok());
    Duration::from_secs(seconds.unwrap_or(1))
}
