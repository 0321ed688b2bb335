//! Does a whisper reach all tabs of one person, and nobody else?

use std::process::ExitCode;

use exercise_check::{Outcome, Play, Say};
use serde_json::{Value, json};

fn main() -> ExitCode {
    exercise_check::scene(env!("CARGO_BIN_EXE_exercise-13"), play)
}

const NOTHING: Say = Say {
    en: "Connecting, saying `I_AM` or closing a tab sends nothing to anyone.",
    ko: "연결하거나 `I_AM`을 보내거나 탭을 닫을 때는 아무에게도 아무것도 가지 않아야 해요.",
};

fn whisper(to: &str, text: &str) -> Value {
    json!({ "to": to, "text": text })
}

async fn play(play: &mut Play) -> Outcome {
    for (who, nickname) in [("A", "르탄이"), ("B", "항해"), ("C", "항해")] {
        play.connects(who).brings([], NOTHING).await?;
        play.emits(who, "I_AM", nickname)
            .brings([], NOTHING)
            .await?;
    }
    play.connects("D").brings([], NOTHING).await?;
    reaches_every_tab_of_one_person(play).await?;
    never_comes_back(play).await?;
    follows_a_new_name(play).await?;
    may_reach_nobody(play).await
}

async fn reaches_every_tab_of_one_person(play: &mut Play) -> Outcome {
    play.emits("A", "WHISPER", whisper("항해", "안녕"))
        .brings(
            [
                r#"B on WHISPERED: {"from":"르탄이","text":"안녕"}"#,
                r#"C on WHISPERED: {"from":"르탄이","text":"안녕"}"#,
            ],
            Say {
                en: "A whispers to 항해: both tabs of 항해 receive it, B and C, and nobody else.",
                ko: "A가 항해에게 귓속말을 하면 항해의 두 탭인 B와 C만 받아야 해요.",
            },
        )
        .await?;
    play.emits("C", "WHISPER", whisper("르탄이", "반가워요"))
        .brings(
            [r#"A on WHISPERED: {"from":"항해","text":"반가워요"}"#],
            Say {
                en: "C answers: only A receives it. B is 항해 too, but the answer isn't \
                     for B.",
                ko: "C가 답장하면 A만 받아야 해요. B도 항해지만, B에게 하는 말이 아니에요.",
            },
        )
        .await?;
    play.emits("D", "WHISPER", whisper("항해", "누구게?"))
        .brings(
            [],
            Say {
                en: "D hasn't said `I_AM` yet, so it can't whisper.",
                ko: "D는 아직 `I_AM`을 보내지 않았으니 귓속말을 할 수 없어야 해요.",
            },
        )
        .await
}

async fn never_comes_back(play: &mut Play) -> Outcome {
    let say = Say {
        en: "A whispers to its own nickname: other tabs of 르탄이 receive it, but A doesn't.",
        ko: "A가 자기 닉네임으로 귓속말을 하면 르탄이의 다른 탭만 받고, A는 받지 않아야 해요.",
    };
    play.emits("A", "WHISPER", whisper("르탄이", "우유 사기"))
        .brings([], say)
        .await?;
    play.emits("D", "I_AM", "르탄이")
        .brings([], NOTHING)
        .await?;
    play.emits("A", "WHISPER", whisper("르탄이", "빵도 사기"))
        .brings(
            [r#"D on WHISPERED: {"from":"르탄이","text":"빵도 사기"}"#],
            say,
        )
        .await
}

async fn follows_a_new_name(play: &mut Play) -> Outcome {
    play.emits("C", "I_AM", "새싹").brings([], NOTHING).await?;
    play.emits("A", "WHISPER", whisper("항해", "아직 있어요?"))
        .brings(
            [r#"B on WHISPERED: {"from":"르탄이","text":"아직 있어요?"}"#],
            Say {
                en: "C is called 새싹 now: a whisper to 항해 reaches only B.",
                ko: "C는 이제 새싹이에요. 항해에게 하는 귓속말은 B만 받아야 해요.",
            },
        )
        .await?;
    play.emits("B", "WHISPER", whisper("새싹", "이름 바꿨네요"))
        .brings(
            [r#"C on WHISPERED: {"from":"항해","text":"이름 바꿨네요"}"#],
            Say {
                en: "A whisper to 새싹 reaches C, under its new name.",
                ko: "새싹에게 하는 귓속말은 이름을 바꾼 C가 받아야 해요.",
            },
        )
        .await?;
    play.emits("C", "WHISPER", whisper("항해", "네, 새싹이에요"))
        .brings(
            [r#"B on WHISPERED: {"from":"새싹","text":"네, 새싹이에요"}"#],
            Say {
                en: "C whispers under its new name.",
                ko: "C가 귓속말을 하면 새 이름으로 가야 해요.",
            },
        )
        .await
}

async fn may_reach_nobody(play: &mut Play) -> Outcome {
    let nobody = Say {
        en: "Nobody has this nickname now, so the whisper reaches nobody.",
        ko: "지금 이 닉네임을 쓰는 소켓이 없으니 아무도 받지 않아야 해요.",
    };
    play.emits("A", "WHISPER", whisper("없는 사람", "계세요?"))
        .brings([], nobody)
        .await?;
    play.disconnects("B").brings([], NOTHING).await?;
    play.emits("A", "WHISPER", whisper("항해", "계세요?"))
        .brings([], nobody)
        .await?;
    play.connects("E").brings([], NOTHING).await?;
    play.emits("E", "I_AM", "항해").brings([], NOTHING).await?;
    play.emits("A", "WHISPER", whisper("항해", "다시 왔네요"))
        .brings(
            [r#"E on WHISPERED: {"from":"르탄이","text":"다시 왔네요"}"#],
            Say {
                en: "A new tab of 항해 receives whispers to 항해.",
                ko: "항해가 새로 연 탭은 항해에게 하는 귓속말을 받아야 해요.",
            },
        )
        .await
}
