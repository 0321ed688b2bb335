//! Which exercises are solved: kept in a file that git ignores and updates don't touch.

use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

pub(crate) struct Progress {
    file: PathBuf,
    solved: Solved,
}

/// The file's contents: names, not numbers, so that they survive renumbering.
#[derive(Default, Serialize, Deserialize)]
struct Solved {
    solved: BTreeSet<String>,
}

impl Progress {
    /// Also returns where the file was moved, if it couldn't be read.
    pub(crate) fn open(home: &Path) -> Result<(Self, Option<PathBuf>), String> {
        let file = home.join(".progress.json");
        let problem = |error| format!("{}: {error}", file.display());
        let text = match fs::read_to_string(&file) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => "{\"solved\":[]}".into(),
            Err(error) => return Err(problem(error)),
        };
        let (solved, aside) = match serde_json::from_str(&text) {
            Ok(solved) => (solved, None),
            Err(_) => {
                let aside = home.join(".progress.unreadable.json");
                fs::rename(&file, &aside).map_err(problem)?;
                (Solved::default(), Some(aside))
            }
        };
        Ok((Self { file, solved }, aside))
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.solved.solved.contains(name)
    }

    pub(crate) fn solve(&mut self, name: &str) -> Result<(), String> {
        self.solved.solved.insert(name.to_owned());
        self.save()
    }

    pub(crate) fn forget(&mut self, name: &str) -> Result<(), String> {
        self.solved.solved.remove(name);
        self.save()
    }

    /// Replaces the old file by a new one: half a file is never seen.
    fn save(&self) -> Result<(), String> {
        let text = serde_json::to_string_pretty(&self.solved);
        let text = text.map_err(|error| error.to_string())?;
        let new = self.file.with_extension("json.new");
        fs::write(&new, text + "\n")
            .and_then(|()| fs::rename(&new, &self.file))
            .map_err(|error| format!("{}: {error}", self.file.display()))
    }
}
