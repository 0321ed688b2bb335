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
                en: "The server's console says that a socket has connected.",
                ko: "소켓이 연결되면 서버 콘솔에 그 사실이 찍혀야 해요.",
            },
        )
        .await?;
    play.sends_packet("A", r#"421["message","안녕하세요"]"#)
        .brings(
            [r#"A ← 431[{"ok":true,"heard":"안녕하세요"}]"#],
            Say {
                en: "The sender gets an acknowledgement that says what was heard, \
                     and no event.",
                ko: "보낸 소켓은 이벤트가 아니라, 무엇을 들었는지 적힌 확인 응답을 \
                     받아야 해요.",
            },
        )
        .await?;
    play.sends_packet("A", r#"427["message",{"goodsId":1}]"#)
        .brings(
            [r#"A ← 437[{"ok":true,"heard":{"goodsId":1}}]"#],
            Say {
                en: "An object is acknowledged as an object, under the number that \
                     asked for it.",
                ko: "객체를 보내면 객체 그대로, 요청에 적힌 번호로 확인 응답이 와야 해요.",
            },
        )
        .await?;
    play.sends_packet("A", r#"428["message",[1,null,2.5]]"#)
        .brings(
            [r#"A ← 438[{"ok":true,"heard":[1,null,2.5]}]"#],
            Say {
                en: "Whatever JSON was sent is in `heard` as it was.",
                ko: "어떤 JSON을 보내도 `heard`에 그대로 들어 있어야 해요.",
            },
        )
        .await?;
    play.sends("A", "또 만나요")
        .brings(
            [r#"server "또 만나요""#],
            Say {
                en: "Who asks for no acknowledgement gets none, and is still heard.",
                ko: "확인 응답을 요청하지 않은 메시지에는 답하지 않지만, \
                     콘솔에는 찍혀야 해요.",
            },
        )
        .await
}
