//! Does everyone get every message after the last one they have seen, each once?

use std::collections::BTreeMap;
use std::process::ExitCode;
use std::time::Duration;

use exercise_check::{Outcome, Play, Say};
use reqwest::Client;
use serde_json::{Value, json};
use tokio::task::JoinSet;

fn main() -> ExitCode {
    exercise_check::scene(env!("CARGO_BIN_EXE_exercise-20"), play)
}

const LIVE: Say = Say {
    en: "A new message goes to everyone who is connected, once, with its number.",
    ko: "새 메시지는 번호와 함께, 연결된 모두에게 한 번씩 가야 해요.",
};
const NOTHING_OLD: Say = Say {
    en: "A client that connects without `after` gets nothing old, and nobody else gets \
         anything.",
    ko: "`after` 없이 연결하면 지난 메시지를 받지 않아야 해요. 다른 소켓도 아무것도 받지 않아요.",
};
const MISSED: Say = Say {
    en: "A client that connects with `after: N` gets every message after number N. Nobody \
         else gets them again.",
    ko: "`after: N`으로 연결하면 N번 다음의 메시지를 모두 받아야 해요. \
         다른 소켓이 그 메시지를 또 받으면 안 돼요.",
};
const MISFIT: Say = Say {
    en: "An `after` that is larger than the newest number, negative or not a whole number \
         is treated as if there were none.",
    ko: "최신 번호보다 크거나, 음수이거나, 정수가 아닌 `after`는 \
         없는 것으로 다뤄야 해요.",
};
const GOODBYE: Say = Say {
    en: "Nobody gets anything when somebody leaves.",
    ko: "누가 떠날 때는 아무도 아무것도 받지 않아야 해요.",
};

async fn play(play: &mut Play) -> Outcome {
    play.connects("A").brings([], NOTHING_OLD).await?;
    for (number, text) in [(1, "안녕하세요"), (2, "반가워요"), (3, "반가워요")]
    {
        let line = format!(r#"A on message: {{"number":{number},"text":"{text}"}}"#);
        play.sends("A", text).brings([line.as_str()], LIVE).await?;
    }
    play.connects("B").brings([], NOTHING_OLD).await?;
    play.connects_with("C", json!({ "after": 1 }))
        .brings(
            [
                r#"C on message: {"number":2,"text":"반가워요"}"#,
                r#"C on message: {"number":3,"text":"반가워요"}"#,
            ],
            MISSED,
        )
        .await?;
    play.sends("C", "저 왔어요")
        .brings(
            [
                r#"A on message: {"number":4,"text":"저 왔어요"}"#,
                r#"B on message: {"number":4,"text":"저 왔어요"}"#,
                r#"C on message: {"number":4,"text":"저 왔어요"}"#,
            ],
            LIVE,
        )
        .await?;
    all_and_none(play).await?;
    misfits(play).await?;
    in_order(play).await?;
    while_others_talk(play).await
}

async fn all_and_none(play: &mut Play) -> Outcome {
    play.connects_with("D", json!({ "after": 0 }))
        .brings(
            [
                r#"D on message: {"number":1,"text":"안녕하세요"}"#,
                r#"D on message: {"number":2,"text":"반가워요"}"#,
                r#"D on message: {"number":3,"text":"반가워요"}"#,
                r#"D on message: {"number":4,"text":"저 왔어요"}"#,
            ],
            MISSED,
        )
        .await?;
    play.connects_with("E", json!({ "after": 4 }))
        .brings([], MISSED)
        .await?;
    for who in ["B", "C", "D", "E"] {
        play.disconnects(who).brings([], GOODBYE).await?;
    }
    Ok(())
}

async fn misfits(play: &mut Play) -> Outcome {
    for after in [
        json!(-1),
        json!("1"),
        json!(1.5),
        json!(null),
        json!([1]),
        json!(i64::MAX),
    ] {
        play.connects_with("F", json!({ "after": after }))
            .brings([], MISFIT)
            .await?;
        play.disconnects("F").brings([], GOODBYE).await?;
    }
    play.connects_with("F", json!({ "after": 100 }))
        .brings([], MISFIT)
        .await?;
    play.sends("A", "다들 왔나요?")
        .brings(
            [
                r#"A on message: {"number":5,"text":"다들 왔나요?"}"#,
                r#"F on message: {"number":5,"text":"다들 왔나요?"}"#,
            ],
            LIVE,
        )
        .await?;
    for who in ["A", "F"] {
        play.disconnects(who).brings([], GOODBYE).await?;
    }
    Ok(())
}

async fn in_order(play: &mut Play) -> Outcome {
    let server = play.address().to_owned();
    play.asks(r#"G connects with {"after":1}"#, async move {
        let numbers = numbers(server, 1, 5).await;
        vec![format!("G        numbers: {}", numbers.unwrap_or_default())]
    })
    .brings(
        ["G numbers: 2 3 4 5"],
        Say {
            en: "What was missed comes in the order in which it was sent.",
            ko: "놓친 메시지는 보낸 순서대로 와야 해요.",
        },
    )
    .await
}

