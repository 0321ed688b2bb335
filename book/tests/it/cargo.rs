//! What stands behind `cargo`: packages, examples and arguments that are there.

use std::fs;
use std::process::Command;

use book::repository;
use serde_json::Value;

use crate::commands::{Checked, number};

/// `words` is what stands behind `cargo`.
pub fn cargo(words: &[&str]) -> Checked {
    // A variable for one command, in every shell.
    let words = match words {
        ["--config", set, rest @ ..] if set.starts_with("env.") => rest,
        _ => words,
    };
    let (ours, theirs) = match words.iter().position(|word| *word == "--") {
        Some(at) => (&words[..at], &words[at + 1..]),
        None => (words, &[][..]),
    };
    let (subcommand, options) = ours.split_first().ok_or("cargo alone")?;
    if *subcommand == "install" {
        return match options {
            ["mdbook", "--locked", "--version", version]
                if version.starts_with("0.5.") =>
            {
                Ok(())
            }
            _ => Err("not mdbook 0.5".into()),
        };
    }
    if *subcommand == "ex" {
        return exercises(options);
    }
    // A new project, which is nowhere yet.
    if *subcommand == "new" && options.len() == 1 {
        return Ok(());
    }
    let known = [
        "bench", "build", "check", "clean", "clippy", "fmt", "run", "test",
    ];
    if !known.contains(subcommand) {
        return Err(format!("no cargo {subcommand}"));
    }
    let (package, example) = read(subcommand, options)?;
    match package {
        Some(package) => theirs_are_known(&package["name"], example, theirs),
        None if theirs.is_empty() => Ok(()),
        None => Err("arguments for no package".into()),
    }
}

/// The package and the example that cargo's own options name.
fn read<'w>(
    subcommand: &str,
    options: &[&'w str],
) -> Result<(Option<Value>, Option<&'w str>), String> {
    let (mut package, mut example) = (None, None);
    let mut left = options.iter();
    while let Some(option) = left.next() {
        let mut value = || left.next().copied().ok_or(format!("{option} what?"));
        match *option {
            "-p" => package = Some(self::package(value()?)?),
            "--example" => {
                let name = value()?;
                target(package.as_ref(), "example", name)?;
                example = Some(name);
            }
            "--bench" => target(package.as_ref(), "bench", value()?)?,
            "--test" => target(package.as_ref(), "test", value()?)?,
            "--config" => drop(value()?),
            "--release" | "--workspace" | "--all-targets" | "--all" | "--check" => {}
            other => return Err(format!("cargo {subcommand} knows no {other}")),
        }
    }
    Ok((package, example))
}

/// What stands behind `cargo ex`.
fn exercises(words: &[&str]) -> Checked {
    let commands = fs::read_to_string(repository().join("exercises/src/cli.rs")).unwrap();
    let names = |folder: &str| -> Vec<String> {
        let entries = fs::read_dir(repository().join(folder)).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string());
        names.collect::<Result<_, _>>().unwrap()
    };
    let exercises = names("exercises");
    let numbers = exercises
        .iter()
        .filter_map(|it| Some(it.split_once('-')?.0));
    let stages = names("exercises/stages");
    let stages = stages.iter().filter(|it| it.starts_with("step-"));
    let all: Vec<&str> = numbers.chain(stages.map(String::as_str)).collect();
    for word in words {
        let is_command = commands.contains(&format!("command(\"{word}\""));
        let option = word.strip_prefix("--").unwrap_or_default();
        let is_flag = commands.contains(&format!("flag(\"{option}\""));
        if !is_command && !is_flag && *word != "mine" && !all.contains(word) {
            return Err(format!("cargo ex knows no {word}"));
        }
    }
    Ok(())
}

fn package(name: &str) -> Result<Value, String> {
    let cargo = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version=1", "--no-deps", "--offline"])
        .current_dir(repository())
        .output()
        .unwrap();
    let all: Value = serde_json::from_slice(&cargo.stdout).unwrap();
    let package = all["packages"].as_array().into_iter().flatten();
    let package = package.into_iter().find(|package| package["name"] == name);
    package.cloned().ok_or(format!("no package {name}"))
}

fn target(package: Option<&Value>, kind: &str, name: &str) -> Checked {
    let package = package.ok_or("say -p before it")?;
    let targets = package["targets"].as_array().into_iter().flatten();
    let found = targets
        .into_iter()
        .any(|target| target["kind"][0] == kind && target["name"] == name);
    if found {
        Ok(())
    } else {
        Err(format!("no {kind} {name}"))
    }
}

/// What stands behind `--`.
fn theirs_are_known(package: &Value, example: Option<&str>, words: &[&str]) -> Checked {
    let package = package.as_str().unwrap_or_default();
    let flag = |word: &str| match package {
        "shop" => shop_flag(example, word),
        _ => Err(format!("{package} knows no {word}")),
    };
    let mut left = words.iter().peekable();
    while let Some(word) = left.next() {
        if word.starts_with("--") {
            flag(word)?;
            left.next_if(|value| !value.starts_with("--"));
        } else if package == "step-00" || package == "book" {
            let source = match package {
                "book" => "book/src/main.rs",
                _ => "steps/step-00/src/main.rs",
            };
            let text = fs::read_to_string(repository().join(source)).unwrap();
            if !text.contains(&format!("Some(\"{word}\"")) {
                number(word)?;
            }
        } else {
            number(word)?;
        }
    }
    Ok(())
}

/// clap makes `--no-seed` of the field `no_seed`.
fn shop_flag(example: Option<&str>, word: &str) -> Checked {
    let config = match example {
        Some(name) => format!("shop/examples/{name}/world.rs"),
        None => "shop/src/config.rs".to_owned(),
    };
    let config = fs::read_to_string(repository().join(config)).unwrap();
    let field = format!("pub {}:", word.trim_start_matches('-').replace('-', "_"));
    match word == "--help" || config.contains(&field) {
        true => Ok(()),
        false => Err(format!("shop knows no {word}")),
    }
}
