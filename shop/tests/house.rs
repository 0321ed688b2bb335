//! The house rules that a program can check; ARCHITECTURE.md explains them.

#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

fn metadata() -> Value {
    let cargo = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version=1", "--no-deps", "--offline"])
        .current_dir(root())
        .output()
        .unwrap();
    serde_json::from_slice(&cargo.stdout).unwrap()
}

fn packages() -> Vec<Value> {
    metadata()["packages"].as_array().unwrap().clone()
}

/// What each package needs at run time, by name.
fn dependencies() -> BTreeMap<String, BTreeSet<String>> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    packages()
        .iter()
        .map(|package| {
            let all = package["dependencies"].as_array().unwrap().iter();
            let normal = all.filter(|dependency| dependency["kind"].is_null());
            let names = normal.map(|dependency| text(&dependency["name"]));
            (text(&package["name"]), names.collect())
        })
        .collect()
}

fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true if path.ends_with("node_modules") => {}
                true => folders.push(path),
                false if as_text(&path).ends_with(ending) => found.push(path),
                false => {}
            }
        }
    }
    assert!(!found.is_empty(), "no {ending} in {folder}");
    found
}

/// Windows uses backslashes in paths.
fn as_text(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

/// Fails for each file in a folder that contains one of these words.
fn none_says(folder: &str, ending: &str, words: &[&str]) {
    for file in files(folder, ending) {
        let text = fs::read_to_string(&file).unwrap();
        for word in words {
            assert!(!text.contains(word), "{} says {word}", file.display());
        }
    }
}

#[test]
fn packages_depend_one_way() {
    let all = dependencies();
    let set = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    let ours: BTreeSet<String> = all.keys().cloned().collect();
    for (name, needs) in &all {
        let needs: BTreeSet<String> = needs.intersection(&ours).cloned().collect();
        let may_need: BTreeSet<String> = match name.as_str() {
            "assets" | "exercise-language" | "listen" | "recording" | "step-00" => {
                set(&[])
            }
            "transcript" => set(&["recording"]),
            "book" => set(&["listen", "recording"]),
            "exercise-check" => set(&["exercise-language", "transcript"]),
            "exercises" => set(&["exercise-language"]),
            "stages" => set(&["assets", "exercise-check", "listen", "shop"]),
            "shop" => set(&["assets", "listen"]),
            "step-01" | "step-02" | "step-03" => set(&["assets", "listen"]),
            _ => set(&["assets", "listen", "shop"]),
        };
        assert!(needs.is_subset(&may_need), "{name} needs {needs:?}");
    }
    let few = set(&["tokio", "tracing-subscriber"]);
    assert_eq!(all["listen"], few, "listen has std, tokio and a log");
}

#[test]
fn modules_of_the_shop_depend_one_way() {
    // circles.rs checks which module needs which; this is about what may appear where
    // at all.
    let web = ["axum", "socketioxide", "http::"];
    for below in ["store", "values"] {
        none_says(&format!("shop/src/{below}"), ".rs", &web);
    }
    for plain in [
        "src/order.rs",
        "src/reading.rs",
        "src/shop.rs",
        "src/till.rs",
    ] {
        none_says("shop/src", plain, &web);
    }
    for above in ["api", "realtime", "login"] {
        none_says(
            &format!("shop/src/{above}"),
            ".rs",
            &["sqlx", "errorMessage\""],
        );
    }
    none_says("shop/src/api", ".rs", &["socketioxide", "jsonwebtoken"]);
    none_says("shop/src/realtime", ".rs", &["axum", "jsonwebtoken"]);
    none_says("shop/src", "src/main.rs", &["route(", "crate::", "sqlx"]);
}

#[test]
fn only_one_file_fetches_and_only_one_speaks_socket_io() {
    for file in files("assets/pages", ".js") {
        let text = fs::read_to_string(&file).unwrap();
        for (call, home) in [("fetch(", "api.js"), ("io(", "live.js")] {
            let calls = text.match_indices(call).any(|(at, _)| {
                let before = text[..at].chars().next_back();
                !before.is_some_and(|c| c.is_alphanumeric() || c == '.')
            });
            assert!(!calls || file.ends_with(home), "{}: {call}", file.display());
        }
    }
    none_says("assets/pages", ".js", &["innerHTML", "outerHTML", "eval("]);
    none_says("assets/pages", ".html", &["<style", " style=", " onclick="]);
}

/// The codes are in two places: where they are defined, and where the pages translate
/// them.
#[test]
fn the_pages_know_every_code_of_a_refusal_and_no_other() {
    let read = |file: &str| fs::read_to_string(root().join(file)).unwrap();
    let refusals = read("shop/src/refusal.rs") + &read("shop/src/rule.rs");
    let given: BTreeSet<&str> = refusals
        .lines()
        .filter_map(|line| line.split_once("=> ")?.1.split('"').nth(1))
        .filter(|code| {
            code.chars()
                .all(|c| matches!(c, 'a'..='z' | '0'..='9' | '_'))
        })
        .collect();
    let page = read("assets/pages/errors.js");
    let (_, table) = page.split_once("const ENGLISH = {").unwrap();
    let (table, _) = table.split_once("};").unwrap();
    let known: BTreeSet<&str> = table
        .lines()
        .filter_map(|line| line.trim().split_once(": ").map(|(code, _)| code))
        .collect();
    assert!(given.len() > 20, "{given:?}");
    assert_eq!(known, given);
}

#[test]
fn files_stay_short_enough_to_read() {
    let demonstrations = files("steps/step-00/src", ".rs");
    let steps = files("steps", "src/main.rs")
        .into_iter()
        .chain(demonstrations);
    let others = [
        "shop/src",
        "assets/src",
        "steps/listen",
        "steps/transcript",
        "exercises",
    ];
    let others = others.iter().flat_map(|folder| files(folder, ".rs"));
    let others = others.filter(|file| !as_text(file).contains("exercises/mine/"));
    let pages = files("assets/pages", ".js").into_iter();
    for (file, most) in steps
        .map(|file| (file, 80))
        .chain(others.chain(pages).map(|file| (file, 250)))
    {
        let lines = fs::read_to_string(&file).unwrap().lines().count();
        assert!(lines <= most, "{} has {lines} lines", file.display());
    }
}

#[test]
fn versions_and_features_are_only_in_the_workspace() {
    // The learner's own package has its versions and features written out, as a project
    // outside the workspace would; a test of `exercises` checks that they are the same.
    for package in packages().iter().filter(|it| it["name"] != LEARNERS) {
        let manifest = package["manifest_path"].as_str().unwrap();
        let text = fs::read_to_string(manifest).unwrap();
        // A package with several programs gives their paths. A path to tests would make
        // cargo overlook those that it finds there by itself.
        let text = text.split("[[bin]]").next().unwrap();
        for word in ["features =", "git =", "path ="] {
            assert!(!text.contains(word), "{manifest} says {word}");
        }
    }
}

/// The package with the learner's code.
const LEARNERS: &str = "mine";

/// All exercises have the same dependencies, so that nothing is built twice.
fn is_exercise(name: &str) -> bool {
    name.strip_prefix("exercise-")
        .is_some_and(|rest| rest.chars().all(|character| character.is_ascii_digit()))
}

#[test]
fn no_manifest_has_an_unused_dependency() {
    let mut unused = Vec::new();
    for package in packages() {
        let name = package["name"].as_str().unwrap();
        if is_exercise(name) || name == LEARNERS {
            continue;
        }
        let manifest = Path::new(package["manifest_path"].as_str().unwrap());
        let folder = manifest.parent().unwrap().strip_prefix(root()).unwrap();
        // `exercises` has other packages inside its folder.
        let inner = ["check", "stages", "refused"];
        let inner = inner.map(|folder| root().join("exercises").join(folder));
        let own = |file: &PathBuf| {
            name != "exercises" || !inner.iter().any(|inner| file.starts_with(inner))
        };
        let sources: String = files(&as_text(folder), ".rs")
            .into_iter()
            .filter(own)
            .map(|file| fs::read_to_string(file).unwrap())
            .collect();
        for dependency in package["dependencies"].as_array().unwrap() {
            let dependency = dependency["name"].as_str().unwrap();
            // Needed only for its feature, as a comment there says.
            let for_a_feature = (name, dependency) == ("transcript", "native-tls");
            if !for_a_feature && !sources.contains(&dependency.replace('-', "_")) {
                unused.push(format!("{name}: {dependency}"));
            }
        }
    }
    assert_eq!(unused, [""; 0]);
}

#[test]
fn ci_runs_by_name_what_cargo_test_leaves_out() {
    let script = fs::read_to_string(root().join(".ci/run")).unwrap();
    let script = script.replace("\\\n", "");
    for package in packages() {
        for target in package["targets"].as_array().unwrap() {
            let is_test = target["kind"][0] == "test";
            if is_test && target["test"] == false {
                let package = package["name"].as_str().unwrap();
                let target = target["name"].as_str().unwrap();
                let named = script.lines().any(|line| {
                    line.starts_with("cargo test")
                        && line.contains(&format!("--test {target}"))
                        && (line.contains("--workspace")
                            || line.contains(&format!("-p {package}")))
                });
                assert!(named, ".ci/run leaves out -p {package} --test {target}");
            }
        }
    }
}

#[test]
fn lock_files_contain_no_download_addresses() {
    for file in files("assets", "package-lock.json")
        .into_iter()
        .chain(files("steps/transcript", "package-lock.json"))
    {
        let text = fs::read_to_string(&file).unwrap();
        assert!(!text.contains("\"resolved\""), "{}", file.display());
    }
}
