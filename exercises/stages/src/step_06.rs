//! Is everyone on a page told how many are looking, and nobody else?

use exercise_check::{Outcome, Play, Say};

use crate::shop::{self, WELCOME, bought, buy, goodbye};

const COLA: &str = "/detail.html?goodsId=1";
const CIDER: &str = "/detail.html?goodsId=3";

const NO_PAGE_YET: Say = Say {
    en: "A socket that connects is on no page yet, and gets no event. The console says \
         `새로운 소켓이 연결됐어요!`.",
    ko: "방금 연결된 소켓은 아직 어느 페이지에도 없으니, 아무 이벤트도 받지 않아야 해요. \
         콘솔에는 `새로운 소켓이 연결됐어요!`가 출력돼야 해요.",
};
const COMES: Say = Say {
    en: "After a `CHANGED_PAGE`, everyone on that page, the newcomer too, gets \
         `SAME_PAGE_VIEWER_COUNT` with their number. Nobody on another page gets it.",
    ko: "`CHANGED_PAGE`가 오면 그 페이지에 있는 모두가, 방금 들어온 소켓까지, 몇 명인지 \
         `SAME_PAGE_VIEWER_COUNT`로 받아야 해요. 다른 페이지에 있는 소켓은 받지 않아야 해요.",
};
const MOVES: Say = Say {
    en: "A socket that goes to another page leaves the first one: those who stay there get the \
         smaller number, and those on the new page the larger one.",
    ko: "다른 페이지로 가면 먼저 있던 페이지에서는 나가야 해요. 거기 남은 소켓은 줄어든 숫자를, \
         새 페이지의 소켓은 늘어난 숫자를 받아야 해요.",
};
const SAME_PAGE: Say = Say {
    en: "If a socket names the page that it is already on, nothing changes, and nobody gets a \
         number.",
    ko: "이미 있는 페이지를 다시 알려 오면 아무것도 바뀌지 않고, 아무도 숫자를 받지 않아야 해요.",
};
const LEAVES: Say = Say {
    en: "When a socket leaves, those who stay on its page get the smaller number. The console \
         says its id and `연결이 끊어졌어요!`.",
    ko: "소켓이 떠나면 그 페이지에 남은 소켓이 줄어든 숫자를 받아야 해요. \
         콘솔에는 그 소켓의 id와 `연결이 끊어졌어요!`가 출력돼야 해요.",
};
const NO_PAGE: Say = Say {
    en: "A `CHANGED_PAGE` that isn't a string moves nobody, and the connection lives on.",
    ko: "`CHANGED_PAGE`로 문자열이 아닌 값이 오면 아무도 옮기지 않아야 하고, \
         연결도 끊어지지 않아야 해요.",
};
const TOLD: Say = Say {
    en: "A `BUY` still goes to everyone as `BUY_GOODS` with the server's date, whatever page \
         they are on.",
    ko: "`BUY`가 오면 어느 페이지에 있든 지금처럼 모두가 서버의 일시가 담긴 \
         `BUY_GOODS`를 받아야 해요.",
};

pub async fn play(play: &mut Play) -> Outcome {
    shop::is_there(play).await?;
    for who in ["A", "B", "C"] {
        play.connects(who).brings([WELCOME], NO_PAGE_YET).await?;
    }
    come_and_go(play).await?;
    play.emits("B", "CHANGED_PAGE", 1)
        .brings([], NO_PAGE)
        .await?;
    disappear(play).await?;
    shop::ignores_what_is_no_buy(play, "A").await?;
    let [a, b] = ["A", "B"].map(|who| bought(who, "르탄이", 3, "시원한 사이다"));
    play.emits("B", "BUY", buy("르탄이", 3, "시원한 사이다"))
        .brings([a.as_str(), &b], TOLD)
        .await
}

async fn come_and_go(play: &mut Play) -> Outcome {
    goes(play, "A", COLA, [("A", 1)], COMES).await?;
    goes(play, "B", COLA, [("A", 2), ("B", 2)], COMES).await?;
    goes(play, "C", CIDER, [("C", 1)], COMES).await?;
    goes(play, "B", CIDER, [("A", 1), ("B", 2), ("C", 2)], MOVES).await?;
    goes(play, "B", CIDER, [], SAME_PAGE).await?;
    goes(play, "A", CIDER, [("A", 3), ("B", 3), ("C", 3)], MOVES).await?;
    goes(play, "A", COLA, [("A", 1), ("B", 2), ("C", 2)], MOVES).await
}

async fn disappear(play: &mut Play) -> Outcome {
    let told = count("B", 1);
    play.disconnects("C")
        .brings([goodbye("C").as_str(), &told], LEAVES)
        .await?;
    play.connects("C").brings([WELCOME], NO_PAGE_YET).await?;
    goes(play, "C", COLA, [("A", 2), ("C", 2)], COMES).await?;
    let told = count("A", 1);
    play.disconnects("C")
        .brings([goodbye("C").as_str(), &told], LEAVES)
        .await
}

async fn goes<const N: usize>(
    play: &mut Play,
    who: &str,
    page: &str,
    told: [(&str, u32); N],
    say: Say,
) -> Outcome {
    let lines = told.map(|(viewer, viewers)| count(viewer, viewers));
    play.emits(who, "CHANGED_PAGE", page)
        .brings(lines.each_ref().map(String::as_str), say)
        .await
}

fn count(who: &str, viewers: u32) -> String {
    format!("{who} on SAME_PAGE_VIEWER_COUNT: {viewers}")
}
