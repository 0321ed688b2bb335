//! What the runner says in English.

use super::Words;

pub(super) const WORDS: Words = Words {
    about: "Checks the stage or exercise that comes next, or the one that you name.",
    usage: "Usage:",
    commands: "Commands",
    options: "Options",
    exercise: "A stage of your own server (`step-01`; `mine`: the next one), or an exercise by number or name (`3`, `greet-by-number`)",
    lang: "en or ko; without it, your locale decides",
    help: "Prints this help",
    watch: "Checks again whenever you save",
    list: "Lists stages and exercises, and how far you are",
    hint: "Gives a hint",
    more: "The second hint, which says nearly all",
    solution: "Prints our solution, once you have one of your own",
    diff: "Shows how our solution differs from yours",
    give_up: "Even if it isn't solved yet",
    reset_about: "Starts an exercise over; what you have is kept aside",
    catch_up: "Puts the stage before this one in place, working, so that you can go on; what you have is kept aside",
    run: "Runs your program as it is",
    arguments: "For your program, behind `--`: another port, as in `-- 3001`",
    doctor: "Checks whether anything on this machine is in the way",

    unknown: |wanted| {
        format!(
            "There is no exercise or stage `{wanted}`. `cargo ex list` shows them all."
        )
    },
    none: "There is no exercise here.",
    progress_unreadable: |aside| {
        format!(
            "Your progress couldn't be read, so it starts over. The old file is {aside}."
        )
    },

    first_build: "The first build takes a few minutes: it also builds the clients that will test your server. \
                  After that, only your own file is built.",
    does_not_compile: "It doesn't compile yet. Start with the compiler's first error, above. What the usual ones mean: \
                       http://localhost:4000/en/when-it-breaks.html#compiler-errors (`cargo run -p book` serves the book).",
    where_to_write: |file| format!("You write in {file}"),
    where_to_look: |task, chapter, address| {
        format!(
            "The task: {task}\nThe chapter: {chapter}, {address} (`cargo run -p book` serves the book)"
        )
    },
    how_to_go_on: |number| {
        format!(
            "A hint: `cargo ex hint {number}`. Check on every save: `cargo ex watch {number}`."
        )
    },
    solved: |number| {
        format!(
            "Solved! Compare it with our solution: `cargo ex diff {number}`, or read ours: `cargo ex solution {number}`."
        )
    },
    next: |folder, number| format!("Next is {folder}: `cargo ex {number}`."),
    server_is_done: "Your server has passed every step. Well done!",
    all_solved: "Everything is solved. Well done!",
    watching: "Waiting for you to save. Ctrl-C stops this.",
    watch_next: |folder, source| format!("\nNext is {folder}: save {source} to begin."),

    stage: |folder| format!("{folder}  your own server"),
    minutes: |minutes| format!("{minutes} min"),
    solved_of: |solved, all| format!("{solved} of {all} solved"),
    more_hint: |number| format!("Not enough? `cargo ex hint {number} --more`"),
    not_yet: |folder, number| {
        format!(
            "{folder} isn't solved yet. A hint: `cargo ex hint {number}`. To see the solution anyway, add `--give-up`."
        )
    },
    diff_title: |folder| format!("{folder}: - yours, + our solution"),
    no_difference: "There is no difference.",
    nothing_to_reset: |folder| format!("{folder} is still as it was at the beginning."),
    reset: |folder, kept| {
        format!("{folder} starts over. What you had before is in {kept}.")
    },
    no_stage: |folder| {
        format!(
            "{folder} is an exercise, and stands on its own. You can catch up with a stage, as in `cargo ex catch-up step-04`."
        )
    },
    caught_up: |folder, source| {
        format!(
            "{source} is ready for {folder}: the stage before it is in place, and works. Go on with `cargo ex {folder}`."
        )
    },
    kept: |kept| format!("What you had before is in {kept}."),

    old_rust: |found, needed| {
        format!(
            "Rust {needed} or newer is needed, and this is `{found}`: run `rustup update stable`."
        )
    },
    port_free: |port| format!("Port {port} is free"),
    port_taken: |port| {
        format!(
            "Port {port} is taken, perhaps by a step, the shop or the book that still runs: stop it with Ctrl-C \
                 in its terminal, or give yours another port, as in `cargo ex run -- 3001`. Checks take a port of their own."
        )
    },
    no_npm: "npm is not there: pages then load the Socket.IO client from the CDN, and need a network. \
             Install Node.js 18 or newer, then run `cargo clean -p assets`. The exercises do without.",
    disk: |free| format!("{free} GB of disk are free"),
    disk_full: |free, needed| {
        format!(
            "Only {free} GB of disk are free, and building takes up to {needed}: make room, or run `cargo clean`."
        )
    },
    locked: "Another program is building into the same folder, perhaps your editor, and cargo waits for it. \
             Give rust-analyzer its own: `\"rust-analyzer.cargo.targetDir\": true` in the editor's settings.",
    not_locked: "Nobody else is building into the same folder",
};
