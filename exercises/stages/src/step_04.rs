//! Does each socket get a made-up purchase, and is each `BUY` printed?

use exercise_check::{Outcome, Play, Say};

use crate::shop;

const FAKE: Say = Say {
    en: "A socket that connects, and nobody else, gets the made-up purchase as `BUY_GOODS`. \
         The console says `새로운 소켓이 연결됐어요!`.",
    ko: "소켓이 연결되면 그 소켓만 가짜 구매를 `BUY_GOODS`로 받아야 해요. \
         콘솔에는 `새로운 소켓이 연결됐어요!`가 출력돼야 해요.",
};
const PRINTED: Say = Say {
    en: "A `BUY` is printed on the console as one line of JSON, with its three fields in this \
         order. No socket gets anything.",
    ko: "`BUY`는 콘솔에 한 줄의 JSON으로 출력돼야 해요. 세 필드가 이 순서대로 있어야 하고, \
         아무 소켓도 아무것도 받지 않아야 해요.",
};
const STILL_PRINTED: Say = Say {
    en: "After a `BUY` that doesn't fit, the next good one is printed as always.",
    ko: "형식에 맞지 않는 `BUY`가 왔더라도, 그다음의 제대로 된 `BUY`는 늘 그렇듯 출력돼야 해요.",
};

pub async fn play(play: &mut Play) -> Outcome {
    shop::is_there(play).await?;
    for who in ["A", "B"] {
        hears_the_fake(play, who).await?;
    }
    is_printed(play, "A", 1, "시원한 콜라", PRINTED).await?;
    is_printed(play, "B", 3, "시원한 \"사이다\"", PRINTED).await?;
    shop::ignores_what_is_no_buy(play, "A").await?;
    shop::ignores_half_a_buy(play, "A").await?;
    is_printed(play, "A", 2, "시원한 콜라 제로", STILL_PRINTED).await?;
    shop::says_goodbye(play, "A").await
}

async fn hears_the_fake(play: &mut Play, who: &str) -> Outcome {
    let fake = concat!(
        r#"{"nickname":"서버가 보내준 구매자 닉네임","goodsId":10,"#,
        r#""goodsName":"서버가 보내준 구매자가 구매한 상품 이름","#,
        r#""date":"서버가 보내준 구매 일시"}"#
    );
    let hears = format!("{who} on BUY_GOODS: {fake}");
    play.connects(who)
        .brings([shop::WELCOME, &hears], FAKE)
        .await
}

async fn is_printed(
    play: &mut Play,
    who: &str,
    goods_id: i64,
    goods_name: &str,
    say: Say,
) -> Outcome {
    let buy = shop::buy("르탄이", goods_id, goods_name);
    let printed = format!("server {buy}");
    play.emits(who, "BUY", buy)
        .brings([printed.as_str()], say)
        .await
}
