//! A client that listens to a flood of purchases, and keeps nothing but their numbers.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;
use std::time::Duration;

use exercise_check::{Event, Handshake, Light};
use futures_util::FutureExt;
use serde_json::{Value, json};
use tokio::time::timeout;

/// No more comes if nothing has come for so long.
const SILENCE: Duration = Duration::from_secs(5);

/// So many runs of numbers tell enough.
const SHOWN: usize = 6;

/// A client that has got its place in the log: the event `SINCE`.
pub struct Listener {
    client: Light,
    /// Its place: the number before the first that it gets.
    pub after: Option<i64>,
    numbers: Vec<i64>,
}

impl Listener {
    pub async fn comes(server: &str, auth: Value) -> Self {
        let auth = Some(auth);
        let handshake = Handshake {
            auth,
            ..Handshake::default()
        };
        let client = Light::connect(server, handshake).await;
        let mut client = client.unwrap_or_else(|refused| panic!("{refused:?}"));
        let mut after = None;
        while let Ok(Some(event)) = timeout(SILENCE, client.next()).await {
            if event.name == "SINCE" {
                after = event.args.first().and_then(|it| it["after"].as_i64());
                break;
            }
        }
        let numbers = Vec::new();
        Self {
            client,
            after,
            numbers,
        }
    }

    /// Orders so many colas as fast as it can.
    pub fn orders(&self, many: u32) {
        for _ in 0..many {
            let cola = json!({ "goodsId": 1, "goodsName": "시원한 콜라" });
            self.client.emit("BUY", cola);
        }
    }

    /// Waits until this number has come, or nothing more does.
    pub async fn hears(&mut self, last: i64) {
        while self.numbers.last() != Some(&last) {
            let Ok(Some(event)) = timeout(SILENCE, self.client.next()).await else {
                return;
            };
            self.note(&event);
        }
    }

    /// Waits for one more number, but not for long.
    pub async fn hears_one(&mut self) {
        let many = self.numbers.len();
        while self.numbers.len() == many {
            let Ok(Some(event)) = timeout(SILENCE, self.client.next()).await else {
                return;
            };
            self.note(&event);
        }
    }

    /// All that has come, in its order, with what is right behind the last number.
    pub async fn heard(&mut self, last: i64) -> String {
        self.hears(last).await;
        // It is refused, and the refusal comes behind all that was on its way.
        self.client.ask("BUY", "nothing").await;
        while let Some(Some(event)) = self.client.next().now_or_never() {
            self.note(&event);
        }
        runs(&self.numbers)
    }

    /// These numbers, or what is wrong with them: which ones are missing may be chance.
    pub fn told(&self, numbers: RangeInclusive<i64>) -> String {
        let each: BTreeSet<i64> = self.numbers.iter().copied().collect();
        if self.numbers.iter().copied().eq(numbers.clone()) {
            return runs(&self.numbers);
        }
        let all = { numbers }.all(|number| each.contains(&number));
        match (all, each.len() < self.numbers.len()) {
            (false, _) => "with gaps".to_owned(),
            (true, true) => "some twice".to_owned(),
            (true, false) => "in another order".to_owned(),
        }
    }

    fn note(&mut self, event: &Event) {
        let news = event.args.first().unwrap_or(&Value::Null);
        self.numbers.extend(news["purchaseId"].as_i64());
    }
}

/// As in `1–3 5 5–9`: what follows without a gap stands together.
fn runs(numbers: &[i64]) -> String {
    let runs = numbers.chunk_by(|before, next| before + 1 == *next);
    let mut shown: Vec<String> = runs
        .take(SHOWN + 1)
        .map(|run| match run {
            [first, .., last] => format!("{first}–{last}"),
            run => run.iter().map(i64::to_string).collect(),
        })
        .collect();
    match shown.len() {
        0 => return "none".to_owned(),
        many if many > SHOWN => shown[SHOWN] = "and so on".to_owned(),
        _ => {}
    }
    shown.join(" ")
}
