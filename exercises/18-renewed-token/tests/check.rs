//! Does a login end while its socket stays, and does a new token renew it?

use std::process::ExitCode;
use std::time::Duration;

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use exercise_check::{Outcome, Play, Say};
use serde_json::json;
use tokio::time::sleep;

fn main() -> ExitCode {
    exercise_check::scene(env!("CARGO_BIN_EXE_exercise-18"), play)
}

/// Only a machine that takes longer over one packet would be told wrong.
const SOON: TimeDelta = TimeDelta::milliseconds(2500);

const CONNECTED: Say = Say {
    en: "A client with a good token is connected, and gets no event.",
    ko: "유효한 토큰을 보여 준 클라이언트는 그대로 연결되고, 아무 이벤트도 받지 않아야 해요.",
};
const ORDERED: Say = Say {
    en: "As long as the socket's token is good, an `ORDER` is acknowledged with \
         `\"ok\":true` and the name.",
    ko: "소켓의 토큰이 유효한 동안에는 `ORDER`에 `\"ok\":true`와 이름이 담긴 확인 응답이 \
         와야 해요.",
};
const EXPIRED: Say = Say {
    en: "Once the socket's token has run out, an `ORDER` is refused with the code \
         `token_expired`, every time, and the connection stays open.",
    ko: "소켓의 토큰이 만료된 뒤의 `ORDER`는 몇 번이든 `token_expired` 코드로 거절하고, \
         연결은 그대로 두어야 해요.",
};
const RENEWED: Say = Say {
    en: "A good new token for the same name is acknowledged with `{\"ok\":true}`, even if \
         the old one has run out.",
    ko: "이름이 같은 유효한 새 토큰에는 `{\"ok\":true}`라는 확인 응답이 와야 해요. \
         전의 토큰이 이미 만료됐어도요.",
};
const NOT_YOURS: Say = Say {
    en: "A token for somebody else's name is refused with the code `not_yours`.",
    ko: "다른 사람의 이름이 적힌 토큰은 `not_yours` 코드로 거절해야 해요.",
};
const BAD: Say = Say {
    en: "A new token that has run out itself, or that can't be read, is refused with the \
         code `bad_token`.",
    ko: "새 토큰이 이미 만료됐거나 읽을 수 없으면 `bad_token` 코드로 거절해야 해요.",
};

const GOOD: &str = "2100-01-01T00:00:00Z";
const PAST: &str = "2020-01-01T00:00:00Z";

async fn play(play: &mut Play) -> Outcome {
    comes(play, "A", "르탄이", GOOD).await?;
    orders(play, "A", "르탄이").await?;
    let soon = Utc::now() + SOON;
    comes(play, "B", "르탄이", &written(soon)).await?;
    let soon = Utc::now() + SOON;
    comes(play, "C", "항해", &written(soon)).await?;
    renews(play, "C", &format!("항해.{GOOD}")).await?;
    let soon = Utc::now() + SOON;
    renews(play, "A", &format!("르탄이.{}", written(soon))).await?;
    time_goes_by(play, soon).await?;
    // The connection stays: it is refused, and refused again.
    is_too_late(play, "B").await?;
    is_too_late(play, "B").await?;
    the_last_token_counts(play).await?;
    refused_tokens(play).await?;
    the_door_is_as_before(play).await
}

fn written(moment: DateTime<Utc>) -> String {
    moment.to_rfc3339_opts(SecondsFormat::Millis, true)
}

async fn comes(play: &mut Play, who: &str, name: &str, until: &str) -> Outcome {
    play.connects_with(who, json!({ "token": format!("{name}.{until}") }))
        .brings([], CONNECTED)
        .await
}

