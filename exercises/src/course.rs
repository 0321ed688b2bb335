//! The exercises, and how far this learner has got.

use std::env;
use std::path::{Path, PathBuf};

use exercise_language::Language;

use crate::exercise::{Exercise, SERVER};
use crate::progress::Progress;
use crate::say::complain;
use crate::words::{self, Words};

pub(crate) struct Course {
    pub(crate) language: Language,
    pub(crate) words: &'static Words,
    pub(crate) exercises: Vec<Exercise>,
    pub(crate) progress: Progress,
    pub(crate) home: PathBuf,
}

impl Course {
    pub(crate) fn open(language: Language) -> Result<Self, String> {
        // What cargo says now: the folder may have been copied since it was built.
        let home = env::var_os("CARGO_MANIFEST_DIR");
        let home = home.map_or(env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
        let words = words::of(language);
        let (progress, aside) = Progress::open(&home)?;
        if let Some(aside) = aside {
            complain(&(words.progress_unreadable)(&aside.display().to_string()));
        }
        Ok(Self {
            language,
            words,
            exercises: Exercise::all(home.parent().unwrap_or(&home))?,
            progress,
            home,
        })
    }

    /// The workspace's root.
    pub(crate) fn root(&self) -> &Path {
        self.home.parent().unwrap_or(&self.home)
    }

    /// What comes after everything that is solved, or else the first that was left out.
    pub(crate) fn to_do(&self) -> Option<&Exercise> {
        let is_solved = |it: &Exercise| self.progress.has(it.name());
        let solved = self.exercises.iter().rposition(is_solved);
        let (before, behind) = self.exercises.split_at(solved.map_or(0, |at| at + 1));
        let left_out = before.iter().find(|it| !is_solved(it));
        behind.first().or(left_out)
    }

    /// Whether the learner's server has passed its last stage, and all before it.
    pub(crate) fn server_is_done(&self) -> bool {
        let mut stages = self.exercises.iter().filter(|it| it.is_stage());
        stages.all(|it| self.progress.has(it.name()))
    }

    /// The next one after this: the next unsolved one in the book, or else the first
    /// that was skipped. After a stage that was asked for by name comes the next stage.
    pub(crate) fn next(&self, done: &Exercise, by_name: bool) -> Option<&Exercise> {
        let same_kind = |it: &&Exercise| it.is_stage() || !(by_name && done.is_stage());
        let unsolved = |it: &&Exercise| !self.progress.has(it.name());
        let all = self.exercises.iter();
        let behind = all.skip_while(|it| it.folder != done.folder);
        let mut behind = behind.filter(unsolved).filter(same_kind);
        behind.next().or_else(|| self.to_do())
    }

    /// The one that was asked for. The server's name stands for its first unsolved stage.
    pub(crate) fn named(&self, wanted: &str) -> Result<Exercise, String> {
        if wanted.split(['/', '\\']).any(|part| part == SERVER) {
            let stages = || self.exercises.iter().filter(|it| it.is_stage());
            let unsolved = stages().find(|it| !self.progress.has(it.name()));
            let stage = unsolved.or(stages().next_back());
            return stage.cloned().ok_or_else(|| self.words.none.to_owned());
        }
        let mut all = self.exercises.iter();
        let found = all.find(|exercise| exercise.is_called(wanted));
        found.cloned().ok_or_else(|| (self.words.unknown)(wanted))
    }

    /// The one that was asked for, or else the first unsolved one, or else the last.
    pub(crate) fn current(&self, wanted: Option<&str>) -> Result<Exercise, String> {
        if let Some(wanted) = wanted {
            return self.named(wanted);
        }
        let current = self.to_do().or(self.exercises.last());
        current.cloned().ok_or_else(|| self.words.none.to_owned())
    }
}
