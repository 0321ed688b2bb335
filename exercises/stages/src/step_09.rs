//! Are two servers on one database one shop?

mod says;

use std::process::{ExitCode, Stdio};
use std::time::{Duration, Instant};

use exercise_check::{Outcome, Play, Say, cannot, chosen, two_servers};
use serde_json::json;
use tokio::process::Command;
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};
use tokio::time::timeout;

use crate::database::Database;
use crate::door::{self, asks, sold};
use crate::listener::Listener;
use crate::shop::{self, WELCOME};
use crate::step_08::{CIDER, COLA, place};

use says::{
    AGAIN, AT_ONCE, FLOOD, LEFT, MISSED, NEWEST, PLACE, SAME_ORDER, SHARED, SOLD,
};

const ELSEWHERE: &str = "server2 새로운 소켓이 연결됐어요!…";

/// Ten purchases take ten seconds if the other server only looks once a second.
const IN_TIME: Duration = Duration::from_millis(8500);

/// How long a server may take to say that it won't start.
const PATIENCE: Duration = Duration::from_secs(10);

/// The learner's server, twice, on one PostgreSQL database.
pub fn check(mine: &str) -> ExitCode {
    match Database::create() {
        Ok(database) => two_servers(mine, &database.address(), async |scene| {
            play(scene, mine, &database).await
        }),
        Err((say, why)) => cannot(say, &why),
    }
}

