//! The command line, in the learner's language.

use std::env;

use clap::{Arg, ArgAction, ArgMatches};
use exercise_language::Language;

use crate::words::{self, Words};

pub(crate) enum Command {
    Check {
        exercise: Option<String>,
    },
    Watch {
        exercise: Option<String>,
    },
    List,
    Hint {
        exercise: Option<String>,
        more: bool,
    },
    Solution {
        exercise: Option<String>,
        give_up: bool,
    },
    Diff {
        exercise: Option<String>,
        give_up: bool,
    },
    Reset {
        exercise: Option<String>,
    },
    CatchUp {
        stage: Option<String>,
    },
    Run {
        exercise: Option<String>,
        arguments: Vec<String>,
    },
    Doctor,
}

/// What was typed. An error ends the program, and so does `--help`.
pub(crate) fn read() -> (Language, Command) {
    let language = chosen().unwrap_or_else(Language::of_the_learner);
    let matches = command_line(words::of(language)).get_matches();
    let exercise = |matches: &ArgMatches| matches.get_one::<String>("exercise").cloned();
    let command = match matches.subcommand() {
        Some(("watch", it)) => Command::Watch {
            exercise: exercise(it),
        },
        Some(("list", _)) => Command::List,
        Some(("hint", it)) => Command::Hint {
            exercise: exercise(it),
            more: it.get_flag("more"),
        },
        Some(("solution", it)) => Command::Solution {
            exercise: exercise(it),
            give_up: it.get_flag("give-up"),
        },
        Some(("diff", it)) => Command::Diff {
            exercise: exercise(it),
            give_up: it.get_flag("give-up"),
        },
        Some(("reset", it)) => Command::Reset {
            exercise: exercise(it),
        },
        Some(("catch-up", it)) => Command::CatchUp {
            stage: exercise(it),
        },
        Some(("run", it)) => Command::Run {
            exercise: exercise(it),
            arguments: it
                .get_many::<String>("arguments")
                .map_or(Vec::new(), |all| all.cloned().collect()),
        },
        Some(("doctor", _)) => Command::Doctor,
        _ => Command::Check {
            exercise: exercise(&matches),
        },
    };
    (language, command)
}

/// Checked before anything else, because the help has to be in this language too.
fn chosen() -> Option<Language> {
    let arguments: Vec<String> = env::args().collect();
    let after = |pair: &[String]| (pair[0] == "--lang").then(|| pair[1].clone());
    let apart = arguments.windows(2).find_map(after);
    let joined = arguments
        .iter()
        .find_map(|it| it.strip_prefix("--lang=").map(str::to_owned));
    apart.or(joined)?.parse().ok()
}

fn command_line(words: &'static Words) -> clap::Command {
    let exercise = || Arg::new("exercise").help(words.exercise);
    let give_up = || flag("give-up", words.give_up);
    let help = Arg::new("help").short('h').long("help").global(true);
    let lang = Arg::new("lang").long("lang").global(true);
    let command = |name: &'static str, about: &'static str| {
        clap::Command::new(name)
            .about(about)
            .next_help_heading(words.options)
            .help_template(format!(
                "{{about}}\n\n{} {{usage}}\n\n{{all-args}}",
                words.usage
            ))
    };
    command("cargo ex", words.about)
        .bin_name("cargo ex")
        .subcommand_help_heading(words.commands)
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .subcommand_precedence_over_arg(true)
        .arg(exercise())
        .arg(
            lang.value_parser(["en", "ko"])
                .hide_possible_values(true)
                .help(words.lang),
        )
        .arg(help.action(ArgAction::Help).help(words.help))
        .subcommand(command("watch", words.watch).arg(exercise()))
        .subcommand(command("list", words.list))
        .subcommand(
            command("hint", words.hint)
                .arg(exercise())
                .arg(flag("more", words.more)),
        )
        .subcommand(
            command("solution", words.solution)
                .arg(exercise())
                .arg(give_up()),
        )
        .subcommand(command("diff", words.diff).arg(exercise()).arg(give_up()))
        .subcommand(command("reset", words.reset_about).arg(exercise()))
        .subcommand(command("catch-up", words.catch_up).arg(exercise()))
        .subcommand(
            command("run", words.run).arg(exercise()).arg(
                Arg::new("arguments")
                    .last(true)
                    .num_args(0..)
                    .help(words.arguments),
            ),
        )
        .subcommand(command("doctor", words.doctor))
}

fn flag(name: &'static str, help: &'static str) -> Arg {
    let flag = Arg::new(name).long(name);
    flag.action(ArgAction::SetTrue).help(help)
}
