//! Does an order count once, however often and from wherever it comes?

use std::collections::BTreeMap;
use std::process::ExitCode;
use std::time::Duration;

use exercise_check::{Outcome, Play, Say};
use reqwest::Client;
use serde_json::Value;
use tokio::task::JoinSet;

fn main() -> ExitCode {
    exercise_check::scene(env!("CARGO_BIN_EXE_exercise-19"), play)
}

const NOTHING: Say = Say {
    en: "Nobody gets anything before somebody orders.",
    ko: "누가 주문하기 전에는 아무도 아무것도 받지 않아야 해요.",
};
const NEW: Say = Say {
    en: "A new order gets the next number, without a gap, and everyone is told.",
    ko: "새 주문은 빈 번호 없이 다음 번호를 받고, 모두가 `ORDERED`를 받아야 해요.",
};
const REPEAT: Say = Say {
    en: "The same order again gets the same acknowledgement, and nobody is told again.",
    ko: "같은 주문이 다시 오면 똑같은 확인 응답을 보내고, \
         `ORDERED`는 아무에게도 다시 보내지 않아야 해요.",
};
const ELSEWHERE: Say = Say {
    en: "The same order over another socket is still the same order.",
    ko: "다른 소켓으로 왔더라도 같은 주문 번호면 같은 주문이에요.",
};

async fn play(play: &mut Play) -> Outcome {
    for who in ["A", "B"] {
        play.connects(who).brings([], NOTHING).await?;
    }
    play.sends_packet("A", r#"421["ORDER",{"orderId":"a-1","goodsId":3}]"#)
        .brings(
            [
                r#"A on ORDERED: {"number":1,"goodsId":3}"#,
                r#"B on ORDERED: {"number":1,"goodsId":3}"#,
                r#"A ← 431[{"ok":true,"number":1}]"#,
            ],
            NEW,
        )
        .await?;
    for id in [2, 3] {
        let order = format!(r#"42{id}["ORDER",{{"orderId":"a-1","goodsId":3}}]"#);
        let answer = format!(r#"A ← 43{id}[{{"ok":true,"number":1}}]"#);
        play.sends_packet("A", &order)
            .brings([answer.as_str()], REPEAT)
            .await?;
    }
    play.sends_packet("B", r#"421["ORDER",{"orderId":"a-1","goodsId":3}]"#)
        .brings([r#"B ← 431[{"ok":true,"number":1}]"#], ELSEWHERE)
        .await?;
    other_orders(play).await?;
    after_a_farewell(play).await?;
    at_the_same_moment(play).await
}

async fn other_orders(play: &mut Play) -> Outcome {
    play.sends_packet("A", r#"424["ORDER",{"orderId":"a-1","goodsId":5}]"#)
        .brings(
            [r#"A ← 434[{"errorMessage":"이미 쓰인 주문 번호예요."}]"#],
            Say {
                en: "An order id that belongs to an order of other goods is refused.",
                ko: "이미 다른 상품의 주문에 쓰인 주문 번호는 거절해야 해요.",
            },
        )
        .await?;
    play.sends_packet("A", r#"425["ORDER",{"orderId":"a-1","goodsId":3}]"#)
        .brings(
            [r#"A ← 435[{"ok":true,"number":1}]"#],
            Say {
                en: "What was refused has changed nothing.",
                ko: "거절한 주문은 아무것도 바꾸지 않아야 해요.",
            },
        )
        .await?;
    play.sends_packet("B", r#"422["ORDER",{"orderId":"b-1","goodsId":3}]"#)
        .brings(
            [
                r#"A on ORDERED: {"number":2,"goodsId":3}"#,
                r#"B on ORDERED: {"number":2,"goodsId":3}"#,
                r#"B ← 432[{"ok":true,"number":2}]"#,
            ],
            NEW,
        )
        .await
}

/// The page of A is reloaded: it comes back over a new socket.
async fn after_a_farewell(play: &mut Play) -> Outcome {
    play.disconnects("A").brings([], NOTHING).await?;
    play.connects("C").brings([], NOTHING).await?;
    play.sends_packet("C", r#"421["ORDER",{"orderId":"a-1","goodsId":3}]"#)
        .brings([r#"C ← 431[{"ok":true,"number":1}]"#], ELSEWHERE)
        .await
}

async fn at_the_same_moment(play: &mut Play) -> Outcome {
    let server = play.address().to_owned();
    let title = r#"a crowd of twenty orders {"orderId":"c-1","goodsId":1} at once"#;
    play.asks(title, answers(server))
        .brings(
            [
                r#"B on ORDERED: {"number":3,"goodsId":1}"#,
                r#"C on ORDERED: {"number":3,"goodsId":1}"#,
                r#"crowd 20 times: [{"number":3,"ok":true}]"#,
            ],
            Say {
                en: "The same order over twenty sockets, all at the same moment, is one \
                     order.",
                ko: "같은 주문이 스무 소켓에서 동시에 와도 주문은 하나예요.",
            },
        )
        .await
}

/// How often each answer came, from twenty clients that order the same thing.
async fn answers(server: String) -> Vec<String> {
    let mut coming = JoinSet::new();
    for _ in 0..20 {
        coming.spawn(Customer::comes(server.clone()));
    }
    let mut ordering = JoinSet::new();
    for customer in coming.join_all().await.into_iter().flatten() {
        ordering.spawn(customer.orders());
    }
    let mut answers = BTreeMap::<String, u32>::new();
    for answer in ordering.join_all().await {
        let answer = answer.unwrap_or_default().to_string();
        *answers.entry(answer).or_default() += 1;
    }
    let line = |(answer, times)| format!("crowd    {times} times: {answer}");
    answers.into_iter().map(line).collect()
}

/// Somebody connected by long polling.
struct Customer {
    client: Client,
    room: String,
}

impl Customer {
    async fn comes(server: String) -> reqwest::Result<Self> {
        let client = Client::builder().timeout(Duration::from_secs(5)).build()?;
        let door = format!("{server}/socket.io/?EIO=4&transport=polling");
        let open = client.get(&door).send().await?.text().await?;
        let open = serde_json::from_str::<Value>(open.trim_start_matches('0'));
        let sid = open.unwrap_or_default()["sid"].take();
        let room = format!("{door}&sid={}", sid.as_str().unwrap_or_default());
        let customer = Self { client, room };
        customer.sends("40").await?;
        customer.hears("40").await?;
        Ok(customer)
    }

    /// The acknowledgement, as a list of its arguments.
    async fn orders(self) -> reqwest::Result<Value> {
        let order = r#"420["ORDER",{"orderId":"c-1","goodsId":1}]"#;
        self.sends(order).await?;
        let answer = self.hears("430").await?;
        Ok(serde_json::from_str(&answer).unwrap_or_default())
    }

    async fn sends(&self, packet: &'static str) -> reqwest::Result<()> {
        let sent = self.client.post(&self.room).body(packet).send().await?;
        sent.error_for_status().map(drop)
    }

    /// The rest of the first packet that begins so.
    async fn hears(&self, beginning: &str) -> reqwest::Result<String> {
        loop {
            let answer = self.client.get(&self.room).send().await?;
            let packets = answer.error_for_status()?.text().await?;
            let mut packets = packets.split('\u{1e}');
            if let Some(rest) = packets.find_map(|it| it.strip_prefix(beginning)) {
                return Ok(rest.to_owned());
            }
        }
    }
}