async fn while_others_talk(play: &mut Play) -> Outcome {
    let server = play.address().to_owned();
    play.asks("twenty messages come, and ten clients", async move {
        crowd(server).await.unwrap_or_default()
    })
    .brings(
        ["crowd 10 times: 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25"],
        Say {
            en: "Messages that come while somebody connects are neither missed nor \
                     doubled. Does a newcomer get a live message before it has got the \
                     old ones?",
            ko: "누가 연결하는 동안 온 메시지도 빠지거나 두 번 가면 안 돼요. \
                     지난 메시지를 다 받기 전에 새 메시지부터 받는 소켓이 있나요?",
        },
    )
    .await
}

/// How often each sequence of numbers came, to ten clients that have got five messages.
async fn crowd(server: String) -> reqwest::Result<Vec<String>> {
    let sender = Guest::comes(&server, &json!({})).await?;
    sender.hears().await?;
    let mut crowd = JoinSet::new();
    for _ in 0..10 {
        crowd.spawn(numbers(server.clone(), 5, 25));
        for _ in 0..2 {
            sender
                .sends(r#"42["message","또 왔어요"]"#.to_owned())
                .await?;
        }
    }
    let mut got = BTreeMap::<String, u32>::new();
    for numbers in crowd.join_all().await {
        *got.entry(numbers.unwrap_or_default()).or_default() += 1;
    }
    let line = |(numbers, times)| format!("crowd    {times} times: {numbers}");
    Ok(got.into_iter().map(line).collect())
}

/// The numbers of the messages that a newcomer gets, in their order: up to the last one,
/// and what comes right behind it.
async fn numbers(server: String, after: u64, last: u64) -> reqwest::Result<String> {
    let guest = Guest::comes(&server, &json!({ "after": after })).await?;
    let mut numbers = Vec::new();
    let mut asked = false;
    // If no more comes within the client's time, this is all.
    while let Ok(packets) = guest.hears().await {
        let events = packets.iter().filter_map(|it| it.strip_prefix("42"));
        numbers.extend(events.map(number));
        if packets.iter().any(|it| it.starts_with("44/end,")) {
            break;
        }
        if numbers.contains(&last) && !asked {
            asked = true;
            // There is no such namespace, and its refusal comes behind all the rest.
            guest.sends("40/end,".to_owned()).await?;
        }
    }
    let numbers: Vec<String> = numbers.iter().map(u64::to_string).collect();
    Ok(numbers.join(" "))
}

fn number(event: &str) -> u64 {
    let event: Value = serde_json::from_str(event).unwrap_or_default();
    event[1]["number"].as_u64().unwrap_or_default()
}

/// Somebody connected by long polling.
struct Guest {
    client: Client,
    room: String,
}

impl Guest {
    async fn comes(server: &str, auth: &Value) -> reqwest::Result<Self> {
        let client = Client::builder().timeout(Duration::from_secs(5)).build()?;
        let door = format!("{server}/socket.io/?EIO=4&transport=polling");
        let open = client.get(&door).send().await?.text().await?;
        let open = serde_json::from_str::<Value>(open.trim_start_matches('0'));
        let sid = open.unwrap_or_default()["sid"].take();
        let room = format!("{door}&sid={}", sid.as_str().unwrap_or_default());
        let guest = Self { client, room };
        guest.sends(format!("40{auth}")).await?;
        Ok(guest)
    }

    async fn sends(&self, packet: String) -> reqwest::Result<()> {
        let sent = self.client.post(&self.room).body(packet).send().await?;
        sent.error_for_status().map(drop)
    }

    /// The next packets.
    async fn hears(&self) -> reqwest::Result<Vec<String>> {
        let answer = self.client.get(&self.room).send().await?;
        let packets = answer.error_for_status()?.text().await?;
        Ok(packets.split('\u{1e}').map(str::to_owned).collect())
    }
}
