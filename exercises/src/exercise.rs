//! One exercise: the files of its folder.

use std::fs;
use std::path::{Path, PathBuf};

use exercise_language::Language;

#[derive(Clone, Debug)]
pub(crate) struct Exercise {
    /// As in `03-greet-by-number`.
    pub(crate) folder: String,
    path: PathBuf,
}

impl Exercise {
    /// All of them, in their order.
    pub(crate) fn all(home: &Path) -> Result<Vec<Self>, String> {
        let problem = |error| format!("{}: {error}", home.display());
        let mut all = Vec::new();
        for entry in fs::read_dir(home).map_err(problem)? {
            let path = entry.map_err(problem)?.path();
            let folder = path.file_name().unwrap_or_default().to_string_lossy();
            let folder = folder.into_owned();
            if folder.starts_with(|c: char| c.is_ascii_digit())
                && path.join("Cargo.toml").is_file()
            {
                all.push(Self { folder, path });
            }
        }
        all.sort_by(|one, other| one.folder.cmp(&other.folder));
        Ok(all)
    }

    /// As in `greet-by-number`: stays the same when exercises are numbered anew.
    pub(crate) fn name(&self) -> &str {
        let parts = self.folder.split_once('-');
        parts.map_or(&self.folder, |(_, name)| name)
    }

    /// As in `exercise-03`.
    pub(crate) fn package(&self) -> String {
        format!("exercise-{}", self.number())
    }

    fn number(&self) -> &str {
        let parts = self.folder.split_once('-');
        parts.map_or(&self.folder, |(number, _)| number)
    }

    /// By number, name or folder, as people type them: `3`, `03`, `greet-by-number`.
    pub(crate) fn is_called(&self, wanted: &str) -> bool {
        let numbers = (self.number().parse::<u32>(), wanted.parse::<u32>());
        matches!(numbers, (Ok(own), Ok(wanted)) if own == wanted)
            || self.name() == wanted
            || self.folder == wanted
    }

    /// The learner's file.
    pub(crate) fn source(&self) -> PathBuf {
        self.path.join("src").join("main.rs")
    }

    /// The same as it is written for people, from the repository's root on.
    pub(crate) fn shown(&self, file: &str) -> String {
        format!("exercises/{}/{file}", self.folder)
    }

    pub(crate) fn starter(&self) -> Result<String, String> {
        read(&self.path.join("starter").join("main.rs"))
    }

    pub(crate) fn solution(&self) -> Result<String, String> {
        read(&self.path.join("solution").join("main.rs"))
    }

    pub(crate) fn learners(&self) -> Result<String, String> {
        read(&self.source())
    }

    pub(crate) fn is_untouched(&self) -> Result<bool, String> {
        Ok(self.learners()? == self.starter()?)
    }

    /// The first hint, or the second.
    pub(crate) fn hint(&self, language: Language, more: bool) -> Result<String, String> {
        let file = self.path.join(format!("HINT.{}.md", language.code()));
        let text = read(&file)?;
        let parts = text.trim_start().strip_prefix("## 1\n");
        let parts = parts.and_then(|text| text.split_once("\n## 2\n"));
        let (first, second) = parts.unwrap_or((&text, &text));
        Ok(if more { second } else { first }.trim().to_owned())
    }

    /// The page of the book that sets it, as in `book/en/step-01.md`.
    pub(crate) fn chapter(&self, language: Language) -> Result<String, String> {
        let manifest = self.path.join("Cargo.toml");
        let text = read(&manifest)?;
        let mut lines = text.lines();
        let name =
            lines.find_map(|line| line.strip_prefix("chapter = \"")?.strip_suffix('"'));
        let name = name.ok_or_else(|| format!("{}: no chapter", manifest.display()))?;
        Ok(format!("book/{}/{name}.md", language.code()))
    }

    pub(crate) fn task(&self, language: Language) -> Result<String, String> {
        let file = self.path.join(format!("TASK.{}.md", language.code()));
        Ok(read(&file)?.trim().to_owned())
    }
}

/// With the ends of lines of Unix: an editor on Windows may have written others.
fn read(file: &Path) -> Result<String, String> {
    let text = fs::read_to_string(file);
    let text = text.map_err(|error| format!("{}: {error}", file.display()))?;
    Ok(text.replace("\r\n", "\n"))
}
