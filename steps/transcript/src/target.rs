//! Cargo's target folder, for files that tests leave behind.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

/// A folder of this name in it; created if necessary.
pub(crate) fn folder(name: &str) -> PathBuf {
    let test = env::current_exe().expect("a running test has a path");
    let folder = test
        .ancestors()
        .find(|folder| folder.join("CACHEDIR.TAG").exists())
        .or(test.parent())
        .map(|target: &Path| target.join(name))
        .expect("a file stands in a folder");
    fs::create_dir_all(&folder).expect("a folder for what tests leave behind");
    folder
}
