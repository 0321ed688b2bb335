//! Is everyone told what somebody has bought, and when?

use exercise_check::{Outcome, Play, Say};

use crate::shop::{self, WELCOME, bought, buy};

const NO_FAKE: Say = Say {
    en: "A socket that connects gets no event any more: the made-up purchase is gone. The \
         console still says `새로운 소켓이 연결됐어요!`.",
    ko: "이제 연결해도 아무 이벤트도 받지 않아야 해요. 가짜 구매는 없어졌어요. \
         콘솔에는 그대로 `새로운 소켓이 연결됐어요!`가 출력돼야 해요.",
};
const TOLD: Say = Say {
    en: "Each `BUY` goes to everyone as `BUY_GOODS`, to the buyer too: its three fields, and \
         `date`, as JavaScript's `toISOString()` writes it (`2022-07-07T00:10:32.000Z`).",
    ko: "`BUY`가 오면 구매자까지 모두가 `BUY_GOODS`를 받아야 해요. 세 필드에 `date`를 더하고, \
         일시는 JavaScript의 `toISOString()`처럼(`2022-07-07T00:10:32.000Z`) 적어요.",
};
const OUR_DATE: Say = Say {
    en: "The date is the server's, even if the `BUY` has one.",
    ko: "`BUY`에 일시가 들어 있더라도 서버의 일시를 보내야 해요.",
};

pub async fn play(play: &mut Play) -> Outcome {
    shop::is_there(play).await?;
    for who in ["A", "B"] {
        play.connects(who).brings([WELCOME], NO_FAKE).await?;
    }
    is_told(play, "A", 1, "시원한 콜라 외 2개의 상품").await?;
    is_told(play, "B", 3, "시원한 사이다").await?;
    keeps_its_own_date(play).await?;
    shop::ignores_what_is_no_buy(play, "A").await?;
    shop::ignores_half_a_buy(play, "A").await?;
    is_told(play, "A", 2, "시원한 콜라 제로").await?;
    shop::says_goodbye(play, "B").await
}

async fn is_told(
    play: &mut Play,
    buyer: &str,
    goods_id: i64,
    goods_name: &str,
) -> Outcome {
    let [a, b] = ["A", "B"].map(|who| bought(who, "르탄이", goods_id, goods_name));
    play.emits(buyer, "BUY", buy("르탄이", goods_id, goods_name))
        .brings([a.as_str(), &b], TOLD)
        .await
}

async fn keeps_its_own_date(play: &mut Play) -> Outcome {
    let mut dated = buy("르탄이", 1, "시원한 콜라");
    dated["date"] = "어제".into();
    let [a, b] = ["A", "B"].map(|who| bought(who, "르탄이", 1, "시원한 콜라"));
    play.emits("A", "BUY", dated)
        .brings([a.as_str(), &b], OUR_DATE)
        .await
}
