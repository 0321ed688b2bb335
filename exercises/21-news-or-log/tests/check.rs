//! Is each told what is in the log, whatever has become of the news?

use std::ops::RangeInclusive;
use std::process::ExitCode;
use std::time::Duration;

use exercise_check::{Handshake, Light, Outcome, Play, Say};
use reqwest::Client;
use tokio::time::timeout;

fn main() -> ExitCode {
    exercise_check::scene(env!("CARGO_BIN_EXE_exercise-21"), play)
}

/// No more comes if nothing has come for so long.
const SILENCE: Duration = Duration::from_secs(3);

const NOTHING_OLD: Say = Say {
    en: "A newcomer gets nothing old, and nobody else gets anything.",
    ko: "새로 연결한 소켓은 지난 구매를 받지 않아야 해요. 다른 소켓도 아무것도 받지 않아요.",
};
const SOLD: Say = Say {
    en: "What the other server has sold reaches everyone here, once, with its number in the \
         log.",
    ko: "다른 서버에서 팔린 것이 로그의 번호와 함께 여기 모두에게 한 번씩 와야 해요.",
};
const LOST: Say = Say {
    en: "When the news is lost, the purchase is in the log all the same: everyone gets it, \
         half a second later at most.",
    ko: "소식이 사라져도 구매는 로그에 있어요. 늦어도 0.5초 뒤에는 모두가 받아야 해요.",
};
const MANY: Say = Say {
    en: "Three hundred purchases at once reach everyone, in order, each once and under its \
         own number, and so does the next one. (News keeps 16, and a socket's queue 128: what \
         if `emit` returns an error?)",
    ko: "한꺼번에 300건이 팔려도 모두가 순서대로, 제 번호로, 한 번씩 받아야 하고, 그다음 구매도 \
         마찬가지예요. (소식은 16개, 소켓의 큐는 128개까지만 담겨요. `emit`이 에러를 돌려주면 \
         어떻게 하나요?)",
};

async fn play(play: &mut Play) -> Outcome {
    play.connects("A").brings([], NOTHING_OLD).await?;
    play.posts("D", "/messages", "시원한 콜라")
        .brings(
            [
                r#"A on BUY_GOODS: {"number":1,"goodsName":"시원한 콜라"}"#,
                r#"D POST /messages "시원한 콜라" → 200"#,
            ],
            SOLD,
        )
        .await?;
    play.connects("B").brings([], NOTHING_OLD).await?;
    play.posts("D", "/messages", "시원한 사이다")
        .brings(
            [
                r#"A on BUY_GOODS: {"number":2,"goodsName":"시원한 사이다"}"#,
                r#"B on BUY_GOODS: {"number":2,"goodsName":"시원한 사이다"}"#,
            ],
            SOLD,
        )
        .await?;
    play.posts("D", "/lost", "시원한 콜라 제로")
        .brings(
            [
                r#"A on BUY_GOODS: {"number":3,"goodsName":"시원한 콜라 제로"}"#,
                r#"B on BUY_GOODS: {"number":3,"goodsName":"시원한 콜라 제로"}"#,
            ],
            LOST,
        )
        .await?;
    for who in ["A", "B"] {
        play.disconnects(who).brings([], NOTHING_OLD).await?;
    }
    many_at_once(play).await
}

async fn many_at_once(play: &mut Play) -> Outcome {
    let server = play.address().to_owned();
    let flood = async move {
        let mut clients = [comes(&server).await, comes(&server).await];
        sells(&server, 4..=303).await;
        let [e, f] = &mut clients;
        let first = tokio::join!(numbers(e, 303), numbers(f, 303));
        sells(&server, 304..=304).await;
        let next = tokio::join!(numbers(e, 304), numbers(f, 304));
        vec![
            format!("E numbers: {}, then {}", first.0, next.0),
            format!("F numbers: {}, then {}", first.1, next.1),
        ]
    };
    play.asks("300 are sold at once, and then one more", flood)
        .brings(
            ["E numbers: 4–303, then 304", "F numbers: 4–303, then 304"],
            MANY,
        )
        .await
}

/// A client that has been there for a moment: the server has answered it.
async fn comes(server: &str) -> Light {
    let client = Light::connect(server, Handshake::default()).await;
    let client = client.unwrap_or_else(|refused| panic!("{refused:?}"));
    // Whatever `greet` does before it waits, it has done by the next answer.
    drop(Client::new().get(server).send().await);
    client
}

/// Goods that are called after their place in the log.
async fn sells(server: &str, places: RangeInclusive<u64>) {
    let goods: Vec<String> = places.map(name).collect();
    let sold = Client::new()
        .post(format!("{server}/messages"))
        .body(goods.join("\n"))
        .send()
        .await;
    sold.unwrap_or_else(|error| panic!("{error}"));
}

fn name(place: u64) -> String {
    format!("{place}번 콜라")
}

/// The numbers that come with the right goods, up to this one: `1–3 5 5–9`.
async fn numbers(client: &mut Light, last: u64) -> String {
    let mut numbers: Vec<u64> = Vec::new();
    while numbers.last() != Some(&last) {
        let Ok(Some(event)) = timeout(SILENCE, client.next()).await else {
            break;
        };
        let purchase = event.args.first().cloned().unwrap_or_default();
        let number = purchase["number"].as_u64();
        numbers.extend(number.filter(|number| purchase["goodsName"] == name(*number)));
    }
    let runs = numbers.chunk_by(|before, next| before + 1 == *next);
    let shown: Vec<String> = runs
        .take(6)
        .map(|run| match run {
            [first, .., last] => format!("{first}–{last}"),
            run => run.iter().map(u64::to_string).collect(),
        })
        .collect();
    match shown.is_empty() {
        true => "none".to_owned(),
        false => shown.join(" "),
    }
}
