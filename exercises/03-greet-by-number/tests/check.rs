//! Is each socket greeted by its number?

use std::process::ExitCode;

use exercise_check::{Outcome, Play, Say};

fn main() -> ExitCode {
    exercise_check::scene(env!("CARGO_BIN_EXE_exercise-03"), play)
}

async fn play(play: &mut Play) -> Outcome {
    play.connects("A")
        .brings(
            [r#"A on message: "Hello! 1""#],
            Say {
                en: "The first socket is greeted with `Hello! 1`.",
                ko: "첫 번째 소켓은 `Hello! 1`이라는 인사를 받아야 해요.",
            },
        )
        .await?;
    play.connects("B")
        .brings(
            [r#"B on message: "Hello! 2""#],
            Say {
                en: "The second socket, and nobody else, is greeted with `Hello! 2`.",
                ko: "두 번째 소켓만 `Hello! 2`라는 인사를 받아야 해요.",
            },
        )
        .await?;
    play.disconnects("A")
        .brings(
            [],
            Say {
                en: "Nobody hears anything when a socket leaves.",
                ko: "소켓이 떠날 때는 아무도 아무 말도 듣지 않아야 해요.",
            },
        )
        .await?;
    play.connects("C")
        .brings(
            [r#"C on message: "Hello! 3""#],
            Say {
                en: "The third socket is `3`, although the first has left by now: \
                     a number is given once.",
                ko: "첫 번째 소켓이 떠났더라도 세 번째 소켓은 `3`이어야 해요. \
                     한 번 준 번호는 다시 주지 않아요.",
            },
        )
        .await?;
    play.sends("B", "안녕하세요")
        .brings(
            ["server 안녕하세요", r#"B on message: "안녕하세요""#],
            Say {
                en: "Messages still come back to their sender, without a number.",
                ko: "메시지는 전과 같이 번호 없이 보낸 소켓에게 돌아와야 해요.",
            },
        )
        .await
}
