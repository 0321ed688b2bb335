//! Are both arguments heard, and both sent?

use std::process::ExitCode;

use exercise_check::{Outcome, Play, Say};

fn main() -> ExitCode {
    exercise_check::scene(env!("CARGO_BIN_EXE_exercise-06"), play)
}

async fn play(play: &mut Play) -> Outcome {
    play.connects("A")
        .brings(
            [],
            Say {
                en: "Nobody hears anything before somebody greets.",
                ko: "누가 인사하기 전에는 아무도 아무 말도 듣지 않아야 해요.",
            },
        )
        .await?;
    play.sends_packet("A", r#"42["GREET","르탄이",3]"#)
        .brings(
            [
                r#"A ← 42["GREETED","안녕하세요, 르탄이님",3]"#,
                "A on GREETED…",
            ],
            Say {
                en: "The answer has two arguments: the greeting, then the number.",
                ko: "답에는 인자가 두 개 있어야 해요. 인사말, 그다음에 숫자예요.",
            },
        )
        .await?;
    play.sends_packet("A", r#"42["GREET",3,"르탄이"]"#)
        .brings(
            [],
            Say {
                en: "Arguments in the wrong order are no greeting: there is no answer.",
                ko: "순서가 바뀐 인자는 인사가 아니에요. 답이 없어야 해요.",
            },
        )
        .await?;
    play.sends_packet("A", r#"42["GREET","스파르타",1]"#)
        .brings(
            [
                r#"A ← 42["GREETED","안녕하세요, 스파르타님",1]"#,
                "A on GREETED…",
            ],
            Say {
                en: "And the next greeting is answered as ever.",
                ko: "그다음 인사에는 다시 답해야 해요.",
            },
        )
        .await
}
