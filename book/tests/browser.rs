//! The book in Chromium: every page as a reader sees it, the picker, the search.

#![allow(clippy::unwrap_used)]

use std::sync::LazyLock;

use book::language::Language;
use book::packet::parts;
use book::page;
use book::protocol::transcripts;
use book::serve::serve;
use book::site::{self, Files};
use book::snapshot;
use recording::Packet;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::task::spawn_blocking;
use transcript::{Browser, Page};

/// Built once for all tests: one after another, they would wait for each other.
static BOOK: LazyLock<Files> = LazyLock::new(|| site::build().unwrap());

/// Serves the book until the test ends: its address.
async fn open_book() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let files = spawn_blocking(|| BOOK.clone()).await.unwrap();
    tokio::spawn(serve(listener, files));
    address
}

/// The addresses of all pages of a language.
fn addresses(book: &str, language: Language) -> Vec<String> {
    let pages = page::all(language).unwrap().into_iter();
    pages
        .map(|page| format!("{book}/{}", page.path.replace(".md", ".html")))
        .collect()
}

/// As tall as the page, so that a picture shows all of it.
async fn whole(page: &Page, width: u32, is_phone: bool) {
    let height = page
        .execute("return document.documentElement.scrollHeight", vec![])
        .await;
    let height = height.as_u64().unwrap().clamp(740, 16_000);
    size(page, width, height, is_phone).await;
}

async fn size(page: &Page, width: u32, height: u64, is_phone: bool) {
    let size = json!({
        "width": width, "height": height, "deviceScaleFactor": 1, "mobile": is_phone,
    });
    page.devtools("Emulation.setDeviceMetricsOverride", size)
        .await;
}

/// Fails with what is wrong on the pages of a language, all of it at once.
async fn read_through(language: Language, width: u32, name: &str) {
    let book = open_book().await;
    let browser = Browser::start().await;
    let page = browser.profile_in(language.code()).await;
    let is_phone = width < 500;
    let mut wrong = Vec::new();
    // Colors don't depend on the width, so one width is enough to look at the dark ones.
    let schemes: &[&str] = if is_phone { &[""] } else { &["", "-dark"] };
    for address in addresses(&book, language) {
        for scheme in schemes {
            match *scheme {
                "" => page.light().await,
                _ => page.dark().await,
            }
            size(&page, width, 740, is_phone).await;
            page.open(&address).await;
            let chapter = address.rsplit('/').next().unwrap().replace(".html", "");
            let place = format!("{}/{chapter}-{name}{scheme}", language.code());
            wrong.extend(page.axe().await.iter().map(|it| format!("{place}: {it}")));
            let errors = page.console().await;
            let errors = errors.iter().filter(|line| line.starts_with("error: "));
            wrong.extend(errors.map(|it| format!("{place}: {it}")));
            wrong.extend(odd(&page).await.iter().map(|it| format!("{place}: {it}")));
        }
        // A picture of each page to look at: light on a phone, dark on a desktop.
        let chapter = address.rsplit('/').next().unwrap().replace(".html", "");
        whole(&page, width, is_phone).await;
        page.screenshot(&format!("book-{}-{chapter}-{name}", language.code()))
            .await;
    }
    assert_eq!(wrong, [""; 0], "{}", wrong.join("\n"));
}

/// What no page may do: be wider than the window, load from elsewhere, show what mdBook
/// could not include, keep the wrong language for screen readers.
async fn odd(page: &Page) -> Vec<String> {
    let script = "const odd = [];
        const { scrollWidth, lang } = document.documentElement;
        if (scrollWidth > innerWidth) odd.push(`${scrollWidth} wide of ${innerWidth}`);
        if (!location.pathname.startsWith(`/${lang}/`)) odd.push(`lang is ${lang}`);
        for (const { name } of performance.getEntriesByType('resource'))
            if (!name.startsWith(location.origin)) odd.push(`loads ${name}`);
        if (document.querySelector('main').innerText.includes('{{#')) odd.push('{{#');
        return odd;";
    strings(&page.execute(script, vec![]).await)
}

fn strings(value: &Value) -> Vec<String> {
    let all = value.as_array().into_iter().flatten();
    all.filter_map(Value::as_str).map(str::to_owned).collect()
}

#[tokio::test]
async fn everyone_can_read_every_english_page() {
    read_through(Language::English, 1280, "desktop").await;
}

#[tokio::test]
async fn everyone_can_read_every_english_page_on_a_phone() {
    read_through(Language::English, 360, "phone").await;
}

#[tokio::test]
async fn everyone_can_read_every_korean_page() {
    read_through(Language::Korean, 1280, "desktop").await;
}

#[tokio::test]
async fn everyone_can_read_every_korean_page_on_a_phone() {
    read_through(Language::Korean, 360, "phone").await;
}

