//! What the stages from 07 on have in common: a token is asked for at the door, and each
//! `BUY` is answered.

use exercise_check::{Outcome, Play, Say};
use serde_json::json;

const TURNED_AWAY: Say = Say {
    en: "A client with a wrong token isn't let in: it gets a `connect_error`, and nothing \
         else. That's `admit`.",
    ko: "틀린 토큰을 보여 준 클라이언트는 연결되지 않고 `connect_error`만 받아야 해요. \
         `admit`이 하는 일이에요.",
};
const REFUSED: Say = Say {
    en: "A `BUY` that is refused is answered, too: with the `errorMessage` and the `code` of \
         the refusal. Nobody else gets anything.",
    ko: "거절한 `BUY`에도 응답해야 해요. 거절 이유의 `errorMessage`와 `code`를 담아 \
         확인 응답을 보내요. 다른 소켓은 아무것도 받지 않아야 해요.",
};

pub async fn turns_away(play: &mut Play, who: &str) -> Outcome {
    let refusal =
        format!(r#"{who} on connect_error: "로그인 후 이용 가능한 기능입니다.""#);
    play.connects_with(who, json!({ "token": "훔친 토큰" }))
        .brings([refusal.as_str()], TURNED_AWAY)
        .await
}

/// `number` is the acknowledgement's: a client doesn't take the same one twice.
pub async fn refuses_a_guest(play: &mut Play, guest: &str, number: u32) -> Outcome {
    let order = r#"{"nickname":"항해","goodsId":1,"goodsName":"공짜 콜라"}"#;
    let refusal =
        r#"{"errorMessage":"로그인 후 이용 가능한 기능입니다.","code":"not_logged_in"}"#;
    refuses(play, guest, number, order, refusal).await
}

pub async fn refuses_what_is_not_for_sale(
    play: &mut Play,
    member: &str,
    number: u32,
) -> Outcome {
    let order = r#"{"goodsId":10,"goodsName":"공짜 콜라"}"#;
    let refusal =
        r#"{"errorMessage":"존재하지 않는 상품입니다.","code":"unknown_goods"}"#;
    refuses(play, member, number, order, refusal).await
}

pub async fn refuses_what_is_no_order(
    play: &mut Play,
    member: &str,
    number: u32,
) -> Outcome {
    let refusal =
        r#"{"errorMessage":"BUY의 내용은 객체여야 합니다.","code":"not_an_order"}"#;
    refuses(play, member, number, r#""시원한 콜라""#, refusal).await
}

async fn refuses(
    play: &mut Play,
    who: &str,
    number: u32,
    order: &str,
    refusal: &str,
) -> Outcome {
    let answer = answer(who, number, refusal);
    play.sends_packet(who, &asks(number, order))
        .brings([answer.as_str()], REFUSED)
        .await
}

/// A `BUY` that wants an acknowledgement under this number.
pub fn asks(number: u32, order: &str) -> String {
    format!(r#"42{number}["BUY",{order}]"#)
}

/// The acknowledgement with this number.
pub fn answer(who: &str, number: u32, answer: &str) -> String {
    format!("{who} ← 43{number}[{answer}]")
}

/// A purchase, as everyone is told of it.
pub fn sold(who: &str, id: u32, nickname: &str, goods: (i64, &str)) -> String {
    let (goods_id, goods_name) = goods;
    let news = json!({
        "purchaseId": id,
        "nickname": nickname,
        "goodsId": goods_id,
        "goodsName": goods_name,
        "date": "[date]",
    });
    format!("{who} on BUY_GOODS: {news}")
}
