//! Is each socket greeted by its number?

use std::process::ExitCode;

use exercise_check::{Outcome, Play, Say, first_event};
use tokio::task::JoinSet;

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
    play.sends("A", "Hello!")
        .brings(
            [r#"A on message: "Hello!""#],
            Say {
                en: "Messages still come back to their sender, without a number.",
                ko: "메시지는 전과 같이 보낸 소켓에게, 번호 없이 그대로 돌아와야 해요.",
            },
        )
        .await?;
    play.connects("B")
        .brings(
            [r#"B on message: "Hello! 2""#],
            Say {
                en: "Only the second socket is greeted now, with `Hello! 2`.",
                ko: "두 번째 소켓만 `Hello! 2`라는 인사를 받아야 해요.",
            },
        )
        .await?;
    play.disconnects("A")
        .brings(
            [],
            Say {
                en: "When a socket leaves, nobody receives anything.",
                ko: "소켓이 떠날 때는 아무에게도 아무것도 가지 않아야 해요.",
            },
        )
        .await?;
    play.connects("C")
        .brings(
            [r#"C on message: "Hello! 3""#],
            Say {
                en: "The third socket is `3`, even though the first has left by now: a \
                     number is used only once.",
                ko: "첫 번째 소켓이 떠났더라도 세 번째 소켓은 `3`이어야 해요. 한 번 쓴 \
                     번호는 다시 쓰지 않아요.",
            },
        )
        .await?;
    play.sends("B", "안녕하세요")
        .brings(
            ["server 안녕하세요", r#"B on message: "안녕하세요""#],
            Say {
                en: "Messages still come back to their sender, without a number.",
                ko: "메시지는 전과 같이 보낸 소켓에게, 번호 없이 그대로 돌아와야 해요.",
            },
        )
        .await?;
    let server = play.address().to_owned();
    play.asks("twenty connect at once", numbers(server))
        .brings(
            ["crowd 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23"],
            Say {
                en: "Twenty sockets connect at the same moment: each gets its own \
                     number, and no number is skipped.",
                ko: "소켓 스무 개가 동시에 연결돼도 번호가 겹치거나 빠지지 않아야 해요.",
            },
        )
        .await
}

/// The numbers that a crowd is greeted by, sorted.
async fn numbers(server: String) -> Vec<String> {
    let mut crowd = JoinSet::new();
    for _ in 0..20 {
        let server = server.clone();
        crowd.spawn(async move { first_event(&server).await });
    }
    let mut numbers: Vec<u32> = Vec::new();
    while let Some(heard) = crowd.join_next().await {
        let greeting = heard.unwrap_or_default()[1].take();
        let number = greeting.as_str().and_then(|it| it.strip_prefix("Hello! "));
        numbers.extend(number.and_then(|it| it.parse::<u32>().ok()));
    }
    numbers.sort_unstable();
    let numbers: Vec<String> = numbers.iter().map(u32::to_string).collect();
    vec![format!("crowd    {}", numbers.join(" "))]
}
