//! Does the purchase bear the date of now?

use std::process::ExitCode;
use std::time::Duration;

use chrono::{DateTime, FixedOffset, TimeDelta, Utc};
use exercise_check::{Outcome, Play, Say, first_event};
use serde_json::Value;
use tokio::time::sleep;

fn main() -> ExitCode {
    exercise_check::scene(env!("CARGO_BIN_EXE_exercise-09"), play)
}

async fn play(play: &mut Play) -> Outcome {
    let server = play.address().to_owned();
    play.asks("A connects, and a moment later B", two_dates(server))
        .brings(
            [
                r#"A date, 0 for each digit · 숫자는 0으로: "0000-00-00T00:00:00.000Z""#,
                r#"B date, 0 for each digit · 숫자는 0으로: "0000-00-00T00:00:00.000Z""#,
                "A date is current · 지금의 일시",
                "B date is later than A's · A보다 나중",
            ],
            Say {
                en: "The date is the moment of sending, in UTC, as JavaScript's \
                     `toISOString()` writes it.",
                ko: "일시는 보내는 순간을 UTC로, JavaScript의 `toISOString()`처럼 적은 \
                     것이어야 해요.",
            },
        )
        .await?;
    for who in ["C", "D"] {
        let hears = format!(
            "{who} on BUY_GOODS: {}",
            concat!(
                r#"{"nickname":"르탄이","goodsId":10,"#,
                r#""goodsName":"시원한 콜라","date":"[date]"}"#
            )
        );
        play.connects(who)
            .brings(
                [hears.as_str()],
                Say {
                    en: "Everything else stays as it was: the other fields, and who \
                         receives the purchase.",
                    ko: "일시 말고는 전과 같아야 해요. 다른 필드도, 누가 받는지도요.",
                },
            )
            .await?;
    }
    Ok(())
}

/// What two newcomers hear. The digits are hidden: they differ from run to run.
async fn two_dates(server: String) -> Vec<String> {
    let first = date(&server).await;
    sleep(Duration::from_millis(20)).await;
    let second = date(&server).await;
    let mut lines = Vec::new();
    for (who, date) in [("A", &first), ("B", &second)] {
        let shape = date.to_string().replace(|c: char| c.is_ascii_digit(), "0");
        lines.push(format!(
            "{who}        date, 0 for each digit · 숫자는 0으로: {shape}"
        ));
    }
    if let (Some(first), Some(second)) = (moment(&first), moment(&second)) {
        let off = first.to_utc() - Utc::now();
        lines.push(match off.abs() < TEN_SECONDS {
            true => "A        date is current · 지금의 일시".to_owned(),
            false => format!(
                "A        date is {0} minutes off · {0}분 차이",
                off.num_minutes()
            ),
        });
        lines.push(match first < second {
            true => "B        date is later than A's · A보다 나중".to_owned(),
            false => "B        date isn't later than A's · A보다 나중이 아님".to_owned(),
        });
    }
    lines
}

const TEN_SECONDS: TimeDelta = TimeDelta::seconds(10);

fn moment(date: &Value) -> Option<DateTime<FixedOffset>> {
    DateTime::parse_from_rfc3339(date.as_str()?).ok()
}

/// The date of the purchase that a newcomer hears of, `null` if it hears of none.
async fn date(server: &str) -> Value {
    first_event(server).await[1]["date"].take()
}
