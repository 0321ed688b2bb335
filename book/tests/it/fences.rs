//! Code and console output come from files that are tested; none is typed.

use book::page::Page;

use crate::markdown::{Block, parse};
use crate::{made_up, none, pages};

/// What the reader types, which commands.rs checks, and pictures.
const TYPED: [&str; 3] = ["sh", "powershell", "mermaid-none"];

/// A page, how its typed block begins, and why it can't come from a file.
const EXCEPTIONS: [(&str, &str, &str); 0] = [];

fn problems(pages: &[Page]) -> Vec<String> {
    let mut problems = Vec::new();
    for page in pages {
        let markdown = parse(&page.text);
        for (line, block) in &markdown.blocks {
            if is_typed(block) && !is_exception(page, block) {
                problems.push(format!(
                    "book/{}:{line}: typed, and not included from a tested file",
                    page.path
                ));
            }
        }
        for (line, html) in &markdown.html {
            if html.contains("<pre") {
                problems.push(format!("book/{}:{line}: a typed <pre>", page.path));
            }
        }
    }
    problems
}

fn is_typed(block: &Block) -> bool {
    let is_include = |line: &str| {
        let line = line.trim();
        line.is_empty() || (line.starts_with("{{#include ") && line.ends_with("}}"))
    };
    let may_be = block
        .language
        .as_deref()
        .is_some_and(|it| TYPED.contains(&it));
    !may_be && !block.text.lines().all(is_include)
}

fn is_exception(page: &Page, block: &Block) -> bool {
    EXCEPTIONS.iter().any(|(name, begins, _why)| {
        page.name() == *name && block.text.starts_with(begins)
    })
}

#[test]
fn no_listing_is_typed() {
    none(&problems(&pages()));
}

#[test]
fn a_typed_listing_is_found() {
    let found = |text: &str| problems(&[made_up("en/x.md", text)]).join("\n");
    assert_eq!(found("```sh\ncargo test\n```\n"), "");
    assert_eq!(found("```rust\n{{#include x.rs}}\n```\n"), "");
    let typed = "typed, and not included from a tested file";
    for text in [
        "```rust\nfn main() {}\n```\n",
        "```text\n{{#include x.rs}}\nHello!\n```\n",
        "> ```\n> Hello!\n> ```\n",
        "- a list\n\n  ~~~js\n  io()\n  ~~~\n",
        "text\n\n    io()\n",
    ] {
        assert!(found(text).contains(typed), "{text}");
    }
    assert_eq!(
        found("\n<pre>io()</pre>\n"),
        "book/en/x.md:2: a typed <pre>"
    );
}
