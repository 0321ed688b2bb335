//! A project outside this repository's workspace, with the dependencies that the learner
//! begins with, and without the crates that only this repository has.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

pub struct Project {
    folder: PathBuf,
}

impl Project {
    /// In a folder that is there. The versions are ours, so that a new one on crates.io
    /// changes no test.
    pub fn new(folder: &Path, manifest: &str) -> Self {
        let project = Self {
            folder: folder.to_path_buf(),
        };
        // From the last time, perhaps with programs that are gone.
        drop(fs::remove_dir_all(folder.join("src")));
        // It may stand below our own workspace.
        project.write("Cargo.toml", &format!("{manifest}\n[workspace]\n"));
        project.write("Cargo.lock", &read("Cargo.lock"));
        project
    }

    pub fn write(&self, file: &str, text: &str) {
        let file = self.folder.join(file);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }

    /// What cargo tells while it builds.
    pub fn build(&self, arguments: &[&str]) -> Vec<Value> {
        let mut cargo = self.cargo("build");
        cargo.args(["--message-format=json", "--quiet"]);
        let output = cargo.args(arguments).output().unwrap();
        // The test runner shows it if a test fails.
        eprint!("{}", String::from_utf8_lossy(&output.stderr));
        let messages = String::from_utf8(output.stdout).unwrap();
        let messages = messages
            .lines()
            .map(|line| serde_json::from_str(line).unwrap());
        messages.collect()
    }

    /// All projects build into one folder, and so each dependency once.
    pub fn cargo(&self, command: &str) -> Command {
        let mut cargo = Command::new(env!("CARGO"));
        cargo
            .arg(command)
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", root().join("target/elsewhere"))
            .env("CARGO_INCREMENTAL", "0")
            .env("CARGO_PROFILE_DEV_DEBUG", "0")
            .stdin(Stdio::null());
        cargo
    }
}

/// `exercises/mine/Cargo.toml` as far as step 01 needs it, which step 01's page shows:
/// the package, and the first of the groups that dependencies stand in.
pub fn learners_manifest() -> String {
    let manifest = read("exercises/mine/Cargo.toml").replace("\r\n", "\n");
    let groups = manifest.split("\n\n").take(2);
    groups.collect::<Vec<_>>().join("\n\n")
}

pub fn read(file: &str) -> String {
    let file = root().join(file);
    fs::read_to_string(&file)
        .unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}
