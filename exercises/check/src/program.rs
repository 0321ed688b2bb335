//! What the environment says about a check: which binary to run, and how long to wait.

use std::env;
use std::path::Path;
use std::time::Duration;

/// The learner's binary, or the one beside it that `EX_BINARY` names.
pub fn chosen(learners: &str) -> String {
    let Ok(name) = env::var("EX_BINARY") else {
        return learners.to_owned();
    };
    let file = format!("{name}{}", env::consts::EXE_SUFFIX);
    let other = Path::new(learners).with_file_name(file);
    other.to_string_lossy().into_owned()
}

/// How long nothing may happen before a check gives up. In CI, where machines are busy,
/// `EX_PATIENCE` sets a larger number of seconds.
pub(crate) fn patience() -> Duration {
    let seconds = env::var("EX_PATIENCE").ok();
    let seconds = seconds.and_then(|seconds| seconds.parse().ok());
    Duration::from_secs(seconds.unwrap_or(1))
}
