//! The browser itself, with a page that reports its surroundings.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use serde_json::json;
use transcript::Browser;

const PAGE: &str = r#"<!doctype html>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<input id="name"><button id="greet">greet</button>
<ul></ul>
<script>
  document.getElementById("greet").onclick = () => {
    const name = document.getElementById("name").value;
    localStorage.setItem("visits", Number(localStorage.getItem("visits")) + 1);
    for (const text of [`Hello, ${name}!`, `visits: ${localStorage.getItem("visits")}`]) {
      console.log(text);
      const line = document.createElement("li");
      line.textContent = text;
      setTimeout(() => document.querySelector("ul").append(line), 100);
    }
  };
</script>"#;

/// Written once: while a browser loads it, it must not be empty.
fn page_file() -> PathBuf {
    static FILE: LazyLock<PathBuf> = LazyLock::new(|| {
        let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("browser.html");
        fs::write(&file, PAGE).expect("a folder for what tests leave behind");
        file
    });
    FILE.clone()
}

#[tokio::test]
async fn two_profiles_know_nothing_of_each_other() {
    let browser = Browser::start().await;
    let (first, second) = (browser.profile().await, browser.profile_in("en").await);
    for (page, name) in [(&first, "철수"), (&second, "Ada")] {
        page.open_file(&page_file()).await;
        page.fills("#name", name).await;
        page.clicks("#greet").await;
        page.shows("li", name).await;
        let hello = format!("Hello, {name}!");
        page.lists("li", [hello.as_str(), "visits: 1"]).await;
        assert_eq!(page.console().await, [&hello, "visits: 1"]);
    }
    let language = "return navigator.language";
    assert_eq!(first.execute(language, vec![]).await, "ko");
    assert_eq!(second.execute(language, vec![]).await, "en");
}

#[tokio::test]
async fn a_page_can_be_on_a_phone_and_in_the_dark() {
    let browser = Browser::start().await;
    let page = browser.profile().await;
    page.phone().await;
    page.dark().await;
    page.open_file(&page_file()).await;
    let script = "return [innerWidth, innerHeight, \
                  matchMedia('(prefers-color-scheme: dark)').matches]";
    let found = page.execute(script, vec![]).await;
    assert_eq!(found, json!([360, 740, true]));
}

#[tokio::test]
async fn an_error_on_the_page_shows_up_on_its_console() {
    let browser = Browser::start().await;
    let page = browser.profile().await;
    page.open_file(&page_file()).await;
    page.execute("console.error('no goods')", vec![]).await;
    page.execute("console.log('1', 2)", vec![]).await;
    assert_eq!(page.console().await, ["error: no goods", "\"1\" 2"]);
}
