//! Is each message acknowledged?

use std::process::ExitCode;

use exercise_check::{Outcome, Play, Say};

fn main() -> ExitCode {
    exercise_check::scene(env!("CARGO_BIN_EXE_exercise-04"), play)
}

async fn play(play: &mut Play) -> Outcome {
    play.connects("A")
        .brings(
            ["server 새로운 소켓이 연결됐어요!"],
            Say {
                en: "When a socket connects, the console says `새로운 소켓이 \
                     연결됐어요!`.",
                ko: "소켓이 연결되면 콘솔에 `새로운 소켓이 연결됐어요!`가 출력돼야 해요.",
            },
        )
        .await?;
    play.sends_packet("A", r#"421["message","안녕하세요"]"#)
        .brings(
            [r#"A ← 431[{"ok":true,"heard":"안녕하세요"}]"#],
            Say {
                en: "The sender gets no event, but an acknowledgement, with what it sent \
                     in `heard`.",
                ko: "보낸 소켓은 이벤트가 아니라, `heard`에 보낸 값이 담긴 확인 응답을 \
                     받아야 해요.",
            },
        )
        .await?;
    play.sends_packet("A", r#"427["message",{"goodsId":1}]"#)
        .brings(
            [r#"A ← 437[{"ok":true,"heard":{"goodsId":1}}]"#],
            Say {
                en: "An object comes back as an object, in an acknowledgement with the \
                     number that was sent along.",
                ko: "객체를 보내면 객체 그대로, 요청에 적힌 번호로 확인 응답이 와야 \
                     해요.",
            },
        )
        .await?;
    play.sends_packet("A", r#"428["message",[1,null,2.5]]"#)
        .brings(
            [r#"A ← 438[{"ok":true,"heard":[1,null,2.5]}]"#],
            Say {
                en: "Whatever JSON is sent, it is in `heard` unchanged.",
                ko: "어떤 JSON을 보내도 `heard`에 그대로 들어 있어야 해요.",
            },
        )
        .await?;
    play.sends("A", "또 만나요")
        .brings(
            [r#"server "또 만나요""#],
            Say {
                en: "A message that doesn't ask for an acknowledgement gets none, but is \
                     still printed.",
                ko: "확인 응답을 요청하지 않은 메시지에는 응답하지 않지만, 콘솔에는 \
                     출력돼야 해요.",
            },
        )
        .await
}
