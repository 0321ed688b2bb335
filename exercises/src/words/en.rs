//! What the runner says in English.

use super::Words;

pub(super) const WORDS: Words = Words {
    about: "Checks the first exercise that is not solved yet, or the one that you name.",
    usage: "Usage:",
    commands: "Commands",
    options: "Options",
    exercise: "Its number or its name, as in `3` or `greet-by-number`",
    lang: "en or ko; without it, your locale decides",
    help: "Says all this",
    watch: "Checks again whenever you save",
    list: "Lists the exercises, and how far you are",
    hint: "Gives a hint",
    more: "The second hint, which says nearly all",
    solution: "Shows the solution, once you have one",
    diff: "Shows what changes from your answer to the solution",
    give_up: "Also if the exercise is not solved yet",
    reset_about: "Begins an exercise anew; what you have is kept aside",
    run: "Runs your program as it is",
    arguments: "For your program, behind `--`: another port, as in `-- 3001`",
    doctor: "Looks whether something on this machine is in the way",

    unknown: |wanted| {
        format!("There is no exercise `{wanted}`. `cargo ex list` shows them all.")
    },
    none: "There is no exercise here.",
    progress_unreadable: |aside| {
        format!(
            "Your progress could not be read, and begins anew. The old file is {aside}."
        )
    },

    first_build: "The first build takes a few minutes: it also builds the clients that will test your server. \
                  After that, only your own file is built.",
    does_not_compile: "It does not compile yet: read the first error above, it is the compiler's.",
    where_to_write: |file| format!("You write in {file}"),
    where_to_look: |task, chapter| {
        format!(
            "The task is in {task}, and its chapter in {chapter}. A hint: `cargo ex hint`. \
             Check on every save: `cargo ex watch`."
        )
    },
    solved: |name| {
        format!(
            "Solved. Compare with our answer: `cargo ex diff {name}`, or read it: `cargo ex solution {name}`."
        )
    },
    next: |folder| format!("The next one is {folder}: `cargo ex`."),
    all_solved: "All exercises are solved. Well done!",
    watching: "Waiting until you save. Ctrl-C ends it.",
    watch_next: |folder| {
        format!("\nSave exercises/{folder}/src/main.rs to begin with {folder}.")
    },

    solved_of: |solved, all| format!("{solved} of {all} solved"),
    more_hint: "Not enough? `cargo ex hint --more`",
    not_yet: |folder| {
        format!(
            "{folder} is not solved yet. A hint: `cargo ex hint`. To see the solution all the same, add `--give-up`."
        )
    },
    diff_title: |folder| format!("{folder}: - yours, + the solution"),
    no_difference: "There is no difference.",
    nothing_to_reset: |folder| format!("{folder} is still as it was at the beginning."),
    reset: |folder, kept| format!("{folder} begins anew. What you had is in {kept}."),

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
