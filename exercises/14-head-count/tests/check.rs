//! Does a room hear only itself, and does it know how many are in it?

use std::process::ExitCode;

use exercise_check::{Outcome, Play, Say};

fn main() -> ExitCode {
    exercise_check::scene(env!("CARGO_BIN_EXE_exercise-14"), play)
}

const MUSIC: &str = "음악";
const FILMS: &str = "영화";

const NOTHING: Say = Say {
    en: "A socket that isn't in a room changes no number, coming or going.",
    ko: "방에 들어가지 않은 소켓은 연결하든 나가든 어떤 수도 바꾸지 않아야 해요.",
};
const ONE_MORE: Say = Say {
    en: "When a socket comes into a room, everyone in it gets `HEAD_COUNT` with the \
         number of sockets there. The newcomer gets it too.",
    ko: "누가 방에 들어오면, 새로 온 소켓까지 그 방의 모두가 `HEAD_COUNT`로 \
         지금 몇 명인지 받아야 해요.",
};
const MOVED: Say = Say {
    en: "B moves to the other room: both rooms get their new number, and B gets only \
         that of its new room.",
    ko: "B가 다른 방으로 옮기면 두 방이 저마다 바뀐 수를 받아야 해요. B는 새로 들어간 \
         방의 수만 받아요.",
};
const ONE_LESS: Say = Say {
    en: "When a socket in a room disconnects, everyone still in it gets the new number.",
    ko: "방에 있던 소켓의 연결이 끊어지면, 남은 모두가 바뀐 수를 받아야 해요.",
};
const SAID: Say = Say {
    en: "What is said in a room reaches everyone in it, the speaker too, and nobody else.",
    ko: "방에서 한 말은 말한 소켓까지 그 방의 모두가 받고, 다른 소켓은 받지 않아야 해요.",
};

async fn play(play: &mut Play) -> Outcome {
    for who in ["A", "B", "C", "D"] {
        play.connects(who).brings([], NOTHING).await?;
    }
    rooms_count_on_their_own(play).await?;
    a_room_hears_only_itself(play).await?;
    one_room_at_a_time(play).await?;
    nobody_says_goodbye(play).await
}

async fn rooms_count_on_their_own(play: &mut Play) -> Outcome {
    play.emits("A", "JOIN", MUSIC)
        .brings(["A on HEAD_COUNT: 1"], ONE_MORE)
        .await?;
    play.emits("B", "JOIN", MUSIC)
        .brings(["A on HEAD_COUNT: 2", "B on HEAD_COUNT: 2"], ONE_MORE)
        .await?;
    play.emits("C", "JOIN", FILMS)
        .brings(
            ["C on HEAD_COUNT: 1"],
            Say {
                en: "C comes into another room: it is alone there, and the first room \
                     isn't told.",
                ko: "C는 다른 방에 들어가서 혼자예요. 첫 번째 방에는 알리지 않아야 해요.",
            },
        )
        .await?;
    play.emits("A", "JOIN", MUSIC)
        .brings(
            [],
            Say {
                en: "A joins the room that it is in already: nobody is told.",
                ko: "A가 이미 있는 방에 또 `JOIN`을 보냈어요. 아무에게도 알리지 않아야 해요.",
            },
        )
        .await
}

/// A and B hear music, C is at the films, D is nowhere.
async fn a_room_hears_only_itself(play: &mut Play) -> Outcome {
    play.emits("A", "SAY", "안녕하세요")
        .brings(
            [r#"A on SAID: "안녕하세요""#, r#"B on SAID: "안녕하세요""#],
            SAID,
        )
        .await?;
    play.emits("C", "SAY", "여기는 조용하네요")
        .brings([r#"C on SAID: "여기는 조용하네요""#], SAID)
        .await?;
    play.emits("D", "SAY", "들려요?")
        .brings(
            [],
            Say {
                en: "D isn't in a room, so nobody gets what D says.",
                ko: "D는 어느 방에도 없어요. D가 한 말은 아무도 받지 않아야 해요.",
            },
        )
        .await
}

async fn one_room_at_a_time(play: &mut Play) -> Outcome {
    play.emits("B", "JOIN", FILMS)
        .brings(
            [
                "A on HEAD_COUNT: 1",
                "B on HEAD_COUNT: 2",
                "C on HEAD_COUNT: 2",
            ],
            MOVED,
        )
        .await?;
    play.emits("A", "SAY", "다들 어디 갔어요?")
        .brings([r#"A on SAID: "다들 어디 갔어요?""#], SAID)
        .await?;
    play.emits("B", "SAY", "영화 보러 왔어요")
        .brings(
            [
                r#"B on SAID: "영화 보러 왔어요""#,
                r#"C on SAID: "영화 보러 왔어요""#,
            ],
            SAID,
        )
        .await?;
    play.emits("D", "JOIN", MUSIC)
        .brings(["A on HEAD_COUNT: 2", "D on HEAD_COUNT: 2"], ONE_MORE)
        .await
}

/// A and D hear music, B and C are at the films.
async fn nobody_says_goodbye(play: &mut Play) -> Outcome {
    play.disconnects("A")
        .brings(["D on HEAD_COUNT: 1"], ONE_LESS)
        .await?;
    play.disconnects("C")
        .brings(["B on HEAD_COUNT: 1"], ONE_LESS)
        .await?;
    play.connects("E").brings([], NOTHING).await?;
    play.disconnects("E").brings([], NOTHING).await?;
    play.emits("D", "JOIN", FILMS)
        .brings(["B on HEAD_COUNT: 2", "D on HEAD_COUNT: 2"], ONE_MORE)
        .await?;
    play.connects("F").brings([], NOTHING).await?;
    play.emits("F", "JOIN", MUSIC)
        .brings(
            ["F on HEAD_COUNT: 1"],
            Say {
                en: "Everyone has gone from the first room: F begins there with 1.",
                ko: "첫 번째 방에서는 모두 나갔어요. F가 들어가면 다시 1부터예요.",
            },
        )
        .await
}
