//! What you can do with a page in a browser, and what you can see in it.

use std::fs;
use std::path::Path;
use std::time::Duration;

use fantoccini::elements::Element;
use fantoccini::error::CmdError;
use fantoccini::{Client, Locator};
use reqwest::Url;
use serde_json::{Value, json};
use tokio::time::{Instant, sleep};

use crate::blocking::blocking;
use crate::npm::install;
use crate::post::Post;
use crate::{PATIENCE, target};

const POLL: Duration = Duration::from_millis(20);

/// A window of a [`Browser`](crate::Browser). Selectors are CSS.
///
/// Methods wait for what isn't there yet; after ten seconds, they panic with what is
/// there instead.
pub struct Page {
    window: Client,
}

impl Page {
    pub(crate) fn new(window: Client) -> Self {
        Self { window }
    }

    /// Opens a URL.
    pub async fn open(&self, url: &str) {
        let opened = self.window.goto(url).await;
        opened.unwrap_or_else(|error| panic!("{url}: {error}"));
    }

    /// Opens a file, like a double click.
    pub async fn open_file(&self, file: &Path) {
        let url = Url::from_file_path(file).expect("an absolute path");
        self.open(url.as_str()).await;
    }

    /// The URL that it shows.
    pub async fn url(&self) -> String {
        let url = self.window.current_url().await;
        url.expect("the window is open").to_string()
    }

    /// Waits until something matches.
    pub async fn waits_for(&self, selector: &str) {
        self.element(selector).await;
    }

    /// Waits until the text of the first match contains `text`.
    pub async fn shows(&self, selector: &str, text: &str) {
        let mut seen = String::new();
        let deadline = Instant::now() + PATIENCE;
        while Instant::now() < deadline {
            seen = self
                .texts(selector)
                .await
                .into_iter()
                .next()
                .unwrap_or_default();
            if seen.contains(text) {
                return;
            }
            sleep(POLL).await;
        }
        panic!("{selector} should show\n  {text}\nand shows\n  {seen}");
    }

