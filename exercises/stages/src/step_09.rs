//! Are two servers on one database one shop?

use std::process::ExitCode;
use std::time::{Duration, Instant};

use exercise_check::{Outcome, Play, Say, cannot, two_servers};
use serde_json::json;
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};

use crate::database::Database;
use crate::door::{self, asks, sold};
use crate::listener::Listener;
use crate::shop::{self, WELCOME};
use crate::step_08::{CIDER, COLA, place};

const ELSEWHERE: &str = "server2 새로운 소켓이 연결됐어요!…";

/// Ten purchases take ten seconds if the other server only looks once a second.
const IN_TIME: Duration = Duration::from_secs(6);

const PLACE: Say = Say {
    en: "On both servers, a socket that connects gets `WHO`, and then `SINCE` with its place \
         in the log: without `after`, that's the newest purchase of all servers. It gets \
         nothing old, and the console says `새로운 소켓이 연결됐어요!`.",
    ko: "두 서버 모두에서, 연결된 소켓은 `WHO`를 받고 이어서 로그의 어디에서 시작하는지를 `SINCE`로 \
         받아야 해요. `after`가 없으면 모든 서버를 통틀어 최신 구매의 번호예요. 지난 구매는 \
         받지 않고, 콘솔에는 `새로운 소켓이 연결됐어요!`가 출력돼야 해요.",
};
const SOLD: Say = Say {
    en: "A purchase on either server is announced to everyone on both, once.",
    ko: "어느 서버에서 구매하든, 두 서버의 모두에게 구매 소식이 한 번씩 가야 해요.",
};
const SAME_ORDER: Say = Say {
    en: "The same `orderId` again, on the other server, is the same purchase: it is answered \
         with the same number, and nobody is told again.",
    ko: "같은 `orderId`가 다른 서버로 다시 와도 같은 구매예요. 같은 번호로 응답하고, \
         아무에게도 다시 알리지 않아야 해요.",
};
const MISSED: Say = Say {
    en: "A client that was on one server and comes back at the other with `after: N` gets \
         every purchase after number N, once.",
    ko: "한 서버에 있던 클라이언트가 `after: N`으로 다른 서버에 연결하면, N번 다음의 구매를 \
         모두 한 번씩 받아야 해요.",
};
const LEFT: Say = Say {
    en: "When a socket leaves, the console of its server says its id and `연결이 끊어졌어요!`.",
    ko: "소켓이 떠나면 그 소켓이 있던 서버의 콘솔에 id와 `연결이 끊어졌어요!`가 출력돼야 해요.",
};
const AT_ONCE: Say = Say {
    en: "When one server has sold something, the other tells its listeners at once, and not \
         when it next looks into the log. PostgreSQL says so on the channel `purchases`.",
    ko: "한 서버에서 누군가 구매하면, 다른 서버도 다음에 로그를 볼 때가 아니라 바로 알려야 \
         해요. PostgreSQL이 `purchases` 채널로 신호를 보내 줘요.",
};
const AGAIN: Say = Say {
    en: "When the connection to PostgreSQL is lost, a server makes a new one and listens \
         again. Its clients stay connected.",
    ko: "PostgreSQL과의 연결이 끊어지면, 서버는 다시 연결하고 신호를 다시 받아야 해요. \
         클라이언트의 연결은 그대로여야 해요.",
};
const FLOOD: Say = Say {
    en: "Three hundred purchases on each server at once reach everyone on both, in order and \
         each once. (One message from PostgreSQL may stand for many purchases: it says that \
         there is news. What it is, the log says.)",
    ko: "두 서버에서 한꺼번에 300번씩 구매해도, 두 서버의 모두에게 구매 소식이 순서대로, 빠짐없이, 한 번씩 \
         가야 해요. (PostgreSQL의 신호 하나가 여러 구매를 뜻하기도 해요. 신호는 새 구매가 \
         있다는 것만 알려 주고, 무엇인지는 로그에 있어요.)",
};

/// The learner's server, twice, on one PostgreSQL database.
pub fn check(mine: &str) -> ExitCode {
    match Database::create() {
        Ok(database) => two_servers(mine, &database.address(), async |scene| {
            play(scene, &database).await
        }),
        Err((say, why)) => cannot(say, &why),
    }
}

async fn play(play: &mut Play, database: &Database) -> Outcome {
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
    outlives_a_flood(play, token, stay).await
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
    token: String,
    stay: UnboundedSender<Listener>,
) -> Outcome {
    let (here, there) = (play.address().to_owned(), play.second_address().to_owned());
    let flood = async move {
        let auth = json!({ "token": token });
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
