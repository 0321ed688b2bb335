//! What the first three stages have in common: every socket is greeted, and each message
//! comes back to its sender.

use exercise_check::{Outcome, Play, Say};
use serde_json::json;

pub const WELCOME: &str = "server 새로운 소켓이 연결됐어요!";

const GREETED: Say = Say {
    en: "A socket that connects, and nobody else, gets the `message` event with `Hello!`. \
         The console says `새로운 소켓이 연결됐어요!`.",
    ko: "소켓이 연결되면 그 소켓만 `Hello!`가 담긴 `message` 이벤트를 받아야 해요. \
         콘솔에는 `새로운 소켓이 연결됐어요!`가 출력돼야 해요.",
};
const TWO_EVENTS: Say = Say {
    en: "A socket that connects, and nobody else, gets two events: `message` with `Hello!`, \
         as before, and `customEventName` with `this is custom event data`.",
    ko: "소켓이 연결되면 그 소켓만 이벤트를 두 개 받아야 해요. 지금처럼 `Hello!`가 담긴 \
         `message`, 그리고 `this is custom event data`가 담긴 `customEventName`이에요.",
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

/// Step 01's greeting.
pub async fn is_greeted(play: &mut Play, who: &str) -> Outcome {
    let greeting = format!(r#"{who} on message: "Hello!""#);
    play.connects(who)
        .brings([WELCOME, &greeting], GREETED)
        .await
}

/// Step 02's: the greeting, and an event with a name of our own.
pub async fn gets_both_events(play: &mut Play, who: &str) -> Outcome {
    let greeting = format!(r#"{who} on message: "Hello!""#);
    let custom = format!(r#"{who} on customEventName: "this is custom event data""#);
    play.connects(who)
        .brings([WELCOME, &greeting, &custom], TWO_EVENTS)
        .await
}

pub async fn is_echoed(play: &mut Play, who: &str, text: &str) -> Outcome {
    let printed = format!("server {text}");
    let echo = format!(r#"{who} on message: "{text}""#);
    play.sends(who, text)
        .brings([printed.as_str(), &echo], ECHOED)
        .await
}

pub async fn any_json_is_echoed(play: &mut Play, who: &str) -> Outcome {
    for data in [json!(7), json!({ "goodsId": 1, "quantity": [1, null] })] {
        let echo = format!("{who} on message: {data}");
        play.sends(who, data)
            .brings([echo.as_str()], ANY_SHAPE)
            .await?;
    }
    Ok(())
}

pub async fn leaves(play: &mut Play, who: &str) -> Outcome {
    play.disconnects(who).brings([], GOODBYE).await
}
