//! What the server's console, the client and the wire show: the book prints it.

mod scene;

use serde_json::json;
use transcript::{Client, Handshake, Light, Scene, as_printed};

#[tokio::test]
async fn a_made_up_purchase_arrives_and_a_real_one_is_only_printed() {
    let scene = scene::play(Client::Rust).await;
    as_printed().bind(|| insta::assert_snapshot!("transcript", scene.transcript()));
}

#[tokio::test]
async fn a_malformed_buy_is_reported_on_the_console_and_the_server_keeps_running() {
    let mut scene = Scene::open(scene::step(), Client::Rust).await;
    scene
        .connects("A")
        .until(["server 새로운 소켓이 연결됐어요!", "A on BUY_GOODS"])
        .await;
    let no_purchases = [
        json!("시원한 콜라"),
        json!(["르탄이", 1, "시원한 콜라"]),
        json!({ "nickname": "르탄이", "goodsId": 1 }),
        json!({ "nickname": "르탄이", "goodsId": "1", "goodsName": "시원한 콜라" }),
    ];
    for no_purchase in no_purchases {
        scene
            .emits("A", "BUY", no_purchase)
            .until(["server BUY:"])
            .await;
    }
    scene
        .sends_packet("A", r#"42["BUY"]"#)
        .until(["server BUY:"])
        .await;
    let cola = json!({ "nickname": "르탄이", "goodsId": 1, "goodsName": "시원한 콜라" });
    scene
        .emits("A", "BUY", cola)
        .until([r#"server {"nickname":"르탄이","goodsId":1"#])
        .await;
    as_printed().bind(|| insta::assert_snapshot!("malformed", scene.transcript()));
}

#[tokio::test]
async fn what_one_socket_buys_back_to_back_is_printed_in_that_order() {
    let mut scene = Scene::open(scene::step(), Client::Rust).await;
    let address = scene.address().to_owned();
    let mut buyer = None;
    let connects = async {
        buyer = Light::connect(&address, Handshake::default()).await.ok();
    };
    scene
        .happens("A connects", connects)
        .until(["server 새로운 소켓이 연결됐어요!"])
        .await;
    let buyer = buyer.expect("everyone is let in");
    let line = |goods_id| {
        let nickname = "\"nickname\":\"르탄이\"";
        format!("server {{{nickname},\"goodsId\":{goods_id},\"goodsName\":\"x\"}}")
    };
    let lines: [String; 600] = std::array::from_fn(line);
    scene
        .happens("A buys", async {
            for goods_id in 0..600 {
                let buy = json!({ "nickname": "르탄이", "goodsId": goods_id, "goodsName": "x" });
                buyer.emit("BUY", buy);
            }
        })
        .until(lines.each_ref().map(String::as_str))
        .await;

    let transcript = scene.transcript();
    let (_, bought) = transcript.split_once("A buys").expect("its title");
    let printed: Vec<String> = bought
        .lines()
        .filter(|line| line.contains("goodsId"))
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect();
    assert_eq!(printed, lines);
}
