//! PostgreSQL's programs, wherever the system keeps them.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where it is.
///
/// # Panics
/// If PostgreSQL isn't installed.
pub(super) fn program(name: &str) -> PathBuf {
    find(name).unwrap_or_else(|| {
        panic!(
            "PostgreSQL's `{name}` is not installed. On Debian and Ubuntu: \
             `sudo apt install postgresql`; on macOS: `brew install postgresql@17`, with \
             its `bin` folder in the PATH."
        )
    })
}

/// A program of PostgreSQL's. Debian keeps those for servers out of the `PATH`, one folder
/// for each version.
pub(super) fn find(name: &str) -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten();
    let newest = versions
        .filter_map(|version| Some(version.ok()?.path().join("bin").join(name)))
        .filter(|program| program.exists())
        .max_by_key(|program| version_of(program));
    let runs = || Command::new(name).arg("--version").output().is_ok();
    newest.or_else(|| runs().then(|| PathBuf::from(name)))
}

fn version_of(program: &Path) -> Option<u32> {
    let folder = program.ancestors().nth(2).and_then(Path::file_name);
    folder.and_then(OsStr::to_str)?.parse().ok()
}
