//! What the runner says, with a table for each language.

mod en;
mod ko;

use exercise_language::Language;

pub(crate) struct Words {
    // The command line.
    pub(crate) about: &'static str,
    pub(crate) usage: &'static str,
    pub(crate) commands: &'static str,
    pub(crate) options: &'static str,
    pub(crate) exercise: &'static str,
    pub(crate) lang: &'static str,
    pub(crate) help: &'static str,
    pub(crate) watch: &'static str,
    pub(crate) list: &'static str,
    pub(crate) hint: &'static str,
    pub(crate) more: &'static str,
    pub(crate) solution: &'static str,
    pub(crate) diff: &'static str,
    pub(crate) give_up: &'static str,
    pub(crate) reset_about: &'static str,
    pub(crate) catch_up: &'static str,
    pub(crate) run: &'static str,
    pub(crate) arguments: &'static str,
    pub(crate) doctor: &'static str,

    // Which exercise.
    pub(crate) unknown: fn(&str) -> String,
    pub(crate) none: &'static str,
    pub(crate) progress_unreadable: fn(&str) -> String,

    // A check.
    pub(crate) first_build: &'static str,
    pub(crate) does_not_compile: &'static str,
    pub(crate) where_to_write: fn(&str) -> String,
    pub(crate) where_to_look: fn(&str, &str, &str) -> String,
    pub(crate) how_to_go_on: fn(&str) -> String,
    pub(crate) solved: fn(&str) -> String,
    pub(crate) next: fn(&str, &str) -> String,
    pub(crate) server_is_done: &'static str,
    pub(crate) all_solved: &'static str,
    pub(crate) watching: &'static str,
    pub(crate) watch_next: fn(&str, &str) -> String,

    // The other commands.
    pub(crate) stage: fn(&str) -> String,
    pub(crate) minutes: fn(u32) -> String,
    pub(crate) solved_of: fn(usize, usize) -> String,
    pub(crate) more_hint: fn(&str) -> String,
    pub(crate) not_yet: fn(&str, &str) -> String,
    pub(crate) diff_title: fn(&str) -> String,
    pub(crate) no_difference: &'static str,
    pub(crate) nothing_to_reset: fn(&str) -> String,
    pub(crate) reset: fn(&str, &str) -> String,
    pub(crate) no_stage: fn(&str) -> String,
    pub(crate) caught_up: fn(&str, &str) -> String,
    pub(crate) kept: fn(&str) -> String,

    // The doctor.
    pub(crate) old_rust: fn(&str, &str) -> String,
    pub(crate) port_free: fn(u16) -> String,
    pub(crate) port_taken: fn(u16) -> String,
    pub(crate) no_npm: &'static str,
    pub(crate) disk: fn(u64) -> String,
    pub(crate) disk_full: fn(u64, u64) -> String,
    pub(crate) locked: &'static str,
    pub(crate) not_locked: &'static str,
}

pub(crate) fn of(language: Language) -> &'static Words {
    match language {
        Language::English => &en::WORDS,
        Language::Korean => &ko::WORDS,
    }
}
