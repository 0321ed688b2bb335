//! Does every refusal have its sentence and its code?

use std::process::ExitCode;

use exercise_check::{Outcome, Play, Say};
use serde_json::json;

fn main() -> ExitCode {
    exercise_check::scene(env!("CARGO_BIN_EXE_exercise-17"), play)
}

const NOTHING: Say = Say {
    en: "Connecting sends nothing to anyone, with a nickname or without.",
    ko: "닉네임이 있든 없든, 연결할 때는 아무에게도 아무것도 가지 않아야 해요.",
};
const TAKEN: Say = Say {
    en: "An order that is fine is acknowledged with `{\"ok\":true}` and nothing else.",
    ko: "문제없는 주문에는 `{\"ok\":true}`만 담은 확인 응답이 와야 해요.",
};
const LOGIN_REQUIRED: Say = Say {
    en: "A client without a nickname is refused with the sentence and the code \
         `login_required`, whatever it orders.",
    ko: "닉네임 없이 연결한 소켓의 주문은, 무엇을 주문하든 문장과 `login_required` 코드를 \
         함께 보내서 거절해야 해요.",
};
const NOT_AN_ORDER: Say = Say {
    en: "What can't be read as an order is refused with the sentence and the code \
         `not_an_order`.",
    ko: "주문으로 읽을 수 없는 것은 문장과 `not_an_order` 코드를 함께 보내서 거절해야 해요.",
};
const UNKNOWN_GOODS: Say = Say {
    en: "Goods that don't exist are refused with the sentence and the code \
         `unknown_goods`, the same for every number.",
    ko: "없는 상품의 주문은 문장과 `unknown_goods` 코드를 함께 보내서 거절해야 해요. \
         상품 번호가 달라도 코드는 같아요.",
};
const TOO_MANY: Say = Say {
    en: "More than 10 of one product are refused with the sentence and the code \
         `too_many`, the same for all goods.",
    ko: "한 상품을 10개보다 많이 주문하면 문장과 `too_many` 코드를 함께 보내서 거절해야 \
         해요. 상품이 달라도 코드는 같아요.",
};

async fn play(play: &mut Play) -> Outcome {
    play.connects_with("A", json!({ "nickname": "르탄이" }))
        .brings([], NOTHING)
        .await?;
    play.connects("B").brings([], NOTHING).await?;
    for order in [
        r#"{"goodsId":1,"quantity":10}"#,
        r#"{"goodsId":3,"quantity":1}"#,
    ] {
        play.sends_packet("A", &format!(r#"421["ORDER",{order}]"#))
            .brings([r#"A ← 431[{"ok":true}]"#], TAKEN)
            .await?;
    }
    without_login(play).await?;
    too_many(play).await?;
    unknown_goods(play).await?;
    no_order(play).await?;
    play.sends_packet("A", r#"426["ORDER",{"goodsId":2,"quantity":3}]"#)
        .brings([r#"A ← 436[{"ok":true}]"#], TAKEN)
        .await
}

async fn without_login(play: &mut Play) -> Outcome {
    for order in [
        r#"{"goodsId":1,"quantity":10}"#,
        r#"{"goodsId":99,"quantity":1}"#,
    ] {
        play.sends_packet("B", &format!(r#"422["ORDER",{order}]"#))
            .brings(
                [concat!(
                    r#"B ← 432[{"errorMessage":"로그인 후 이용 가능한 기능입니다.","#,
                    r#""code":"login_required"}]"#
                )],
                LOGIN_REQUIRED,
            )
            .await?;
    }
    Ok(())
}

async fn too_many(play: &mut Play) -> Outcome {
    for (goods_id, name) in [(1, "시원한 콜라"), (3, "우유")] {
        let order = format!(r#"{{"goodsId":{goods_id},"quantity":11}}"#);
        let sentence = format!("{name}: 한 번에 10개까지 주문할 수 있어요.");
        let answer =
            format!(r#"A ← 433[{{"errorMessage":"{sentence}","code":"too_many"}}]"#);
        play.sends_packet("A", &format!(r#"423["ORDER",{order}]"#))
            .brings([answer.as_str()], TOO_MANY)
            .await?;
    }
    Ok(())
}

async fn unknown_goods(play: &mut Play) -> Outcome {
    for goods_id in [99, 0, -1] {
        let order = format!(r#"{{"goodsId":{goods_id},"quantity":11}}"#);
        let sentence = format!("{goods_id}번 상품은 없어요.");
        let answer =
            format!(r#"A ← 434[{{"errorMessage":"{sentence}","code":"unknown_goods"}}]"#);
        play.sends_packet("A", &format!(r#"424["ORDER",{order}]"#))
            .brings([answer.as_str()], UNKNOWN_GOODS)
            .await?;
    }
    Ok(())
}

async fn no_order(play: &mut Play) -> Outcome {
    for misfit in [
        r#","시원한 콜라 하나""#,
        r#",{"goodsId":1}"#,
        r#",{"goodsId":1,"quantity":0}"#,
        "",
    ] {
        play.sends_packet("A", &format!(r#"425["ORDER"{misfit}]"#))
            .brings(
                [concat!(
                    r#"A ← 435[{"errorMessage":"주문을 읽을 수 없어요.","#,
                    r#""code":"not_an_order"}]"#
                )],
                NOT_AN_ORDER,
            )
            .await?;
    }
    Ok(())
}
