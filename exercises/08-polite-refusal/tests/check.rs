//! Is every order answered, and a wrong one refused in words?

use std::process::ExitCode;

use exercise_check::{Outcome, Play, Say};

fn main() -> ExitCode {
    exercise_check::scene(env!("CARGO_BIN_EXE_exercise-08"), play)
}

const TAKEN: Say = Say {
    en: "A good order is acknowledged with `{\"ok\":true}`. The quantities 1 and 999 are \
         fine too.",
    ko: "올바른 주문에는 `{\"ok\":true}`라는 확인 응답이 와야 해요. 수량은 1도 999도 \
         괜찮아요.",
};
const REFUSED: Say = Say {
    en: "A quantity that isn't from 1 to 999 is refused with the sentence from the task.",
    ko: "수량이 1부터 999까지가 아니면 정해진 문장으로 거절해야 해요.",
};
const ANSWERED: Say = Say {
    en: "Anything that isn't an order at all is acknowledged with an `errorMessage`.",
    ko: "주문이라고 볼 수 없는 것에도 `errorMessage`로 확인 응답이 와야 해요.",
};

async fn play(play: &mut Play) -> Outcome {
    play.connects("A")
        .brings(
            [],
            Say {
                en: "As long as nobody orders anything, nobody receives anything.",
                ko: "누가 주문하기 전에는 아무에게도 아무것도 가지 않아야 해요.",
            },
        )
        .await?;
    play.sends_packet("A", r#"421["ORDER",{"goodsId":3,"quantity":1}]"#)
        .brings([r#"A ← 431[{"ok":true}]"#], TAKEN)
        .await?;
    for quantity in [0, -1, 1000, 65_537, i64::MIN] {
        let order = format!(r#"422["ORDER",{{"goodsId":3,"quantity":{quantity}}}]"#);
        play.sends_packet("A", &order)
            .brings(
                [concat!(
                    r#"A ← 432[{"errorMessage":"#,
                    r#""quantity는 1부터 999까지의 정수여야 합니다."}]"#
                )],
                REFUSED,
            )
            .await?;
    }
    play.sends_packet("A", r#"424["ORDER",{"goodsId":3,"quantity":999}]"#)
        .brings([r#"A ← 434[{"ok":true}]"#], TAKEN)
        .await?;
    for misfit in [
        r#",{"goodsId":3,"quantity":"many"}"#,
        r#",{"goodsId":3,"quantity":1.5}"#,
        r#",{"goodsId":3}"#,
        r#",{"quantity":2}"#,
        "",
    ] {
        play.sends_packet("A", &format!(r#"425["ORDER"{misfit}]"#))
            .brings([r#"A ← 435[{"errorMessage":"…"#], ANSWERED)
            .await?;
    }
    play.sends_packet("A", r#"427["ORDER",{"goodsId":1,"quantity":2}]"#)
        .brings([r#"A ← 437[{"ok":true}]"#], TAKEN)
        .await
}
