//! What is served besides the API.

use reqwest::Client;
use reqwest::header::{
    ACCESS_CONTROL_ALLOW_ORIGIN, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG,
    IF_NONE_MATCH, LOCATION,
};
use reqwest::redirect::Policy;

use crate::support::{TestShop, refusal};

#[tokio::test]
async fn every_page_is_there_and_forbids_inline_scripts() {
    let shop = TestShop::open().await;
    for page in [
        "/",
        "/register.html",
        "/goods.html",
        "/detail.html?goodsId=1",
        "/cart.html",
        "/order.html",
        "/orders.html",
    ] {
        let answer = shop.http.get(format!("{}{page}", shop.url)).send();
        let answer = answer.await.unwrap();
        assert_eq!(answer.status(), 200, "{page}");
        assert_eq!(answer.headers()[CONTENT_TYPE], "text/html; charset=utf-8");
        let policy = answer.headers()[CONTENT_SECURITY_POLICY].to_str().unwrap();
        assert!(policy.contains("script-src 'self'"), "{policy}");
        assert!(!policy.contains("unsafe"), "{policy}");
    }
}

#[tokio::test]
async fn a_page_that_the_browser_already_has_is_not_sent_again() {
    let shop = TestShop::open().await;
    let url = format!("{}/style.css", shop.url);
    let first = shop.http.get(&url).send().await.unwrap();
    let tag = first.headers()[ETAG].clone();
    let again = shop.http.get(&url).header(IF_NONE_MATCH, tag);
    assert_eq!(again.send().await.unwrap().status(), 304);
}

/// The file, or a redirect to it if there was no npm; `assets` tests its contents.
#[tokio::test]
async fn any_page_can_load_the_client_from_where_nodes_server_has_it() {
    let shop = TestShop::open().await;
    let url = format!("{}/socket.io/socket.io.js", shop.url);
    let direct = Client::builder().redirect(Policy::none()).build().unwrap();
    let answer = direct.get(url).header("origin", "null").send();
    let answer = answer.await.unwrap();
    assert_eq!(answer.headers()[ACCESS_CONTROL_ALLOW_ORIGIN], "*");
    if assets::CLIENT_FROM.contains("embedded") {
        let javascript = "text/javascript; charset=utf-8";
        assert_eq!(answer.headers()[CONTENT_TYPE], javascript);
        assert!(answer.text().await.unwrap().contains("Socket.IO v4.8.4"));
    } else {
        let cdn = "https://cdn.socket.io/4.8.4/socket.io.min.js";
        assert_eq!(answer.status(), 307);
        assert_eq!(answer.headers()[LOCATION], cdn);
    }
}

#[tokio::test]
async fn the_clients_files_are_served_and_not_sent_again() {
    let shop = TestShop::open().await;
    for file in assets::CLIENT_FILES {
        let url = format!("{}/socket.io/{file}", shop.url);
        let http = Client::builder().redirect(Policy::none()).build().unwrap();
        let answer = http.get(&url).send().await.unwrap();
        if !assets::CLIENT_FROM.contains("embedded") {
            assert_eq!(answer.status(), 307, "{file}");
            continue;
        }
        assert_eq!(answer.status(), 200, "{file}");
        assert_eq!(answer.headers()[ACCESS_CONTROL_ALLOW_ORIGIN], "*");
        assert_eq!(answer.headers()[ETAG], "\"4.8.4\"");
        let again = http.get(&url).header(IF_NONE_MATCH, "W/\"1\", \"4.8.4\"");
        let again = again.send().await.unwrap();
        assert_eq!(again.status(), 304, "{file}");
        assert_eq!(again.text().await.unwrap(), "");
    }
    let module = shop
        .http
        .get(format!("{}/socket.io/socket.io.esm.min.js", shop.url));
    let module = module
        .send()
        .await
        .unwrap()
        .text()
        .await
        .unwrap_or_default();
    assert!(
        module.is_empty() || module.contains("export{"),
        "a module exports"
    );
}

#[tokio::test]
async fn what_does_not_exist_is_not_found() {
    let shop = TestShop::open().await;
    let nothing = (404, "404 Not Found".into());
    assert_eq!(shop.get("/nothing.html", "").await, nothing);
    assert_eq!(shop.get("/../Cargo.toml", "").await, nothing);
    assert_eq!(shop.get("/%2e%2e/Cargo.toml", "").await, nothing);
    assert_eq!(
        shop.get("/api/nothing", "").await,
        refusal(404, "없는 API입니다.")
    );
    assert_eq!(
        shop.delete("/api/users", "").await,
        refusal(404, "없는 API입니다.")
    );
}

#[tokio::test]
async fn the_shop_says_that_it_is_healthy() {
    let shop = TestShop::open().await;
    assert_eq!(shop.get("/healthz", "").await, (200, "ok".into()));
}
