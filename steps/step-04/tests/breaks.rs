//! What is still wrong with this step, and who gets what: the book prints it.

#![allow(clippy::unwrap_used)]

use reqwest::Client as Http;
use serde_json::{Value, json};
use transcript::{Client, Program, Scene, as_printed};

const WELCOME: &str = "server 새로운 소켓이 연결됐어요!";

/// The step, with a database in memory that ends with it.
fn step() -> Program {
    Program::from(env!("CARGO_BIN_EXE_step-04")).with("DATABASE_URL", "sqlite::memory:")
}

#[tokio::test]
async fn the_notice_leads_to_goods_that_nobody_sells() {
    let mut scene = Scene::open(step(), Client::Rust).await;
    scene.connects("A").until([WELCOME, "A on BUY_GOODS"]).await;
    let answer = follow_the_link(scene.address()).await;
    let seen = format!(
        "{}A follows the notice's link\n  A        GET /api/goods/10 → {answer}\n",
        scene.transcript()
    );
    as_printed().bind(|| insta::assert_snapshot!("goods-10", seen));
}

#[tokio::test]
async fn each_socket_gets_its_own_notice_and_a_buy_reaches_nobody() {
    let mut scene = Scene::open(step(), Client::Rust).await;
    for (who, notice) in [("A", "A on BUY_GOODS"), ("B", "B on BUY_GOODS")] {
        scene.connects(who).until([WELCOME, notice]).await;
    }
    let cola = json!({ "nickname": "르탄이", "goodsId": 1, "goodsName": "시원한 콜라" });
    scene
        .emits("A", "BUY", cola)
        .until([r#"server {"nickname":"르탄이"#])
        .await;
    scene
        .disconnects("A")
        .until(["server [A] 연결이 끊어졌어요!"])
        .await;
    as_printed().bind(|| insta::assert_snapshot!("two-clients", scene.transcript()));
}

/// Signs up, logs in, and asks for the goods in the notice, as the page does.
async fn follow_the_link(shop: &str) -> String {
    let http = Http::new();
    let account = json!({
        "nickname": "르탄이",
        "email": "rtan@example.com",
        "password": "1234",
        "confirmPassword": "1234",
    });
    for path in ["users", "auth"] {
        let answer = http
            .post(format!("{shop}/api/{path}"))
            .json(&account)
            .send();
        let answer: Value = answer.await.unwrap().json().await.unwrap();
        if let Some(token) = answer["token"].as_str() {
            let goods = http.get(format!("{shop}/api/goods/10")).bearer_auth(token);
            let goods = goods.send().await.unwrap();
            return format!(
                "{} {}",
                goods.status().as_u16(),
                goods.text().await.unwrap()
            );
        }
    }
    panic!("no token came");
}