#[tokio::test]
async fn the_picker_stays_on_the_page() {
    let book = open_book().await;
    let browser = Browser::start().await;
    let page = browser.profile_in("en").await;
    page.open(&format!("{book}/en/step-01.html#how")).await;
    page.lists(".languages a", ["English", "한국어"]).await;
    page.clicks(".languages a[lang=ko]").await;
    page.waits_for("html:lang(ko)").await;
    assert_eq!(page.url().await, format!("{book}/ko/step-01.html#how"));

    // Everything around the text is Korean too.
    let placeholder = "return document.querySelector('#mdbook-searchbar').placeholder";
    assert_eq!(page.execute(placeholder, vec![]).await, "이 책에서 검색…");
    let links = "return [...document.querySelectorAll('#mdbook-sidebar a, [rel~=next]')]\
                 .filter((link) => !link.closest('[hidden]')).map((link) => link.href)\
                 .filter((link) => link.includes('/en/'))";
    assert_eq!(page.execute(links, vec![]).await, json!([]));

    // The choice is kept.
    page.open(&book).await;
    page.waits_for("html:lang(ko) #top").await;
    assert_eq!(page.url().await, format!("{book}/ko/welcome.html"));
}

#[tokio::test]
async fn the_first_page_is_in_the_browsers_language() {
    let book = open_book().await;
    let browser = Browser::start().await;
    for language in ["en", "ko"] {
        let page = browser.profile_in(language).await;
        for path in [
            "",
            "/",
            "/index.html",
            &format!("/{language}"),
            &format!("/{language}/"),
        ] {
            page.open(&format!("{book}{path}")).await;
            page.waits_for(&format!("html:lang({language}) #top")).await;
            let welcome = format!("{book}/{language}/welcome.html");
            page.waits_for("main").await;
            assert_eq!(page.url().await.trim_end_matches('#'), welcome, "{path}");
        }
    }
}

#[tokio::test]
async fn a_language_ends_where_its_part_ends() {
    let book = open_book().await;
    let browser = Browser::start().await;
    let page = browser.profile_in("en").await;
    for (path, gone) in [("en/teachers", "next"), ("ko/welcome", "prev")] {
        page.open(&format!("{book}/{path}.html")).await;
        page.waits_for(".languages").await;
        assert_eq!(page.texts(&format!("[rel~={gone}]")).await, [""; 0]);
    }
}

#[tokio::test]
async fn search_finds_korean_and_event_names_in_the_pages_language() {
    let book = open_book().await;
    let browser = Browser::start().await;
    for (language, words) in [
        // The second as macOS types it: decomposed.
        (
            "ko",
            vec![
                "알림",
                "\u{110b}\u{1161}\u{11af}\u{1105}\u{1175}\u{11b7}",
                "BUY_GOODS",
            ],
        ),
        ("en", vec!["notice", "BUY_GOODS"]),
    ] {
        for word in words {
            let page = browser.profile_in(language).await;
            page.open(&format!("{book}/{language}/welcome.html")).await;
            page.clicks("#mdbook-search-toggle").await;
            page.fills("#mdbook-searchbar", word).await;
            page.shows("#mdbook-searchresults-header", word).await;
            page.waits_for("#mdbook-searchresults li a").await;
            let links = "return [...document.querySelectorAll('#mdbook-searchresults a')]\
                         .map((link) => new URL(link.href).pathname)";
            let links = strings(&page.execute(links, vec![]).await);
            let ours = format!("/{language}/");
            assert!(
                links.iter().all(|link| link.starts_with(&ours)),
                "{links:?}"
            );
            if word.starts_with("\u{110b}") {
                continue;
            }
            page.screenshot(&format!("book-search-{language}-{word}"))
                .await;
            assert_eq!(page.axe().await, [""; 0]);
        }
    }
}

/// Every packet of every recording, pasted into "The wire, live": the pages' decoder and
/// the one in Rust find the same parts in it.
#[tokio::test]
async fn readers_see_the_parts_that_the_protocol_names() {
    let packets: Vec<Packet> = transcripts()
        .unwrap()
        .into_iter()
        .flat_map(|(file, _)| snapshot::read(&file).unwrap())
        .flat_map(|action| action.happenings)
        .filter_map(|happening| happening.packet())
        .collect();
    assert!(packets.len() > 20);
    let pasted: Vec<String> = packets.iter().map(Packet::to_string).collect();
    let book = open_book().await;
    let browser = Browser::start().await;
    for language in Language::ALL {
        let page = browser.profile_in(language.code()).await;
        let address = format!("{book}/{}/wire.html", language.code());
        page.open(&address).await;
        page.waits_for("#wire-paste").await;
        let paste = "document.querySelector('#wire-paste').value = arguments[0];\
                     document.querySelector('#wire-paste + p button').click();\
                     return [...document.querySelectorAll('.wire-packet dl > div')]\
                     .map((part) => [...part.children].map((it) => it.textContent).join(' = '))";
        let shown = page.execute(paste, vec![pasted.join("\n").into()]).await;
        let named: Vec<String> = packets
            .iter()
            .flat_map(parts)
            .map(|part| format!("{} = {}", part.text, part.meaning(language)))
            .collect();
        let shown = strings(&shown);
        for (shown, named) in shown.iter().zip(&named) {
            assert_eq!(shown, named);
        }
        assert_eq!(shown.len(), named.len());
    }
}
