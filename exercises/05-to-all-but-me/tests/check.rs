//! Does a message reach all but its sender?

use std::process::ExitCode;

use exercise_check::{Outcome, Play, Say};
use serde_json::json;

fn main() -> ExitCode {
    exercise_check::scene(env!("CARGO_BIN_EXE_exercise-05"), play)
}

const NOTHING: Say = Say {
    en: "When a socket connects or leaves, nobody receives anything.",
    ko: "소켓이 연결되거나 떠날 때는 아무에게도 아무것도 가지 않아야 해요.",
};

async fn play(play: &mut Play) -> Outcome {
    for who in ["A", "B", "C"] {
        play.connects(who).brings([], NOTHING).await?;
    }
    play.sends("A", "안녕하세요")
        .brings(
            [
                r#"B on message: "안녕하세요""#,
                r#"C on message: "안녕하세요""#,
            ],
            Say {
                en: "The others receive what A sends, and A doesn't.",
                ko: "A가 보낸 메시지는 A만 빼고 모두가 받아야 해요.",
            },
        )
        .await?;
    play.sends("B", json!({ "goodsId": 1 }))
        .brings(
            [
                r#"A on message: {"goodsId":1}"#,
                r#"C on message: {"goodsId":1}"#,
            ],
            Say {
                en: "What B sends reaches A and C, once and unchanged.",
                ko: "B가 보낸 데이터는 A와 C에게 한 번씩, 보낸 그대로 가야 해요.",
            },
        )
        .await?;
    for who in ["A", "B"] {
        play.disconnects(who).brings([], NOTHING).await?;
    }
    play.sends("C", "아무도 없나요?")
        .brings(
            [],
            Say {
                en: "When the others have left, C receives nothing, not even its own \
                     message.",
                ko: "모두 떠나고 혼자 남으면, 자기가 보낸 메시지도 되돌아오지 않아야 \
                     해요.",
            },
        )
        .await
}
