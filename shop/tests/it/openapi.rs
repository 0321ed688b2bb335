//! The description of the API, and the page about it.

use reqwest::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE};

use crate::support::TestShop;

#[test]
fn the_committed_description_is_up_to_date() {
    let described = shop::openapi().to_pretty_json().unwrap() + "\n";
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/openapi.json");
    if std::env::var_os("INSTA_UPDATE").is_some_and(|update| update == "always") {
        std::fs::write(file, &described).unwrap();
    }
    let committed = std::fs::read_to_string(file).unwrap_or_default();
    assert!(
        committed == described,
        "shop/openapi.json is another; INSTA_UPDATE=always writes it"
    );
}

/// A comment on a field whose type has a schema of its own would become a second
/// schema, which nothing fits.
#[test]
fn no_value_has_to_fit_two_schemas_at_once() {
    let described = shop::openapi().to_json().unwrap();
    assert!(!described.contains("allOf"), "{described}");
}

#[tokio::test]
async fn the_page_about_it_loads_nothing_from_other_sites() {
    let shop = TestShop::open().await;
    let get = async |path: &str| {
        let answer = shop.http.get(format!("{}{path}", shop.url)).send().await;
        answer.unwrap()
    };
    let page = get("/api/docs/").await;
    assert_eq!(page.status(), 200);
    let policy = page.headers()[CONTENT_SECURITY_POLICY].to_str().unwrap();
    assert!(policy.starts_with("default-src 'self';"), "{policy}");
    let page = page.text().await.unwrap();
    assert!(
        !page.contains("http://") && !page.contains("https://"),
        "{page}"
    );

    let description = get("/api/openapi.json").await;
    assert_eq!(description.headers()[CONTENT_TYPE], "application/json");
    let served: serde_json::Value = description.json().await.unwrap();
    assert_eq!(served, serde_json::to_value(shop::openapi()).unwrap());
    // With or without the slash.
    assert_eq!(get("/api/docs").await.status(), 200);
}
