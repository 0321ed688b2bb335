//! One thing to write, and its files: an exercise, or a stage of the learner's own
//! server.

use std::fs;
use std::path::{Path, PathBuf};

use exercise_language::Language;

/// File names are relative to the repository's root, as they are shown to people.
#[derive(Clone, Debug)]
pub(crate) struct Exercise {
    /// For example, `03-greet-by-number`, or `step-03`.
    pub(crate) folder: String,
    /// The learner's file.
    pub(crate) source: String,
    /// The starting point of that file. (A stage starts from the previous one.)
    starter: String,
    /// Our answer.
    pub(crate) answer: String,
    /// Where its task and hints are.
    texts: String,
    /// The page of the book with the task, such as `step-03`.
    chapter: String,
    root: PathBuf,
}

/// The program that all stages are stages of.
pub(crate) const SERVER: &str = "mine";

impl Exercise {
    /// All of them, in the order of the book: a chapter's stage, then its exercises.
    pub(crate) fn all(root: &Path) -> Result<Vec<Self>, String> {
        let is_exercise = |name: &str| name.starts_with(|c: char| c.is_ascii_digit());
        let mut all = Vec::new();
        for folder in folders(&root.join("exercises"), is_exercise)? {
            all.push(Self::of_its_own(root, folder)?);
        }
        let is_stage = |name: &str| name.starts_with("step-");
        let mut before = format!("exercises/{SERVER}/starter/main.rs");
        for folder in folders(&root.join("exercises/stages"), is_stage)? {
            let stage = Self::stage(root, folder, before.clone());
            before.clone_from(&stage.answer);
            all.push(stage);
        }
        all.sort_by_key(Self::place);
        Ok(all)
    }

    fn of_its_own(root: &Path, folder: String) -> Result<Self, String> {
        let texts = format!("exercises/{folder}");
        let manifest = read(&root.join(&texts).join("Cargo.toml"))?;
        let mut lines = manifest.lines();
        let chapter =
            lines.find_map(|line| line.strip_prefix("chapter = \"")?.strip_suffix('"'));
        Ok(Self {
            source: format!("{texts}/src/main.rs"),
            starter: format!("{texts}/starter/main.rs"),
            answer: format!("{texts}/solution/main.rs"),
            chapter: chapter.ok_or(format!("{texts}: no chapter"))?.to_owned(),
            root: root.to_owned(),
            folder,
            texts,
        })
    }

    fn stage(root: &Path, folder: String, before: String) -> Self {
        Self {
            source: format!("exercises/{SERVER}/src/main.rs"),
            starter: before,
            answer: format!("steps/{folder}/src/main.rs"),
            texts: format!("exercises/stages/{folder}"),
            chapter: folder.clone(),
            root: root.to_owned(),
            folder,
        }
    }

    /// Chapters without a step come first.
    fn place(&self) -> (String, bool, String) {
        let step = self.chapter.strip_prefix("step-").unwrap_or_default();
        (step.to_owned(), !self.is_stage(), self.folder.clone())
    }

    pub(crate) fn is_stage(&self) -> bool {
        self.folder.starts_with("step-")
    }

    /// For example, `greet-by-number`: stays the same when exercises are renumbered.
    pub(crate) fn name(&self) -> &str {
        let parts = self.folder.split_once('-').filter(|_| !self.is_stage());
        parts.map_or(&self.folder, |(_, name)| name)
    }

    /// For example, `exercise-03`.
    pub(crate) fn package(&self) -> String {
        match self.is_stage() {
            true => SERVER.to_owned(),
            false => format!("exercise-{}", self.number()),
        }
    }

    /// The short name that `cargo ex` accepts: `03`, `step-03`.
    pub(crate) fn number(&self) -> &str {
        let parts = self.folder.split_once('-').filter(|_| !self.is_stage());
        parts.map_or(&self.folder, |(number, _)| number)
    }

