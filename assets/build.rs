//! Installs the browser's Socket.IO client with npm, if npm is there, and embeds it.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs, io};

const FOLDER: &str = "node_modules/socket.io-client/dist";

fn main() {
    println!("cargo::rerun-if-changed=package.json");
    println!("cargo::rerun-if-changed=package-lock.json");
    println!("cargo::rerun-if-env-changed=NPM");
    println!("cargo::rustc-check-cfg=cfg(client_embedded)");

    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    // Not an error: without the file, browsers are redirected to the CDN.
    if let Ok(folder) = install(&out) {
        println!("cargo::rustc-env=CLIENT_FOLDER={}", folder.display());
        println!("cargo::rustc-cfg=client_embedded");
    }
}

/// In the build's own folder, so that building doesn't touch the source tree.
fn install(out: &Path) -> io::Result<PathBuf> {
    for name in ["package.json", "package-lock.json"] {
        fs::copy(name, out.join(name))?;
    }
    // NPM names another program; `NPM=none` builds as if there were no npm. On Windows,
    // npm is a script, which has to be called by its full name. Offline, npm would keep
    // trying for over a minute without the limits on retries and time.
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    Command::new(env::var_os("NPM").unwrap_or(npm.into()))
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
        .args(["--fetch-retries=1", "--fetch-retry-mintimeout=1000"])
        .arg("--fetch-timeout=10000")
        .current_dir(out)
        .output()?;
    // The files themselves show whether it worked.
    let folder = out.join(FOLDER);
    for name in ["socket.io.min.js", "socket.io.esm.min.js"] {
        fs::metadata(folder.join(name))?;
    }
    folder.canonicalize()
}