async fn play(play: &mut Play, mine: &str, database: &Database) -> Outcome {
    shop::is_there(play).await?;
    let token = play.logs_in("르탄이").await;
    let [who, since] = place("A", r#""르탄이""#, 0);
    play.connects_to("server", "A", json!({ "token": token }))
        .brings([WELCOME, &who, &since], PLACE)
        .await?;
    let [who, since] = place("B", "null", 0);
    play.connects_to("server2", "B", json!({}))
        .brings([ELSEWHERE, &who, &since], PLACE)
        .await?;
    sells_on_both(play, &token).await?;
    moves_to_the_other(play).await?;
    door::refuses_a_guest(play, "D", 1).await?;
    door::refuses_what_is_not_for_sale(play, "C", 8).await?;
    for who in ["A", "D"] {
        shop::says_goodbye(play, who).await?;
    }
    says_goodbye_elsewhere(play, "C").await?;
    // Nobody leaves before all is judged: the console would show an id.
    let (stay, _until_then) = unbounded_channel();
    ten(play, &token, ["K", "L"], AT_ONCE, stay.clone()).await?;
    let cut = database.disconnect_listeners().await;
    cut.unwrap_or_else(|error| panic!("{error}"));
    ten(play, &token, ["M", "N"], AGAIN, stay.clone()).await?;
    outlives_a_flood(play, &token, stay.clone()).await?;
    asks_the_log(play, database, &token, stay).await?;
    refuses_a_file(play, mine).await
}

async fn sells_on_both(play: &mut Play, token: &str) -> Outcome {
    let order = r#"{"goodsId":1,"goodsName":"시원한 콜라","orderId":"A-1"}"#;
    let news = ["A", "B"].map(|who| sold(who, 1, "르탄이", COLA));
    play.sends_packet("A", &asks(1, order))
        .brings([news[0].as_str(), &news[1], &is_sold("A", 1, 1)], SOLD)
        .await?;
    let [who, since] = place("C", r#""르탄이""#, 1);
    play.connects_to("server2", "C", json!({ "token": token }))
        .brings([ELSEWHERE, &who, &since], PLACE)
        .await?;
    play.sends_packet("C", &asks(2, order))
        .brings([is_sold("C", 2, 1).as_str()], SAME_ORDER)
        .await?;
    let order = r#"{"goodsId":3,"goodsName":"시원한 사이다"}"#;
    let [a, b, c] = ["A", "B", "C"].map(|who| sold(who, 2, "르탄이", CIDER));
    play.sends_packet("C", &asks(3, order))
        .brings([a.as_str(), &b, &c, &is_sold("C", 3, 2)], SOLD)
        .await
}

async fn moves_to_the_other(play: &mut Play) -> Outcome {
    says_goodbye_elsewhere(play, "B").await?;
    let order = r#"{"goodsId":1,"goodsName":"시원한 콜라"}"#;
    let [a, c] = ["A", "C"].map(|who| sold(who, 3, "르탄이", COLA));
    play.sends_packet("A", &asks(4, order))
        .brings([a.as_str(), &c, &is_sold("A", 4, 3)], SOLD)
        .await?;
    let [who, since] = place("D", "null", 1);
    let [second, third] =
        [(2, CIDER), (3, COLA)].map(|(id, it)| sold("D", id, "르탄이", it));
    play.connects_to("server", "D", json!({ "after": 1 }))
        .brings([WELCOME, &who, &since, &second, &third], MISSED)
        .await
}

/// The acknowledgement of a purchase, which may also have its date.
fn is_sold(who: &str, number: u32, id: u32) -> String {
    format!(r#"{who} ← 43{number}[{{"ok":true,"purchaseId":{id}…"#)
}

async fn says_goodbye_elsewhere(play: &mut Play, who: &str) -> Outcome {
    let line = format!("server2 [{who}] 연결이 끊어졌어요!…");
    play.disconnects(who).brings([line.as_str()], LEFT).await
}

/// Each purchase waits until the one before is known on the other server.
async fn ten(
    play: &mut Play,
    token: &str,
    [buyer, listener]: [&str; 2],
    say: Say,
    stay: UnboundedSender<Listener>,
) -> Outcome {
    let (here, there) = (play.address().to_owned(), play.second_address().to_owned());
    let auth = json!({ "token": token });
    let title = format!(
        "{buyer} buys 10 times, each time when {listener} on server2 has been told"
    );
    let who = listener.to_owned();
    let race = async move {
        let buyer = Listener::comes(&here, auth).await;
        let mut listener = Listener::comes(&there, json!({})).await;
        let begin = Instant::now();
        for _ in 0..10 {
            buyer.orders(1);
            listener.hears_one().await;
        }
        let told = match begin.elapsed() < IN_TIME {
            true => "at once",
            false => "late",
        };
        [buyer, listener]
            .into_iter()
            .for_each(|it| drop(stay.send(it)));
        vec![format!("{who} told: {told}")]
    };
    let expected = format!("{listener} told: at once");
    play.asks(&title, race)
        .brings([expected.as_str()], say)
        .await
}

async fn outlives_a_flood(
    play: &mut Play,
    token: &str,
    stay: UnboundedSender<Listener>,
) -> Outcome {
    let (here, there) = (play.address().to_owned(), play.second_address().to_owned());
    let auth = json!({ "token": token });
    let flood = async move {
        let mut f = Listener::comes(&here, auth.clone()).await;
        let mut g = Listener::comes(&there, auth).await;
        f.orders(300);
        g.orders(300);
        tokio::join!(f.heard(623), g.heard(623));
        let mut h = Listener::comes(&there, json!({ "after": 2 })).await;
        h.heard(623).await;
        let lines = [("F", 24, &f), ("G", 24, &g), ("H", 3, &h)]
            .map(|(who, first, it)| format!("{who} numbers: {}", it.told(first..=623)));
        [f, g, h].into_iter().for_each(|it| drop(stay.send(it)));
        lines.into()
    };
    let title =
        r#"F buys 300 times, G on server2 too, H connects to server2 with {"after":2}"#;
    play.asks(title, flood)
        .brings(
            ["F numbers: 24–623", "G numbers: 24–623", "H numbers: 3–623"],
            FLOOD,
        )
        .await
}

/// What the server remembers is one purchase behind the log.
async fn asks_the_log(
    play: &mut Play,
    database: &Database,
    token: &str,
    stay: UnboundedSender<Listener>,
) -> Outcome {
    let (here, there) = (play.address().to_owned(), play.second_address().to_owned());
    let auth = json!({ "token": token });
    let silence = database.call_nobody();
    let comes = async move {
        silence.await.unwrap_or_else(|error| panic!("{error}"));
        let mut buyer = Listener::comes(&here, auth).await;
        buyer.orders(1);
        buyer.hears_one().await;
        let newcomer = Listener::comes(&there, json!({})).await;
        let place = newcomer.after.map(|number| number.to_string());
        [buyer, newcomer]
            .into_iter()
            .for_each(|it| drop(stay.send(it)));
        vec![format!("Q begins after: {}", place.unwrap_or_default())]
    };
    let title = "PostgreSQL calls nobody anymore, P buys once, Q connects to server2";
    play.asks(title, comes)
        .brings(["Q begins after: 624"], NEWEST)
        .await
}

async fn refuses_a_file(play: &mut Play, mine: &str) -> Outcome {
    let mut server = Command::new(chosen(mine));
    server
        .env("DATABASE_URL", "sqlite::memory:")
        .env("PORT", "0")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .kill_on_drop(true);
    let starts = async move {
        let mut server = server.spawn().unwrap_or_else(|error| panic!("{error}"));
        let says = match timeout(PATIENCE, server.wait()).await {
            Ok(Ok(status)) if !status.success() => "refuses",
            _ => "starts",
        };
        vec![format!("server3 {says}")]
    };
    let title = "server3 is started with the database sqlite::memory:";
    play.asks(title, starts)
        .brings(["server3 refuses"], SHARED)
        .await
}