    /// Accepts what people type: `3`, `03`, `greet-by-number`, `step-3`, and what a
    /// shell completes: `exercises/03-greet-by-number/src/main.rs`.
    pub(crate) fn is_called(&self, wanted: &str) -> bool {
        let own = self.number().trim_start_matches("step-");
        let digits = match self.is_stage() {
            true => wanted.strip_prefix("step-").unwrap_or_default(),
            false => wanted,
        };
        let numbers = (own.parse::<u32>(), digits.parse::<u32>());
        let mut parts = wanted.split(['/', '\\']);
        matches!(numbers, (Ok(own), Ok(wanted)) if own == wanted)
            || self.name() == wanted
            || parts.any(|part| part == self.folder)
    }

    /// The starting point of the learner's file.
    pub(crate) fn starter(&self) -> Result<String, String> {
        read(&self.root.join(&self.starter))
    }

    pub(crate) fn solution(&self) -> Result<String, String> {
        read(&self.root.join(&self.answer))
    }

    pub(crate) fn learners(&self) -> Result<String, String> {
        read(&self.root.join(&self.source))
    }

    pub(crate) fn is_untouched(&self) -> Result<bool, String> {
        Ok(self.learners()? == self.starter()?)
    }

    /// The first hint, or the second.
    pub(crate) fn hint(&self, language: Language, more: bool) -> Result<String, String> {
        let text = self.text("HINT", language)?;
        let parts = text.strip_prefix("## 1\n");
        let parts = parts.and_then(|text| text.split_once("\n## 2\n"));
        let (first, second) = parts.unwrap_or((&text, &text));
        Ok(if more { second } else { first }.trim().to_owned())
    }

    pub(crate) fn task(&self, language: Language) -> Result<String, String> {
        self.text("TASK", language)
    }

    /// What it says to those whose machine lacks what it needs besides Rust; `None` if
    /// it needs nothing.
    pub(crate) fn needs(&self, language: Language) -> Option<String> {
        self.text("NEEDS", language).ok()
    }

    /// The file with the task.
    pub(crate) fn task_file(&self, language: Language) -> String {
        format!("{}/TASK.{}.md", self.texts, language.code())
    }

    fn text(&self, what: &str, language: Language) -> Result<String, String> {
        let file = format!("{}/{what}.{}.md", self.texts, language.code());
        Ok(read(&self.root.join(file))?.trim().to_owned())
    }

    /// The chapter's heading, such as `Step 03: axum and Socket.IO on one port`.
    pub(crate) fn chapter(&self, language: Language) -> Result<String, String> {
        let page = self.page(language)?;
        let heading = page.lines().find_map(|line| line.strip_prefix("# "));
        let heading = heading.and_then(|line| line.split(" {#").next());
        Ok(heading.unwrap_or(&self.chapter).to_owned())
    }

    /// The chapter's address in the served book.
    pub(crate) fn address(&self, language: Language) -> String {
        let part = match self.is_stage() {
            true => "write",
            false => self.name(),
        };
        let (code, chapter) = (language.code(), &self.chapter);
        format!("http://localhost:4000/{code}/{chapter}.html#{part}")
    }

    /// How many minutes it takes, according to the book.
    pub(crate) fn minutes(&self) -> Result<Option<u32>, String> {
        let page = self.page(Language::English)?;
        let exercise = format!("\">Exercise {} ·", self.number());
        let line = page.lines().find(|line| match self.is_stage() {
            true => line.contains("data-minutes=\""),
            false => line.contains(&exercise),
        });
        let digits = line.and_then(|line| line.split('"').nth(3));
        Ok(digits.and_then(|digits| digits.parse().ok()))
    }

    fn page(&self, language: Language) -> Result<String, String> {
        let file = format!("book/{}/{}.md", language.code(), self.chapter);
        read(&self.root.join(file))
    }
}

fn folders(home: &Path, wanted: impl Fn(&str) -> bool) -> Result<Vec<String>, String> {
    let problem = |error| format!("{}: {error}", home.display());
    let mut folders = Vec::new();
    for entry in fs::read_dir(home).map_err(problem)? {
        let entry = entry.map_err(problem)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if wanted(&name) && entry.path().is_dir() {
            folders.push(name);
        }
    }
    folders.sort();
    Ok(folders)
}

/// With Unix line endings: an editor on Windows may have written others.
fn read(file: &Path) -> Result<String, String> {
    let text = fs::read_to_string(file);
    let text = text.map_err(|error| format!("{}: {error}", file.display()))?;
    Ok(text.replace("\r\n", "\n"))
}
