//! Is each purchase a line of JSON?

use std::process::ExitCode;

use exercise_check::{Outcome, Play, Say};

fn main() -> ExitCode {
    exercise_check::scene(env!("CARGO_BIN_EXE_exercise-10"), play)
}

async fn play(play: &mut Play) -> Outcome {
    play.connects("A")
        .brings(
            [],
            Say {
                en: "Nobody receives anything: a purchase is only logged.",
                ko: "구매는 콘솔에 출력하기만 하니, 아무에게도 아무것도 가지 않아야 \
                     해요.",
            },
        )
        .await?;
    play.sends_packet(
        "A",
        r#"42["BUY",{"nickname":"르탄이","goodsId":1,"goodsName":"시원한 콜라"}]"#,
    )
    .brings(
        [concat!(
            r#"server {"nickname":"르탄이","goodsId":1,"#,
            r#""goodsName":"시원한 콜라","date":"[date]"}"#
        )],
        Say {
            en: "A purchase is logged as one line of JSON, with the date as its last \
                 field.",
            ko: "구매는 맨 뒤에 일시까지 붙여 JSON 한 줄로 출력돼야 해요.",
        },
    )
    .await?;
    play.sends_packet(
        "A",
        r#"42["BUY",{"nickname":"\"르탄이\"","goodsId":2,"goodsName":"C:\\콜라\n1+1\u0001"}]"#,
    )
    .brings(
        [concat!(
            r#"server {"nickname":"\"르탄이\"","goodsId":2,"#,
            r#""goodsName":"C:\\콜라\n1+1\u0001","date":"[date]"}"#
        )],
        Say {
            en: "Whatever characters the names contain, the log is still one line of \
                 valid JSON.",
            ko: "이름에 어떤 글자가 들어 있어도 한 줄이어야 하고, 올바른 JSON이어야 \
                 해요.",
        },
    )
    .await?;
    play.sends_packet(
        "A",
        concat!(
            r#"42["BUY",{"date":"어제","goodsName":"콜라","goodsId":3,"#,
            r#""orderId":"7","nickname":"항해"}]"#
        ),
    )
    .brings(
        [concat!(
            r#"server {"nickname":"항해","goodsId":3,"#,
            r#""goodsName":"콜라","date":"[date]"}"#
        )],
        Say {
            en: "Whatever else a client sends along, the line has the four fields in \
                 their order, with the server's date.",
            ko: "클라이언트가 무엇을 더 보내도 네 필드만 순서대로 출력되고, 일시는 \
                 서버가 넣은 것이어야 해요.",
        },
    )
    .await
}
