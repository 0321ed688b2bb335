//! Requests by hand go to addresses that the servers serve.

use std::fs;
use std::sync::LazyLock;

use book::repository;
use regex::Regex;

use crate::commands::Checked;

static ROUTE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r#"route\(\s*"(/[^"]*)""#).unwrap());

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
    let (sources, path) = match url.strip_prefix("http://localhost:") {
        Some(rest) if rest.starts_with("3000/") => {
            (vec!["steps/step-03/src/main.rs"], &rest[4..])
        }
        Some(rest) if rest.starts_with("8080/") => (
            vec![
                "shop/src/api/users.rs",
                "shop/src/api/goods.rs",
                "shop/src/api/cart.rs",
            ],
            rest[4..]
                .strip_prefix("/api")
                .ok_or(format!("{url}: not the shop's API"))?,
        ),
        _ => return Err(format!("{url}: no address of ours")),
    };
    let path: Vec<&str> = path
        .split('?')
        .next()
        .unwrap_or_default()
        .split('/')
        .collect();
    let serves = |file: &str| {
        let text = fs::read_to_string(repository().join(file)).unwrap();
        ROUTE.captures_iter(&text).any(|route| {
            let route: Vec<&str> = route.get(1).unwrap().as_str().split('/').collect();
            let same =
                |(one, other): (&&str, &&str)| one == other || one.starts_with('{');
            route.len() == path.len() && route.iter().zip(&path).all(same)
        })
    };
    match sources.into_iter().any(serves) {
        true => Ok(()),
        false => Err(format!("nothing serves {url}")),
    }
}