    /// Waits until the matches have exactly these texts, one after another.
    pub async fn lists<'t>(&self, selector: &str, texts: impl AsRef<[&'t str]>) {
        let texts = texts.as_ref();
        let mut seen = Vec::new();
        let deadline = Instant::now() + PATIENCE;
        while Instant::now() < deadline {
            seen = self.texts(selector).await;
            if seen == texts {
                return;
            }
            sleep(POLL).await;
        }
        panic!("{selector} should list\n  {texts:#?}\nand lists\n  {seen:#?}");
    }

    /// The text of each match at this moment.
    pub async fn texts(&self, selector: &str) -> Vec<String> {
        let script = "return [...document.querySelectorAll(arguments[0])]\
                      .map((element) => element.innerText)";
        // Nothing, if the page is just being left for another one.
        let texts = self.window.execute(script, vec![selector.into()]).await;
        let texts = texts.unwrap_or_default();
        let texts = texts.as_array().into_iter().flatten();
        texts.filter_map(Value::as_str).map(str::to_owned).collect()
    }

    /// Clicks on the first match.
    pub async fn clicks(&self, selector: &str) {
        let clicked = self.element(selector).await.click().await;
        clicked.unwrap_or_else(|error| panic!("can't click on {selector}: {error}"));
    }

    /// Replaces the contents of a field, key by key.
    pub async fn fills(&self, selector: &str, text: &str) {
        let field = self.element(selector).await;
        let filled = async {
            field.clear().await?;
            field.send_keys(text).await
        };
        let filled: Result<(), CmdError> = filled.await;
        filled.unwrap_or_else(|error| panic!("can't fill {selector}: {error}"));
    }

    /// Runs the body of a JavaScript function with `arguments`, and returns its result.
    pub async fn execute(&self, body: &str, arguments: Vec<Value>) -> Value {
        let answer = self.window.execute(body, arguments).await;
        answer.unwrap_or_else(|error| panic!("{body}: {error}"))
    }

    /// What was written to the console since the last call, line by line; errors start
    /// with `error: `.
    pub async fn console(&self) -> Vec<String> {
        let log = self.command("se/log", json!({ "type": "browser" })).await;
        log.as_array()
            .into_iter()
            .flatten()
            .map(console_line)
            .collect()
    }

    /// Saves what the window shows as `target/screenshots/NAME.png`.
    pub async fn screenshot(&self, name: &str) {
        let image = self.window.screenshot().await.expect("the window is open");
        let file = target::folder("screenshots").join(format!("{name}.png"));
        fs::write(&file, image)
            .unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    }

    /// From now on, the window is the size of a phone.
    pub async fn phone(&self) {
        self.measures(360, 740, 2, true).await;
    }

    /// From now on, the window is this size.
    pub async fn size(&self, width: u32, height: u32) {
        self.measures(width, height, 2, false).await;
    }

    /// The same as [`screenshot`](Self::screenshot), as if the window had this size, and
    /// with one point to a pixel: small enough for a page of a book.
    pub async fn small_screenshot(&self, name: &str, width: u32, height: u32) {
        self.measures(width, height, 1, false).await;
        self.screenshot(name).await;
        // A notice would cover half of a small page.
        self.devtools("Emulation.clearDeviceMetricsOverride", json!({}))
            .await;
    }

    async fn measures(&self, width: u32, height: u32, scale: u32, mobile: bool) {
        let size = json!({
            "width": width, "height": height, "deviceScaleFactor": scale, "mobile": mobile,
        });
        self.devtools("Emulation.setDeviceMetricsOverride", size)
            .await;
    }

    /// From now on, the system prefers dark colors.
    pub async fn dark(&self) {
        self.prefers("dark").await;
    }

    /// From now on, the system prefers light colors, as at the start.
    pub async fn light(&self) {
        self.prefers("light").await;
    }

    async fn prefers(&self, scheme: &str) {
        let scheme = json!({ "name": "prefers-color-scheme", "value": scheme });
        // Also without motion: a color halfway to another has no contrast of its own.
        let still = json!({ "name": "prefers-reduced-motion", "value": "reduce" });
        self.devtools(
            "Emulation.setEmulatedMedia",
            json!({ "features": [scheme, still] }),
        )
        .await;
    }

    /// What axe-core finds wrong for people who see, hear or point differently: a line
    /// per element, with the rule.
    pub async fn axe(&self) -> Vec<String> {
        let axe = blocking(|| install().join("node_modules/axe-core/axe.min.js")).await;
        let axe = fs::read_to_string(axe).expect("npm has installed axe-core");
        self.execute(&axe, vec![]).await;
        let script = "const done = arguments[0]; axe.run().then(({ violations }) => done(\
                      violations.flatMap(({ id, nodes }) => nodes.map(({ html, any }) => \
                      `${id}: ${html} ${any.map(({ message }) => message)}`))))";
        let found = self.window.execute_async(script, vec![]).await;
        let found = found.unwrap_or_else(|error| panic!("axe: {error}"));
        let found = found.as_array().into_iter().flatten();
        found.filter_map(Value::as_str).map(str::to_owned).collect()
    }

    /// Any command of the Chrome DevTools Protocol, such as going offline.
    pub async fn devtools(&self, command: &str, parameters: Value) -> Value {
        let body = json!({ "cmd": command, "params": parameters });
        self.command("goog/cdp/execute", body).await
    }

    async fn element(&self, selector: &str) -> Element {
        let deadline = Instant::now() + PATIENCE;
        loop {
            match self.window.find(Locator::Css(selector)).await {
                Ok(element) => return element,
                // The page may just be being left for another one.
                Err(_) if Instant::now() < deadline => sleep(POLL).await,
                Err(error) => panic!("{selector} is not on the page: {error}"),
            }
        }
    }

    async fn command(&self, path: &'static str, body: Value) -> Value {
        let answer = self.window.issue_cmd(Post { path, body }).await;
        answer.unwrap_or_else(|error| panic!("{path}: {error}"))
    }
}

/// `console.log("Hello!")` arrives as `http://localhost/page 53:10 "Hello!"`.
fn console_line(entry: &Value) -> String {
    let message = entry["message"].as_str().unwrap_or_default();
    let said = match (entry["source"].as_str(), message.splitn(3, ' ').nth(2)) {
        (Some("console-api"), Some(said)) => said,
        _ => message,
    };
    let said = serde_json::from_str(said).unwrap_or(said.to_owned());
    match entry["level"].as_str() {
        Some("SEVERE") => format!("error: {said}"),
        _ => said,
    }
}
