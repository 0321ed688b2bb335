//! Buyers and listeners who never give up: they go on to the next server.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use serde_json::Value;
use tokio::select;
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};
use transcript::{Event, Light};

use crate::support::{Cluster, connect, open, order};

const PAUSE: Duration = Duration::from_millis(20);

const QUIET: Duration = Duration::from_secs(5);

/// Longer than any server or database is away.
const PATIENCE: Duration = Duration::from_secs(60);

/// Eight who buy and six who listen, spread over the servers of a cluster.
pub struct Crowd {
    closing: Arc<AtomicBool>,
    /// The number of the last purchase, when it is known.
    last: watch::Sender<Option<i64>>,
    buyers: JoinSet<Bought>,
    listeners: JoinSet<()>,
}

/// The number of each order, by its id, and how long the longest one took.
struct Bought {
    orders: BTreeMap<String, i64>,
    longest: Duration,
}

impl Crowd {
    pub async fn begin(cluster: &Cluster) -> Self {
        Self::at(cluster.urls(), cluster).await
    }

    /// The same, but they know the shops only by these addresses.
    pub async fn at(addresses: Vec<String>, cluster: &Cluster) -> Self {
        let token = cluster.shops[0].login("르탄이").await;
        let mut crowd = Self {
            closing: Arc::default(),
            last: watch::Sender::new(None),
            buyers: JoinSet::new(),
            listeners: JoinSet::new(),
        };
        for name in 0..8 {
            let closing = Arc::clone(&crowd.closing);
            let urls = turned(addresses.clone(), name);
            crowd.buyers.spawn(buy(name, urls, token.clone(), closing));
        }
        for name in 0..6 {
            let urls = turned(addresses.clone(), name);
            crowd.listeners.spawn(listen(urls, crowd.last.subscribe()));
        }
        crowd
    }

    /// The shops close, and all agree on what was bought. Returns how many purchases there
    /// were, and how long the longest order took, with all its tries.
    pub async fn end(self, cluster: &Cluster) -> (usize, Duration) {
        self.closing.store(true, Ordering::Relaxed);
        let bought = self.buyers.join_all().await;
        let longest = bought.iter().map(|it| it.longest).max().unwrap();
        let acknowledged: BTreeMap<String, i64> =
            bought.into_iter().flat_map(|it| it.orders).collect();

        let sold = cluster.sold();
        let numbers: Vec<i64> = sold.iter().map(|(number, _)| *number).collect();
        let all: Vec<i64> = (1..).take(numbers.len()).collect();
        assert_eq!(numbers, all, "numbered without gaps");
        let orders = sold.into_iter().map(|(number, id)| (id, number));
        // Theirs have a dot in their ids.
        let orders = orders.filter(|(id, _)| id.contains('.'));
        let known: BTreeMap<String, i64> = orders.collect();
        assert_eq!(known, acknowledged, "every order once");

        self.last.send_replace(all.last().copied());
        let heard = timeout(PATIENCE, self.listeners.join_all()).await;
        heard.expect("everyone has caught up");
        (all.len(), longest)
    }
}

fn turned(mut urls: Vec<String>, by: usize) -> Vec<String> {
    let by = by % urls.len();
    urls.rotate_left(by);
    urls
}

/// Places one order after another. What wasn't acknowledged is sent again, to the next
/// server if need be.
async fn buy(
    name: usize,
    urls: Vec<String>,
    token: String,
    closing: Arc<AtomicBool>,
) -> Bought {
    let mut servers = urls.iter().cycle();
    let mut socket: Option<Light> = None;
    let mut orders = BTreeMap::new();
    let mut longest = Duration::ZERO;
    while !closing.load(Ordering::Relaxed) {
        let id = format!("{name}.{}", orders.len());
        let began = Instant::now();
        let number = loop {
            assert!(began.elapsed() < PATIENCE, "order {id} was never answered");
            let Some(open) = &mut socket else {
                sleep(PAUSE).await;
                socket = connect(servers.next().unwrap(), Some(&token), None).await;
                continue;
            };
            match open.ask("BUY", order(&id)).await {
                Some(answer) if answer["ok"] == true => {
                    break answer["purchaseId"].as_i64();
                }
                Some(refusal) => {
                    let code = refusal["code"].as_str().unwrap_or_default();
                    assert!(
                        ["internal", "too_slow", "busy"].contains(&code),
                        "{refusal}"
                    );
                    sleep(PAUSE).await;
                }
                None => socket = None,
            }
        };
        longest = longest.max(began.elapsed());
        orders.insert(id, number.unwrap());
    }
    Bought { orders, longest }
}

/// Hears every purchase once, in order, from the first to the last, on one server after
/// another.
async fn listen(urls: Vec<String>, mut last: watch::Receiver<Option<i64>>) {
    let mut heard = 0;
    for url in urls.iter().cycle() {
        sleep(PAUSE).await;
        let Some(mut socket) = open(url, None, Some(heard)).await else {
            continue;
        };
        loop {
            if last.borrow().is_some_and(|last| heard >= last) {
                return;
            }
            let event = select! {
                event = socket.next() => event,
                _ = last.changed() => continue,
                // It is all right that nothing is sold for a while.
                () = sleep(QUIET) => continue,
            };
            match event {
                Some(event) => heard = after(heard, &event),
                None => break,
            }
        }
    }
}

/// Where a listener stands after an event: what is left out is said.
fn after(heard: i64, event: &Event) -> i64 {
    let number = |name: &str| event.args[0][name].as_i64().unwrap();
    match event.name.as_str() {
        "WHO" => heard,
        "SINCE" => {
            assert_eq!(number("after") - number("missed"), heard, "{event:?}");
            number("after")
        }
        "BUY_GOODS" => {
            assert_eq!(number("purchaseId"), heard + 1, "{event:?}");
            heard + 1
        }
        other => panic!("{other}: {}", Value::from(event.args.clone())),
    }
}
