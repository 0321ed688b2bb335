//! Are the staff let in, guests let in as guests, and wrong badges refused?

use std::process::ExitCode;

use exercise_check::{Outcome, Play, Say};
use serde_json::json;

fn main() -> ExitCode {
    exercise_check::scene(env!("CARGO_BIN_EXE_exercise-16"), play)
}

const STAFF: Say = Say {
    en: "A client with the right badge is connected, and gets no event.",
    ko: "맞는 직원증을 보여 준 클라이언트는 그대로 연결되고, 아무 이벤트도 받지 않아야 해요.",
};
const GUEST: Say = Say {
    en: "A client that shows no badge is let in too, as a guest.",
    ko: "직원증을 보여 주지 않은 클라이언트도 비회원(게스트)으로 연결되어야 해요.",
};
const REFUSED: Say = Say {
    en: "A wrong badge, or one that isn't a string, keeps a client from being connected: \
         it gets a `connect_error` with the message of the task.",
    ko: "틀린 직원증이나 문자열이 아닌 직원증을 보여 주면 연결을 거절해야 해요. \
         정해진 메시지가 `connect_error`로 와야 해요.",
};
const OPENED: Say = Say {
    en: "The staff's `OPEN_TILL` is acknowledged with `{\"ok\":true}`, whoever has \
         connected since.",
    ko: "직원의 `OPEN_TILL`에는 `{\"ok\":true}`라는 확인 응답이 와야 해요. \
         그사이에 누가 연결됐든 상관없어요.",
};
const CLOSED: Say = Say {
    en: "A guest's `OPEN_TILL` is acknowledged with the `errorMessage` of the task.",
    ko: "게스트의 `OPEN_TILL`에는 정해진 `errorMessage`로 확인 응답이 와야 해요.",
};

async fn play(play: &mut Play) -> Outcome {
    play.connects_with("A", json!({ "badge": "1234" }))
        .brings([], STAFF)
        .await?;
    play.sends_packet("A", r#"421["OPEN_TILL"]"#)
        .brings([r#"A ← 431[{"ok":true}]"#], OPENED)
        .await?;
    play.connects("B").brings([], GUEST).await?;
    play.sends_packet("B", r#"421["OPEN_TILL"]"#)
        .brings(
            [r#"B ← 431[{"errorMessage":"직원만 열 수 있어요."}]"#],
            CLOSED,
        )
        .await?;
    wrong_badges(play).await?;
    those_who_come_after(play).await
}

async fn wrong_badges(play: &mut Play) -> Outcome {
    for badge in [
        json!("4321"),
        json!("12345"),
        json!(""),
        json!(1234),
        json!(["1234"]),
        json!(true),
    ] {
        play.connects_with("C", json!({ "badge": badge }))
            .brings(
                [r#"C on connect_error: "직원만 들어올 수 있어요.""#],
                REFUSED,
            )
            .await?;
    }
    Ok(())
}

async fn those_who_come_after(play: &mut Play) -> Outcome {
    play.connects_with("D", json!({ "nickname": "르탄이" }))
        .brings([], GUEST)
        .await?;
    play.sends_packet("D", r#"421["OPEN_TILL"]"#)
        .brings(
            [r#"D ← 431[{"errorMessage":"직원만 열 수 있어요."}]"#],
            CLOSED,
        )
        .await?;
    play.connects_with("E", json!({ "badge": "1234" }))
        .brings([], STAFF)
        .await?;
    for staff in ["A", "E"] {
        let answer = format!(r#"{staff} ← 432[{{"ok":true}}]"#);
        play.sends_packet(staff, r#"422["OPEN_TILL"]"#)
            .brings([answer.as_str()], OPENED)
            .await?;
    }
    play.sends_packet("B", r#"422["OPEN_TILL"]"#)
        .brings(
            [r#"B ← 432[{"errorMessage":"직원만 열 수 있어요."}]"#],
            CLOSED,
        )
        .await
}