async fn orders(play: &mut Play, who: &str, name: &str) -> Outcome {
    let answer = format!(r#"{who} ← 431[{{"ok":true,"buyer":"{name}"}}]"#);
    play.sends_packet(who, r#"421["ORDER",{"goodsId":1}]"#)
        .brings([answer.as_str()], ORDERED)
        .await
}

async fn is_too_late(play: &mut Play, who: &str) -> Outcome {
    let answer = format!(
        r#"{who} ← 431[{{"errorMessage":"{}","code":"token_expired"}}]"#,
        "로그인이 만료됐어요."
    );
    play.sends_packet(who, r#"421["ORDER",{"goodsId":1}]"#)
        .brings([answer.as_str()], EXPIRED)
        .await
}

async fn renews(play: &mut Play, who: &str, token: &str) -> Outcome {
    let answer = format!(r#"{who} ← 432[{{"ok":true}}]"#);
    play.sends_packet(who, &format!(r#"422["RENEW","{token}"]"#))
        .brings([answer.as_str()], RENEWED)
        .await
}

async fn time_goes_by(play: &mut Play, until: DateTime<Utc>) -> Outcome {
    let wait = async move {
        while Utc::now() <= until {
            sleep(Duration::from_millis(50)).await;
        }
        Vec::new()
    };
    play.asks("the tokens with a [date] run out", wait)
        .brings(
            [],
            Say {
                en: "Nobody gets anything while time goes by.",
                ko: "시간이 흐르는 동안에는 아무도 아무것도 받지 않아야 해요.",
            },
        )
        .await
}

/// A and B are 르탄이, and their time is up; C is 항해, and was renewed in time.
async fn the_last_token_counts(play: &mut Play) -> Outcome {
    play.sends_packet("C", r#"421["ORDER",{"goodsId":1}]"#)
        .brings(
            [r#"C ← 431[{"ok":true,"buyer":"항해"}]"#],
            Say {
                en: "C has renewed its token in time: the end of the old one no longer \
                     matters.",
                ko: "C는 만료되기 전에 토큰을 갱신했어요. 전의 토큰이 만료된 것은 이제 \
                     상관없어요.",
            },
        )
        .await?;
    play.sends_packet("A", r#"421["ORDER",{"goodsId":1}]"#)
        .brings(
            [concat!(
                r#"A ← 431[{"errorMessage":"로그인이 만료됐어요.","#,
                r#""code":"token_expired"}]"#
            )],
            Say {
                en: "Only A's newest token counts, even though the first one would have \
                     been good for longer.",
                ko: "A의 처음 토큰이 더 오래 유효하더라도, 새 토큰만 따져야 해요.",
            },
        )
        .await?;
    renews(play, "A", &format!("르탄이.{GOOD}")).await?;
    orders(play, "A", "르탄이").await
}

/// B's time is up; A has just been renewed.
async fn refused_tokens(play: &mut Play) -> Outcome {
    for who in ["B", "A"] {
        is_refused(play, who, &format!("항해.{GOOD}"), NOT_YOURS).await?;
        for token in [format!("르탄이.{PAST}"), "르탄이".to_owned()] {
            is_refused(play, who, &token, BAD).await?;
        }
    }
    is_too_late(play, "B").await?;
    orders(play, "A", "르탄이").await
}

async fn is_refused(play: &mut Play, who: &str, token: &str, say: Say) -> Outcome {
    let (sentence, code) = match token.starts_with("항해") {
        true => ("다른 사람의 토큰이에요.", "not_yours"),
        false => ("토큰이 올바르지 않아요.", "bad_token"),
    };
    let answer =
        format!(r#"{who} ← 433[{{"errorMessage":"{sentence}","code":"{code}"}}]"#);
    play.sends_packet(who, &format!(r#"423["RENEW","{token}"]"#))
        .brings([answer.as_str()], say)
        .await
}

async fn the_door_is_as_before(play: &mut Play) -> Outcome {
    for token in [format!("르탄이.{PAST}"), "르탄이".to_owned()] {
        play.connects_with("D", json!({ "token": token }))
            .brings(
                [r#"D on connect_error: "로그인 후 이용 가능한 기능입니다.""#],
                Say {
                    en: "With a token that has run out, or that can't be read, a client is \
                         still refused at the door.",
                    ko: "만료됐거나 읽을 수 없는 토큰으로 연결하려고 하면 지금처럼 \
                         거절해야 해요.",
                },
            )
            .await?;
    }
    Ok(())
}
