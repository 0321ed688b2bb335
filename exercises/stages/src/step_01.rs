//! Is each socket greeted, and does each message come back to its sender?

use exercise_check::{Outcome, Play, Say};
use serde_json::json;

const GREETED: Say = Say {
    en: "A socket that connects, and nobody else, gets the `message` event with `Hello!`. \
         The console says `새로운 소켓이 연결됐어요!`.",
    ko: "소켓이 연결되면 그 소켓만 `Hello!`가 담긴 `message` 이벤트를 받아야 해요. \
         콘솔에는 `새로운 소켓이 연결됐어요!`가 출력돼야 해요.",
};
const ECHOED: Say = Say {
    en: "A message is printed on the console and sent back to its sender, and to nobody \
         else.",
    ko: "메시지는 콘솔에 출력하고, 보낸 소켓에게만 그대로 돌려보내야 해요.",
};
const ANY_SHAPE: Say = Say {
    en: "A message may be any JSON, not only a string. It comes back as it was sent.",
    ko: "메시지는 문자열이 아닐 수도 있어요. 어떤 JSON이든 보낸 그대로 돌려보내야 해요.",
};
const GOODBYE: Say = Say {
    en: "Nobody gets anything when a socket leaves.",
    ko: "소켓이 떠날 때는 아무도 아무것도 받지 않아야 해요.",
};

pub async fn play(play: &mut Play) -> Outcome {
    for who in ["A", "B"] {
        let greeting = format!(r#"{who} on message: "Hello!""#);
        play.connects(who)
            .brings(["server 새로운 소켓이 연결됐어요!", &greeting], GREETED)
            .await?;
    }
    for (who, text) in [("A", "안녕하세요"), ("B", "반가워요")] {
        let (printed, echo) = (
            format!("server {text}"),
            format!(r#"{who} on message: "{text}""#),
        );
        play.sends(who, text)
            .brings([printed.as_str(), &echo], ECHOED)
            .await?;
    }
    for data in [json!(7), json!({ "goodsId": 1, "quantity": [1, null] })] {
        let echo = format!("A on message: {data}");
        play.sends("A", data)
            .brings([echo.as_str()], ANY_SHAPE)
            .await?;
    }
    play.disconnects("B").brings([], GOODBYE).await
}
