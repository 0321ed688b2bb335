//! The JavaScript that tests need: installed once, with npm.

use std::fs::{self, File};
use std::path::PathBuf;
use std::process::Command;

use crate::target;

pub(crate) const MISSING: &str = "The JavaScript client needs Node.js 18 or newer with \
                                  npm: install it from https://nodejs.org";

const FILES: [(&str, &str); 3] = [
    ("client.mjs", include_str!("../javascript/client.mjs")),
    ("package.json", include_str!("../javascript/package.json")),
    (
        "package-lock.json",
        include_str!("../javascript/package-lock.json"),
    ),
];

/// The folder of `client.mjs`, with both versions of the client and axe-core in its
/// `node_modules`.
pub(crate) fn install() -> PathBuf {
    let folder = target::folder("javascript");
    let guard = File::create(folder.join("lock")).expect("a lock file");
    // Held until `guard` is dropped: other tests, and other test programs, wait here.
    guard.lock().expect("the file system can lock");

    let done = folder.join("installed");
    let files = FILES.map(|(_, text)| text).concat();
    if fs::read_to_string(&done).is_ok_and(|installed| installed == files) {
        return folder;
    }
    for (name, text) in FILES {
        fs::write(folder.join(name), text).expect("a folder to write to");
    }
    // On Windows, npm is a script, which has to be called by its full name.
    let output = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" })
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
        .current_dir(&folder)
        .output()
        .unwrap_or_else(|error| panic!("{MISSING} ({error})"));
    assert!(
        output.status.success(),
        "npm could not install the JavaScript clients: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    fs::write(done, files).expect("a folder to write to");
    folder
}
