//! What the stages from 04 on have in common: the shop is there, a socket that comes or
//! goes leaves a line on the console, and a `BUY` that isn't one harms nobody.

use exercise_check::{Outcome, Play, Say};
use serde_json::{Value, json};

use crate::http;

/// What a socket that connects leaves on the console; more may stand behind it.
pub const WELCOME: &str = "server 새로운 소켓이 연결됐어요!…";

const SHOP: Say = Say {
    en: "The shop is there: its pages, and its API, which wants a login before it shows the \
         goods. Both are in `shop.routes()`.",
    ko: "쇼핑몰이 열려 있어야 해요. 페이지도, 로그인해야 상품을 보여 주는 API도 \
         `shop.routes()`에 들어 있어요.",
};
const NO_BUY: Say = Say {
    en: "A `BUY` that isn't an object reaches nobody, and the connection lives on.",
    ko: "객체가 아닌 `BUY`는 아무에게도 전달되지 않아야 하고, 연결도 끊어지지 않아야 해요.",
};
const HALF_A_BUY: Say = Say {
    en: "A `BUY` without all three fields reaches nobody, and the connection lives on.",
    ko: "세 필드 중 하나라도 빠진 `BUY`는 아무에게도 전달되지 않아야 하고, \
         연결도 끊어지지 않아야 해요.",
};
const LEFT: Say = Say {
    en: "When a socket leaves, the console says its id and `연결이 끊어졌어요!`, and nobody \
         gets anything.",
    ko: "소켓이 떠나면 콘솔에 그 소켓의 id와 `연결이 끊어졌어요!`가 출력되고, \
         아무도 아무것도 받지 않아야 해요.",
};

pub async fn is_there(play: &mut Play) -> Outcome {
    let server = play.address().to_owned();
    let look = async move {
        let page = http::page(&server, "/goods.html").await;
        vec![page, http::page(&server, "/api/goods").await]
    };
    let refused = concat!(
        r#"page GET /api/goods → 401 {"errorMessage":"로그인 후 이용 가능한 "#,
        r#"기능입니다.","code":"not_logged_in"}"#
    );
    play.asks("a browser opens the shop", look)
        .brings(["page GET /goods.html → 200 text/html", refused], SHOP)
        .await?;
    http::client_is_there(play).await
}

/// The payload of a `BUY`, as a page sends it.
pub fn buy(nickname: &str, goods_id: i64, goods_name: &str) -> Value {
    json!({ "nickname": nickname, "goodsId": goods_id, "goodsName": goods_name })
}

/// The event that everyone gets from step 05 on.
pub fn bought(who: &str, nickname: &str, goods_id: i64, goods_name: &str) -> String {
    let mut news = buy(nickname, goods_id, goods_name);
    news["date"] = "[date]".into();
    format!("{who} on BUY_GOODS: {news}")
}

pub async fn ignores_what_is_no_buy(play: &mut Play, who: &str) -> Outcome {
    for packet in [
        r#"42["BUY","시원한 콜라"]"#,
        r#"42["BUY",7]"#,
        r#"42["BUY"]"#,
    ] {
        play.sends_packet(who, packet).brings([], NO_BUY).await?;
    }
    Ok(())
}

pub async fn ignores_half_a_buy(play: &mut Play, who: &str) -> Outcome {
    let half = json!({ "nickname": "르탄이", "goodsId": 1 });
    play.emits(who, "BUY", half).brings([], HALF_A_BUY).await
}

pub async fn says_goodbye(play: &mut Play, who: &str) -> Outcome {
    play.disconnects(who)
        .brings([goodbye(who).as_str()], LEFT)
        .await
}

/// What a socket that leaves leaves on the console; more may stand behind it.
pub fn goodbye(who: &str) -> String {
    format!("server [{who}] 연결이 끊어졌어요!…")
}
