//! Does everyone on a page know how many are on it?

use std::process::ExitCode;

use exercise_check::{Outcome, Play, Say};

fn main() -> ExitCode {
    exercise_check::scene(env!("CARGO_BIN_EXE_exercise-14"), play)
}

const NOTHING: Say = Say {
    en: "Who is on no page yet disturbs nobody, neither coming nor going.",
    ko: "아직 아무 페이지에도 없는 소켓은 오든 가든 아무에게도 영향을 주지 않아야 해요.",
};

async fn play(play: &mut Play) -> Outcome {
    play.connects("A").brings([], NOTHING).await?;
    play.emits("A", "CHANGED_PAGE", "/detail.html?goodsId=1")
        .brings(
            ["A on SAME_PAGE_VIEWER_COUNT: 1"],
            Say {
                en: "The first on a page is one.",
                ko: "아무도 없던 페이지에 온 소켓은 1을 들어야 해요.",
            },
        )
        .await?;
    play.connects("B").brings([], NOTHING).await?;
    play.emits("B", "CHANGED_PAGE", "/detail.html?goodsId=1")
        .brings(
            [
                "A on SAME_PAGE_VIEWER_COUNT: 2",
                "B on SAME_PAGE_VIEWER_COUNT: 2",
            ],
            Say {
                en: "When a second comes, both hear that they are two.",
                ko: "두 번째 소켓이 오면 둘 다 2라고 들어야 해요.",
            },
        )
        .await?;
    play.connects("C").brings([], NOTHING).await?;
    play.emits("C", "CHANGED_PAGE", "/detail.html?goodsId=2")
        .brings(
            ["C on SAME_PAGE_VIEWER_COUNT: 1"],
            Say {
                en: "Another page has a number of its own, and only who is on it hears it.",
                ko: "다른 페이지는 따로 세고, 그 페이지에 있는 소켓만 들어야 해요.",
            },
        )
        .await?;
    play.emits("B", "CHANGED_PAGE", "/detail.html?goodsId=2")
        .brings(
            [
                "A on SAME_PAGE_VIEWER_COUNT: 1",
                "B on SAME_PAGE_VIEWER_COUNT: 2",
                "C on SAME_PAGE_VIEWER_COUNT: 2",
            ],
            Say {
                en: "Who goes over is one less on the old page and one more on the new.",
                ko: "옮겨 가면 전의 페이지는 하나 줄고 새 페이지는 하나 늘어야 해요.",
            },
        )
        .await?;
    play.emits("B", "CHANGED_PAGE", "/detail.html?goodsId=2")
        .brings(
            [],
            Say {
                en: "The same page said twice counts once, and nobody hears of it.",
                ko: "같은 페이지를 두 번 말해도 한 번만 세고, 아무도 듣지 않아야 해요.",
            },
        )
        .await?;
    play.emits("B", "CHANGED_PAGE", "/detail.html?goodsId=1")
        .brings(
            [
                "A on SAME_PAGE_VIEWER_COUNT: 2",
                "B on SAME_PAGE_VIEWER_COUNT: 2",
                "C on SAME_PAGE_VIEWER_COUNT: 1",
            ],
            Say {
                en: "Who comes back to a page is counted there again.",
                ko: "전에 있던 페이지로 돌아와도 다시 세어야 해요.",
            },
        )
        .await?;
    play.emits("B", "CHANGED_PAGE", "/")
        .brings(
            [
                "A on SAME_PAGE_VIEWER_COUNT: 1",
                "B on SAME_PAGE_VIEWER_COUNT: 1",
            ],
            Say {
                en: "Nobody is on a page that they have not named, not even on `/`.",
                ko: "알리지 않은 페이지에는 아무도 없는 거예요. `/`도 마찬가지예요.",
            },
        )
        .await?;
    play.emits("B", "CHANGED_PAGE", "/detail.html?goodsId=2")
        .brings(
            [
                "B on SAME_PAGE_VIEWER_COUNT: 2",
                "C on SAME_PAGE_VIEWER_COUNT: 2",
            ],
            Say {
                en: "And who goes on is counted on the next page.",
                ko: "다음 페이지로 가면 그 페이지에서 세어야 해요.",
            },
        )
        .await?;
    play.disconnects("C")
        .brings(
            ["B on SAME_PAGE_VIEWER_COUNT: 1"],
            Say {
                en: "When somebody closes the page, those who stay hear that they are fewer.",
                ko: "누가 창을 닫으면, 남은 소켓은 줄어든 수를 들어야 해요.",
            },
        )
        .await?;
    play.disconnects("A")
        .brings(
            [],
            Say {
                en: "When the last one leaves a page, there is nobody left to hear it.",
                ko: "페이지에 혼자 있던 소켓이 떠나면, 들을 소켓이 없어요.",
            },
        )
        .await?;
    play.connects("D").brings([], NOTHING).await?;
    play.emits("D", "CHANGED_PAGE", "/detail.html?goodsId=1")
        .brings(
            ["D on SAME_PAGE_VIEWER_COUNT: 1"],
            Say {
                en: "Who comes back after a reload is counted anew, and once.",
                ko: "새로고침해서 다시 오면 새로, 한 번만 세어야 해요.",
            },
        )
        .await?;
    play.connects("E").brings([], NOTHING).await?;
    play.disconnects("E").brings([], NOTHING).await
}
