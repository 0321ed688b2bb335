//! Is a second purchase refused, and a later one not?

use std::process::ExitCode;
use std::time::Duration;

use exercise_check::{Outcome, Play, Say};
use serde_json::json;
use tokio::time::sleep;

fn main() -> ExitCode {
    exercise_check::scene(env!("CARGO_BIN_EXE_exercise-11"), play)
}

const ARRIVES: Say = Say {
    en: "Nobody hears anything before somebody buys.",
    ko: "누가 사기 전에는 아무도 아무 말도 듣지 않아야 해요.",
};
const BOUGHT: [&str; 2] = ["A on BUY_GOODS…", "B on BUY_GOODS…"];
const REFUSED: [&str; 1] =
    [r#"A on BUY_REFUSED: {"errorMessage":"잠시 후 다시 시도해 주세요."}"#];

async fn play(play: &mut Play) -> Outcome {
    let cola = json!({ "goodsId": 1 });
    for who in ["A", "B"] {
        play.connects(who).brings([], ARRIVES).await?;
    }
    play.emits("A", "BUY", cola.clone())
        .brings(
            BOUGHT,
            Say {
                en: "The first purchase of a socket is told to everyone.",
                ko: "소켓의 첫 번째 구매는 모두에게 알려야 해요.",
            },
        )
        .await?;
    play.emits("B", "BUY", cola.clone())
        .brings(
            BOUGHT,
            Say {
                en: "B has bought nothing yet: only A has to wait.",
                ko: "B는 아직 아무것도 사지 않았어요. 기다려야 하는 것은 A뿐이에요.",
            },
        )
        .await?;
    for _ in 0..2 {
        is_refused(play).await?;
    }
    one_second(play).await?;
    is_refused(play).await?;
    one_second(play).await?;
    play.emits("A", "BUY", cola)
        .brings(
            BOUGHT,
            Say {
                en: "Two seconds after the purchase A can buy again. The refused ones \
                     don't count.",
                ko: "산 지 2초가 지나면 다시 살 수 있어야 해요. 거절당한 구매는 세지 않아요.",
            },
        )
        .await?;
    is_refused(play).await
}

async fn is_refused(play: &mut Play) -> Outcome {
    play.emits("A", "BUY", json!({ "goodsId": 1 }))
        .brings(
            REFUSED,
            Say {
                en: "Within two seconds of a purchase, the next one is refused, and A \
                     alone is told.",
                ko: "산 지 2초가 지나기 전의 구매는 거절하고, A에게만 알려야 해요.",
            },
        )
        .await
}

async fn one_second(play: &mut Play) -> Outcome {
    let wait = async {
        sleep(Duration::from_millis(1050)).await;
        Vec::new()
    };
    play.asks("a little more than a second goes by", wait)
        .brings(
            [],
            Say {
                en: "Nobody hears anything while time goes by.",
                ko: "시간이 흐르는 동안에는 아무도 아무 말도 듣지 않아야 해요.",
            },
        )
        .await
}
