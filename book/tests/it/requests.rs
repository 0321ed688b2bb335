//! Requests by hand go to addresses that the servers serve.

use std::fs;
use std::sync::LazyLock;

use book::repository;
use regex::Regex;
use serde_json::Value;

use crate::commands::Checked;

static ROUTE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r#"route\(\s*"(/[^"]*)""#).unwrap());

/// Every address of the shop's API, as its own description has them.
static API: LazyLock<Vec<String>> = LazyLock::new(|| {
    let description: Value = serde_json::from_str(&read("shop/openapi.json")).unwrap();
    let paths = description["paths"].as_object().unwrap();
    paths.keys().cloned().collect()
});

/// An HTTP request by hand: options that are known, and an address that is served.
pub fn request(words: &[&str], alone: &[&str], with_value: &[&str]) -> Checked {
    let mut left = words.iter();
    while let Some(word) = left.next() {
        if with_value.contains(word) {
            left.next().ok_or(format!("{word} what?"))?;
        } else if !alone.contains(word) {
            address(word)?;
        }
    }
    Ok(())
}

fn address(url: &str) -> Checked {
    let (served, path) = match url.strip_prefix("http://localhost:") {
        Some(rest) if rest.starts_with("3000/") => (step_03(), &rest[4..]),
        Some(rest) if rest.starts_with("8080/") => (API.clone(), &rest[4..]),
        _ => return Err(format!("{url}: no address of ours")),
    };
    let path = path.split('?').next().unwrap_or_default();
    match served.iter().any(|route| serves(route, path)) {
        true => Ok(()),
        false => Err(format!("nothing serves {url}")),
    }
}

fn serves(route: &str, path: &str) -> bool {
    let (route, path) = (route.split('/'), path.split('/'));
    let same = |(one, other): (&str, &str)| one == other || one.starts_with('{');
    route.clone().count() == path.clone().count() && route.zip(path).all(same)
}

fn step_03() -> Vec<String> {
    let source = read("steps/step-03/src/main.rs");
    let routes = ROUTE.captures_iter(&source);
    routes.map(|route| route[1].to_owned()).collect()
}

fn read(file: &str) -> String {
    fs::read_to_string(repository().join(file)).unwrap()
}
