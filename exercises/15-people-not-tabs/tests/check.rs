//! Does everyone on a page know how many people are on it, in however many tabs?

use std::process::ExitCode;

use exercise_check::{Outcome, Play, Say};
use serde_json::json;

fn main() -> ExitCode {
    exercise_check::scene(env!("CARGO_BIN_EXE_exercise-15"), play)
}

const COLA: &str = "/detail.html?goodsId=1";
const TEA: &str = "/detail.html?goodsId=2";

const NOTHING: Say = Say {
    en: "A socket that is on no page yet changes no number, coming or going.",
    ko: "아직 어느 페이지에도 없는 소켓은 들어오든 나가든 어떤 수도 바꾸지 않아야 해요.",
};
const SAME_NUMBER: Say = Say {
    en: "Another tab of the same visitor is still on this page: the number stays, and \
         nobody on it is told again.",
    ko: "같은 방문자의 다른 탭이 이 페이지에 남아 있어요. 수는 그대로이고, \
         여기 있는 누구에게도 다시 알리지 않아야 해요.",
};
const ONE_MORE: Say = Say {
    en: "A new person comes: the number rises by one, and everyone on the page is told.",
    ko: "새로운 사람이 오면 수가 1만큼 늘고, 그 페이지에 있는 모두가 받아야 해요.",
};
const ONE_LESS: Say = Say {
    en: "The visitor's last tab leaves the page: the number falls by one, and everyone \
         still on it is told. A visitor with two tabs there is one person.",
    ko: "그 방문자의 마지막 탭이 페이지를 떠나면 수가 1만큼 줄고, 남은 모두가 받아야 해요. \
         탭을 두 개 열어 둔 방문자도 한 사람이에요.",
};
const ITSELF_ALONE: Say = Say {
    en: "A second tab of a visitor comes to the page: that tab is told the number, which \
         is the same as before, and nobody else is.",
    ko: "같은 방문자의 두 번째 탭이 오면 그 탭만 수를 받아야 해요. 수가 그대로이니 \
         다른 소켓에게는 알리지 않아요.",
};
const STRANGER: Say = Say {
    en: "A socket without a `visitor`, or with one that isn't a string, counts as a separate \
         person.",
    ko: "`visitor`가 없거나 문자열이 아닌 소켓은 하나하나 따로 한 사람으로 세야 해요.",
};

async fn play(play: &mut Play) -> Outcome {
    two_tabs_are_one_person(play).await?;
    the_last_tab_counts(play).await?;
    strangers_are_different_people(play).await
}

async fn comes(play: &mut Play, who: &str, visitor: &str) -> Outcome {
    play.connects_with(who, json!({ "visitor": visitor }))
        .brings([], NOTHING)
        .await
}

async fn two_tabs_are_one_person(play: &mut Play) -> Outcome {
    comes(play, "A", "르탄이").await?;
    play.emits("A", "CHANGED_PAGE", COLA)
        .brings(["A on SAME_PAGE_VIEWER_COUNT: 1"], ONE_MORE)
        .await?;
    comes(play, "B", "항해").await?;
    play.emits("B", "CHANGED_PAGE", COLA)
        .brings(
            [
                "A on SAME_PAGE_VIEWER_COUNT: 2",
                "B on SAME_PAGE_VIEWER_COUNT: 2",
            ],
            ONE_MORE,
        )
        .await?;
    comes(play, "A2", "르탄이").await?;
    play.emits("A2", "CHANGED_PAGE", COLA)
        .brings(["A2 on SAME_PAGE_VIEWER_COUNT: 2"], ITSELF_ALONE)
        .await?;
    play.emits("A2", "CHANGED_PAGE", COLA)
        .brings(
            [],
            Say {
                en: "Naming the same page again is not coming to it: nobody is told.",
                ko: "같은 페이지를 또 알린 것은 새로 온 것이 아니에요. 아무에게도 알리지 않아야 해요.",
            },
        )
        .await
}

/// A and A2 are one person, and with B on the first page.
async fn the_last_tab_counts(play: &mut Play) -> Outcome {
    play.emits("B", "CHANGED_PAGE", TEA)
        .brings(
            [
                "A on SAME_PAGE_VIEWER_COUNT: 1",
                "A2 on SAME_PAGE_VIEWER_COUNT: 1",
                "B on SAME_PAGE_VIEWER_COUNT: 1",
            ],
            ONE_LESS,
        )
        .await?;
    play.emits("A2", "CHANGED_PAGE", TEA)
        .brings(
            [
                "A2 on SAME_PAGE_VIEWER_COUNT: 2",
                "B on SAME_PAGE_VIEWER_COUNT: 2",
            ],
            Say {
                en: "A2 goes to B's page, where the number rises. A is still on the old page, where \
                     the number stays the same: A isn't told.",
                ko: "A2가 B의 페이지로 옮기면 그 페이지의 수가 늘어요. 전의 페이지에는 같은 \
                     방문자의 A가 남아 수가 그대로이니, A에게는 알리지 않아야 해요.",
            },
        )
        .await?;
    play.emits("A", "CHANGED_PAGE", TEA)
        .brings(["A on SAME_PAGE_VIEWER_COUNT: 2"], ITSELF_ALONE)
        .await?;
    play.disconnects("A2").brings([], SAME_NUMBER).await?;
    play.disconnects("A")
        .brings(["B on SAME_PAGE_VIEWER_COUNT: 1"], ONE_LESS)
        .await
}

/// B is alone on the second page.
async fn strangers_are_different_people(play: &mut Play) -> Outcome {
    play.connects("C").brings([], NOTHING).await?;
    play.emits("C", "CHANGED_PAGE", TEA)
        .brings(
            [
                "B on SAME_PAGE_VIEWER_COUNT: 2",
                "C on SAME_PAGE_VIEWER_COUNT: 2",
            ],
            STRANGER,
        )
        .await?;
    for who in ["D", "E"] {
        play.connects_with(who, json!({ "visitor": 7 }))
            .brings([], NOTHING)
            .await?;
    }
    play.emits("D", "CHANGED_PAGE", TEA)
        .brings(
            [
                "B on SAME_PAGE_VIEWER_COUNT: 3",
                "C on SAME_PAGE_VIEWER_COUNT: 3",
                "D on SAME_PAGE_VIEWER_COUNT: 3",
            ],
            STRANGER,
        )
        .await?;
    play.emits("E", "CHANGED_PAGE", TEA)
        .brings(
            [
                "B on SAME_PAGE_VIEWER_COUNT: 4",
                "C on SAME_PAGE_VIEWER_COUNT: 4",
                "D on SAME_PAGE_VIEWER_COUNT: 4",
                "E on SAME_PAGE_VIEWER_COUNT: 4",
            ],
            STRANGER,
        )
        .await?;
    play.disconnects("D")
        .brings(
            [
                "B on SAME_PAGE_VIEWER_COUNT: 3",
                "C on SAME_PAGE_VIEWER_COUNT: 3",
                "E on SAME_PAGE_VIEWER_COUNT: 3",
            ],
            STRANGER,
        )
        .await?;
    comes(play, "F", "항해").await?;
    play.disconnects("F").brings([], NOTHING).await
}
