//! Is a second purchase refused, and a later one not?

use std::process::ExitCode;
use std::time::Duration;

use exercise_check::{Outcome, Play, Say};
use serde_json::json;
use tokio::time::{Instant, sleep_until};

fn main() -> ExitCode {
    exercise_check::scene(env!("CARGO_BIN_EXE_exercise-11"), play)
}

const ARRIVES: Say = Say {
    en: "As long as nobody buys anything, nobody receives anything.",
    ko: "누가 구매하기 전에는 아무에게도 아무것도 가지 않아야 해요.",
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
                en: "Everyone is told about a socket's first purchase.",
                ko: "소켓의 첫 번째 구매는 모두에게 알려야 해요.",
            },
        )
        .await?;
    let bought = Instant::now();
    play.emits("B", "BUY", cola.clone())
        .brings(
            BOUGHT,
            Say {
                en: "B hasn't bought anything yet: only A has to wait.",
                ko: "B는 아직 아무것도 구매하지 않았어요. 기다려야 하는 소켓은 \
                     A뿐이에요.",
            },
        )
        .await?;
    for _ in 0..2 {
        is_refused(play).await?;
    }
    time_goes_by(play, bought + Duration::from_millis(1050)).await?;
    is_refused(play).await?;
    time_goes_by(play, bought + Duration::from_millis(2100)).await?;
    play.emits("A", "BUY", cola)
        .brings(
            BOUGHT,
            Say {
                en: "Two seconds after its last purchase, A can buy again. The refused \
                     ones don't count.",
                ko: "구매한 지 2초가 지나면 다시 구매할 수 있어야 해요. 거절당한 구매는 \
                     세지 않아요.",
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
                en: "Within two seconds of a purchase, the next one is refused, and only \
                     A is told.",
                ko: "구매한 지 2초가 지나기 전에 또 구매하면 거절하고, A에게만 알려야 \
                     해요.",
            },
        )
        .await
}

async fn time_goes_by(play: &mut Play, until: Instant) -> Outcome {
    let wait = async move {
        sleep_until(until).await;
        Vec::new()
    };
    play.asks("a little more than a second goes by", wait)
        .brings(
            [],
            Say {
                en: "While time goes by, nobody receives anything.",
                ko: "시간이 흐르는 동안에는 아무에게도 아무것도 가지 않아야 해요.",
            },
        )
        .await
}
