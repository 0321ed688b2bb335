//! Are both arguments heard, and both sent?

use std::process::ExitCode;

use exercise_check::{Outcome, Play, Say};

fn main() -> ExitCode {
    exercise_check::scene(env!("CARGO_BIN_EXE_exercise-06"), play)
}

async fn play(play: &mut Play) -> Outcome {
    for who in ["A", "B"] {
        play.connects(who)
            .brings(
                [],
                Say {
                    en: "As long as nobody sends a greeting, nobody receives anything.",
                    ko: "누가 인사하기 전에는 아무에게도 아무것도 가지 않아야 해요.",
                },
            )
            .await?;
    }
    play.sends_packet("A", r#"42["GREET","르탄이",3]"#)
        .brings(
            [
                r#"A ← 42["GREETED","안녕하세요, 르탄이님",3]"#,
                r#"A on GREETED: "안녕하세요, 르탄이님", 3"#,
            ],
            Say {
                en: "The socket that sent the greeting gets two arguments back: the \
                     text, then the number.",
                ko: "인사한 소켓에게 인자 두 개로 응답해야 해요. 인사말, 그다음에 \
                     숫자예요.",
            },
        )
        .await?;
    for misfit in [
        r#"3,"르탄이""#,
        r#""르탄이","3""#,
        r#""르탄이",1.5"#,
        r#""르탄이",null"#,
        "3,3",
        r#""르탄이""#,
    ] {
        play.sends_packet("A", &format!(r#"42["GREET",{misfit}]"#))
            .brings(
                [],
                Say {
                    en: "Arguments that aren't a string and then a whole number get no \
                         answer.",
                    ko: "문자열과 정수가 차례로 오지 않으면 응답하지 않아야 해요.",
                },
            )
            .await?;
    }
    play.sends_packet("A", r#"42["GREET","스파르타",-1000]"#)
        .brings(
            [
                r#"A ← 42["GREETED","안녕하세요, 스파르타님",-1000]"#,
                r#"A on GREETED: "안녕하세요, 스파르타님", -1000"#,
            ],
            Say {
                en: "The next greeting is answered again, whatever the whole number is.",
                ko: "그다음 인사에는 다시 응답해야 해요. 어떤 정수든 괜찮아요.",
            },
        )
        .await
}
