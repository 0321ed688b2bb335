//! Is each told of each purchase, those who were away too, once and in order?

use exercise_check::{Outcome, Play, Say};
use serde_json::json;
use tokio::sync::oneshot;

use crate::door::{self, answer, asks, sold};
use crate::listener::Listener;
use crate::shop::{self, WELCOME};

pub const COLA: (i64, &str) = (1, "시원한 콜라");
pub const CIDER: (i64, &str) = (3, "시원한 사이다");

const PLACE: Say = Say {
    en: "A socket that connects gets `WHO`, and then `SINCE` with its place in the log: \
         `after` is the number of the newest purchase, and `missed` is 0. It gets nothing \
         old. The console says `새로운 소켓이 연결됐어요!`.",
    ko: "연결된 소켓은 `WHO`를 받고, 이어서 로그에서의 자기 자리를 `SINCE`로 받아야 해요. \
         `after`는 최신 구매의 번호, `missed`는 0이에요. 지난 구매는 받지 않아요. \
         콘솔에는 `새로운 소켓이 연결됐어요!`가 출력돼야 해요.",
};
const SOLD: Say = Say {
    en: "A purchase is announced to everyone once, as the shop wrote it down, and the \
         buyer's acknowledgement has the same number.",
    ko: "구매 소식은 쇼핑몰이 적어 둔 그대로 모두에게 한 번씩 가야 하고, \
         구매자는 같은 번호를 확인 응답으로 받아야 해요.",
};
const SAME_ORDER: Say = Say {
    en: "The same `orderId` again is the same purchase: it is answered with the same number, \
         and nobody is told again.",
    ko: "같은 `orderId`가 다시 오면 같은 구매예요. 같은 번호로 응답하고, \
         아무에게도 다시 알리지 않아야 해요.",
};
const MISSED: Say = Say {
    en: "A client that connects with `after: N` gets `SINCE` with that number, and then every \
         purchase after number N, once. Nobody else gets them again.",
    ko: "`after: N`으로 연결한 클라이언트는 그 번호를 `SINCE`로 받고, N번 다음의 구매를 모두 \
         한 번씩 받아야 해요. 다른 소켓이 그 구매를 또 받으면 안 돼요.",
};
const TOO_FAR: Say = Say {
    en: "An `after` that is larger than the newest number counts as the newest: so the next \
         purchase isn't missed.",
    ko: "최신 번호보다 큰 `after`는 최신 번호로 다뤄야 해요. \
         그래야 다음 구매를 놓치지 않아요.",
};
const FLOOD: Say = Say {
    en: "Six hundred purchases reach everyone in order, each once, even a client that \
         connects in the middle of them. (A socket's queue holds 128 packets: \
         what if `emit` returns an error? And `purchases_after` brings no more at once than \
         you asked for.)",
    ko: "구매가 600번 이어져도 모두에게 순서대로, 빠짐없이, 한 번씩 가야 해요. 그 도중에 연결된 \
         클라이언트에게도요. (소켓의 큐에는 패킷이 128개까지 들어가요. `emit`이 에러를 돌려주면 \
         어떻게 하나요? 그리고 `purchases_after`는 한 번에 정해 준 개수까지만 가져와요.)",
};

