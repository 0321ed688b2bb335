//! Does the server know who buys, and does it answer?

use exercise_check::{Outcome, Play, Say};
use serde_json::json;

use crate::door::{self, answer, asks, sold};
use crate::shop::{self, WELCOME};

const MEMBER: Say = Say {
    en: "A client that shows a good token is let in under its own name: it gets `WHO` with \
         its nickname, and nobody else does. The console says `새로운 소켓이 연결됐어요!`.",
    ko: "올바른 토큰을 보여 준 클라이언트는 자기 이름으로 연결돼야 해요. 그 소켓만 자기 닉네임이 \
         담긴 `WHO`를 받고, 콘솔에는 `새로운 소켓이 연결됐어요!`가 출력돼야 해요.",
};
const GUEST: Say = Say {
    en: "A client that shows no token is let in as a guest: its `WHO` has the nickname \
         `null`.",
    ko: "토큰을 보여 주지 않은 클라이언트는 비회원(게스트)으로 연결돼야 해요. \
         `WHO`의 닉네임은 `null`이에요.",
};
const SOLD: Say = Say {
    en: "Everyone gets the purchase as the shop wrote it down, as `BUY_GOODS`: its number, the \
         nickname that belongs to the token, and the goods' name from the catalogue, whatever \
         the `BUY` claims. The buyer is answered with `ok` and the same number.",
    ko: "모두가 쇼핑몰이 적어 둔 그대로 `BUY_GOODS`를 받아야 해요. 구매 번호, 토큰의 닉네임, \
         쇼핑몰에 등록된 상품 이름이에요. `BUY`가 무엇이라고 주장하든 상관없어요. \
         구매자는 `ok`와 같은 번호를 확인 응답으로 받아요.",
};
const NO_ANSWER_WANTED: Say = Say {
    en: "A `BUY` that asks for no acknowledgement is sold and announced all the same.",
    ko: "확인 응답을 요청하지 않은 `BUY`도 똑같이 팔고 모두에게 알려야 해요.",
};

pub async fn play(play: &mut Play) -> Outcome {
    shop::is_there(play).await?;
    let token = play.logs_in("르탄이").await;
    play.connects_with("A", json!({ "token": token }))
        .brings([WELCOME, r#"A on WHO: {"nickname":"르탄이"}"#], MEMBER)
        .await?;
    play.connects("B")
        .brings([WELCOME, r#"B on WHO: {"nickname":null}"#], GUEST)
        .await?;
    door::turns_away(play, "C").await?;
    knows_better(play).await?;
    door::refuses_a_guest(play, "B", 1).await?;
    door::refuses_what_is_not_for_sale(play, "A", 2).await?;
    door::refuses_what_is_no_order(play, "A", 3).await?;
    sells_without_an_answer(play).await?;
    shop::says_goodbye(play, "B").await
}

async fn knows_better(play: &mut Play) -> Outcome {
    let lie = r#"{"nickname":"항해","goodsId":1,"goodsName":"공짜 콜라"}"#;
    let [a, b] = ["A", "B"].map(|who| sold(who, 1, "르탄이", (1, "시원한 콜라")));
    let ok = answer("A", 1, r#"{"ok":true,"purchaseId":1}"#);
    play.sends_packet("A", &asks(1, lie))
        .brings([a.as_str(), &b, &ok], SOLD)
        .await
}

async fn sells_without_an_answer(play: &mut Play) -> Outcome {
    let [a, b] = ["A", "B"].map(|who| sold(who, 2, "르탄이", (3, "시원한 사이다")));
    let cider = json!({ "goodsId": 3, "goodsName": "시원한 사이다" });
    play.emits("A", "BUY", cider)
        .brings([a.as_str(), &b], NO_ANSWER_WANTED)
        .await
}
