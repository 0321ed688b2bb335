//! Does a purchase reach those who look at its category, and nobody else?

use std::process::ExitCode;

use exercise_check::{Outcome, Play, Say};
use serde_json::{Value, json};

fn main() -> ExitCode {
    exercise_check::scene(env!("CARGO_BIN_EXE_exercise-12"), play)
}

const NOTHING: Say = Say {
    en: "Connecting, or looking at something, sends nothing to anyone.",
    ko: "연결하거나 무엇을 보기만 할 때는 아무에게도 아무것도 가지 않아야 해요.",
};

fn buy(category: &str, goods: &str) -> Value {
    json!({ "category": category, "nickname": "르탄이", "goodsName": goods })
}

async fn play(play: &mut Play) -> Outcome {
    play.connects("D").brings([], NOTHING).await?;
    for (who, category) in [("A", "drink"), ("B", "drink"), ("C", "food")] {
        play.connects(who).brings([], NOTHING).await?;
        play.emits(who, "LOOK_AT", category)
            .brings([], NOTHING)
            .await?;
    }
    play.emits("A", "BUY", buy("drink", "시원한 콜라"))
        .brings(
            ["A on BUY_GOODS…", "B on BUY_GOODS…"],
            Say {
                en: "A purchase reaches everyone who is looking at its category, the \
                     buyer too, and nobody else.",
                ko: "구매 알림은 그 카테고리를 보고 있는 모두에게, 구매한 소켓에게도 \
                     가고, 다른 소켓에게는 가지 않아야 해요.",
            },
        )
        .await?;
    for (who, category) in [("B", "shoes"), ("B", "food"), ("C", "food")] {
        play.emits(who, "LOOK_AT", category)
            .brings([], NOTHING)
            .await?;
    }
    play.emits("C", "BUY", buy("drink", "따뜻한 차"))
        .brings(
            [concat!(
                r#"A on BUY_GOODS: {"category":"drink","#,
                r#""nickname":"르탄이","goodsName":"따뜻한 차"}"#
            )],
            Say {
                en: "A socket that has moved on to another category gets nothing more \
                     from the first. What counts is the category of the goods, not the \
                     one that the buyer is looking at.",
                ko: "다른 카테고리로 옮겨 간 소켓은 전에 보던 카테고리의 알림을 더는 \
                     받지 않아야 해요. 구매자가 보고 있는 카테고리가 아니라 상품의 \
                     카테고리를 따라야 해요.",
            },
        )
        .await?;
    play.emits("C", "BUY", buy("food", "떡볶이"))
        .brings(
            ["B on BUY_GOODS…", "C on BUY_GOODS…"],
            Say {
                en: "A socket gets the purchases of the category that it is looking at, \
                     even if it said so twice.",
                ko: "지금 보고 있는 카테고리의 알림은, 두 번 알렸더라도 받아야 해요.",
            },
        )
        .await
}