pub async fn play(play: &mut Play) -> Outcome {
    shop::is_there(play).await?;
    let token = play.logs_in("르탄이").await;
    let [who, since] = place("A", r#""르탄이""#, 0);
    play.connects_with("A", json!({ "token": token }))
        .brings([WELCOME, &who, &since], PLACE)
        .await?;
    door::turns_away(play, "B").await?;
    buys_once(play).await?;
    comes_back(play).await?;
    goes_on_for_all(play).await?;
    door::refuses_a_guest(play, "B", 1).await?;
    door::refuses_what_is_not_for_sale(play, "A", 5).await?;
    for who in ["A", "B", "C", "D", "E"] {
        shop::says_goodbye(play, who).await?;
    }
    outlives_a_flood(play, token).await
}

async fn buys_once(play: &mut Play) -> Outcome {
    let order =
        r#"{"nickname":"항해","goodsId":1,"goodsName":"공짜 콜라","orderId":"A-1"}"#;
    let ok = r#"{"ok":true,"purchaseId":1}"#;
    let news = sold("A", 1, "르탄이", COLA);
    play.sends_packet("A", &asks(1, order))
        .brings([news.as_str(), &answer("A", 1, ok)], SOLD)
        .await?;
    for number in [2, 3] {
        play.sends_packet("A", &asks(number, order))
            .brings([answer("A", number, ok).as_str()], SAME_ORDER)
            .await?;
    }
    let (order, ok) = (
        r#"{"goodsId":3,"goodsName":"시원한 사이다"}"#,
        r#"{"ok":true,"purchaseId":2}"#,
    );
    let news = sold("A", 2, "르탄이", CIDER);
    play.sends_packet("A", &asks(4, order))
        .brings([news.as_str(), &answer("A", 4, ok)], SOLD)
        .await
}

async fn comes_back(play: &mut Play) -> Outcome {
    let [who, since] = place("B", "null", 1);
    let news = sold("B", 2, "르탄이", CIDER);
    play.connects_with("B", json!({ "after": 1 }))
        .brings([WELCOME, &who, &since, &news], MISSED)
        .await?;
    let [who, since] = place("C", "null", 2);
    play.connects("C")
        .brings([WELCOME, &who, &since], PLACE)
        .await?;
    let [who, since] = place("D", "null", 2);
    play.connects_with("D", json!({ "after": 99 }))
        .brings([WELCOME, &who, &since], TOO_FAR)
        .await
}

async fn goes_on_for_all(play: &mut Play) -> Outcome {
    let [a, b, c, d] = ["A", "B", "C", "D"].map(|who| sold(who, 3, "르탄이", COLA));
    play.emits(
        "A",
        "BUY",
        json!({ "goodsId": 1, "goodsName": "시원한 콜라" }),
    )
    .brings([a.as_str(), &b, &c, &d], SOLD)
    .await?;
    let [who, since] = place("E", "null", 0);
    let [first, second, third] =
        [(1, COLA), (2, CIDER), (3, COLA)].map(|(id, it)| sold("E", id, "르탄이", it));
    play.connects_with("E", json!({ "after": 0 }))
        .brings([WELCOME, &who, &since, &first, &second, &third], MISSED)
        .await
}

/// `WHO`, and `SINCE` with a place in the log.
pub fn place(who: &str, nickname: &str, after: u32) -> [String; 2] {
    [
        format!(r#"{who} on WHO: {{"nickname":{nickname}}}"#),
        format!(r#"{who} on SINCE: {{"after":{after},"missed":0}}"#),
    ]
}

async fn outlives_a_flood(play: &mut Play, token: String) -> Outcome {
    let server = play.address().to_owned();
    let (stay, _until_then) = oneshot::channel();
    let title = r#"G buys 300 times, H connects with {"after":1}, G buys 300 times more"#;
    let flood = async move {
        let mut f = Listener::comes(&server, json!({})).await;
        let mut g = Listener::comes(&server, json!({ "token": token })).await;
        g.orders(300);
        g.hears(303).await;
        let mut h = Listener::comes(&server, json!({ "after": 1 })).await;
        g.orders(300);
        let heard = tokio::join!(f.heard(603), g.heard(603), h.heard(603));
        // Nobody leaves before all is judged: the console would show an id.
        drop(stay.send([f, g, h]));
        [("F", heard.0), ("G", heard.1), ("H", heard.2)]
            .map(|(who, numbers)| format!("{who} numbers: {numbers}"))
            .into()
    };
    play.asks(title, flood)
        .brings(
            ["F numbers: 4–603", "G numbers: 4–603", "H numbers: 2–603"],
            FLOOD,
        )
        .await
}
