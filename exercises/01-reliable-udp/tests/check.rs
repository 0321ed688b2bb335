//! Do all words arrive, once each and in order?

use std::process::ExitCode;

use exercise_check::{Console, Outcome, Say};

fn main() -> ExitCode {
    exercise_check::console(env!("CARGO_BIN_EXE_exercise-01"), look)
}

const ALL: &str = "received: 콜라 콜라 치킨 콜라 피자 피자 피자 치킨 김밥 라면 \
                   라면 김밥 콜라 우유 우유 치킨 피자 라면 콜라 콜라";

async fn look(program: &Console) -> Outcome {
    for seed in ["1", "2", "77"] {
        program
            .runs(
                [seed],
                [ALL],
                Say {
                    en: "All twenty words arrive, in order and each exactly once, \
                         whichever datagrams the network loses.",
                    ko: "네트워크가 어떤 데이터그램을 잃어버려도, 단어 스무 개가 보낸 \
                         순서대로 한 번씩 도착해야 해요.",
                },
            )
            .await?;
    }
    Ok(())
}
