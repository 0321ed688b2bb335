//! The till: one task writes all purchases, as many as are waiting in one transaction.

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use chrono::Utc;
use metrics::{counter, histogram};
use tokio::spawn;
use tokio::sync::mpsc::error::TrySendError;
use tokio::sync::{mpsc, oneshot, watch};
use tokio::time::{Instant, timeout};
use tracing::Instrument;

use crate::login::token::Login;
use crate::measures;
use crate::order::Order;
use crate::refusal::Refusal;
use crate::store::{Goods, Known, NewPurchase, OrderKey, Purchase, Store, StoreError};

/// At most `QUEUE` orders wait; one transaction takes up to `BATCH` of them.
const QUEUE: usize = 4096;
const BATCH: usize = 256;

/// Longer than this no buyer waits: an order that isn't being written by then never is.
const LONGEST_WAIT: Duration = Duration::from_secs(3);

/// Where orders are handed in; clones share it.
#[derive(Clone)]
pub struct Till {
    queue: mpsc::Sender<Waiting>,
    newest: watch::Sender<i64>,
}

struct Waiting {
    since: Instant,
    buyer: Login,
    order: Order,
    answer: oneshot::Sender<Result<Purchase, Refusal>>,
}

impl Till {
    /// Starts the task, which ends with the last clone.
    pub fn open(store: Store, newest: i64) -> Self {
        let newest = watch::Sender::new(newest);
        let (queue, waiting) = mpsc::channel(QUEUE);
        spawn(run(store, waiting, newest.clone()));
        Self { queue, newest }
    }

    /// The purchase, once it is on disk. After [`Refusal::Internal`] and
    /// [`Refusal::TooSlow`], it may have been written anyway: sending the order again,
    /// with the same id, tells.
    pub async fn buy(&self, buyer: Login, order: Order) -> Result<Purchase, Refusal> {
        let (answer, answered) = oneshot::channel();
        let waiting = Waiting {
            since: Instant::now(),
            buyer,
            order,
            answer,
        };
        self.queue.try_send(waiting).map_err(|error| match error {
            TrySendError::Full(_) => Refusal::Busy,
            TrySendError::Closed(_) => Refusal::Internal,
        })?;
        match timeout(LONGEST_WAIT, answered).await {
            Ok(answer) => answer.unwrap_or(Err(Refusal::Internal)),
            Err(_) => Err(Refusal::TooSlow),
        }
    }

    /// Whether the task that sells is still running.
    pub fn is_open(&self) -> bool {
        !self.queue.is_closed()
    }

    /// The number of the newest purchase, as it changes.
    pub fn newest(&self) -> watch::Receiver<i64> {
        self.newest.subscribe()
    }

    /// Another till has sold this one.
    pub fn heard_of(&self, purchase_id: i64) {
        raise(&self.newest, purchase_id);
    }
}

/// Another till may have told of later purchases already.
fn raise(newest: &watch::Sender<i64>, to: i64) {
    newest.send_if_modified(|number| {
        let news = to > *number;
        *number = to.max(*number);
        news
    });
}

async fn run(
    store: Store,
    mut queue: mpsc::Receiver<Waiting>,
    newest: watch::Sender<i64>,
) {
    let mut batch = Vec::new();
    while queue.recv_many(&mut batch, BATCH).await > 0 {
        batch.retain(|waiting: &Waiting| !waiting.answer.is_closed());
        if batch.is_empty() {
            continue;
        }
        histogram!(measures::BATCH).record(batch.len() as f64);
        let span = tracing::debug_span!("till", orders = batch.len());
        let answers = match sell(&store, &batch).instrument(span).await {
            Ok((answers, sold, last)) => {
                counter!(measures::PURCHASES).increment(sold as u64);
                if sold > 0 {
                    raise(&newest, last);
                }
                answers
            }
            Err(error) => {
                let refusal = Refusal::from(error);
                batch.iter().map(|_| Err(refusal.clone())).collect()
            }
        };
        for (waiting, answer) in batch.drain(..).zip(answers) {
            histogram!(measures::WAIT).record(waiting.since.elapsed());
            // A buyer that has left can ask again, by the order's id.
            drop(waiting.answer.send(answer));
        }
    }
}

/// The answers, how many new purchases there are, and the number of the last one.
type Sold = (Vec<Result<Purchase, Refusal>>, usize, i64);

// ANCHOR: sell
/// Everything that has to be true of a purchase is looked up once for the whole batch,
/// and stays true until it is written: the book is open the whole time.
async fn sell(store: &Store, batch: &[Waiting]) -> Result<Sold, StoreError> {
    let mut book = store.open_book().await?;
    let buyers = batch.iter().map(|waiting| &waiting.buyer);
    let nicknames = book
        .nicknames_of(buyers.clone().map(|it| it.user_id))
        .await?;
    let ended = book
        .ended_among(buyers.map(|it| it.login_id.as_str()))
        .await?;
    let goods = batch.iter().flat_map(|waiting| waiting.order.goods_ids());
    let goods = book.goods_among(goods).await?;
    let keys: Vec<OrderKey> = batch.iter().filter_map(Waiting::key).collect();
    let known = book.known_among(&keys).await?;

    let mut desk = Desk {
        nicknames,
        ended,
        goods,
        known,
        last: book.last(),
        new: Vec::new(),
    };
    let answers = batch.iter().map(|waiting| desk.serve(waiting)).collect();
    if !desk.new.is_empty() {
        book.write(&desk.new).await?;
    }
    Ok((answers, desk.new.len(), desk.last))
}
// ANCHOR_END: sell

/// What is known while a batch is served.
struct Desk {
    nicknames: HashMap<i64, String>,
    ended: HashSet<String>,
    goods: HashMap<i64, Goods>,
    known: HashMap<OrderKey, Known>,
    last: i64,
    new: Vec<NewPurchase>,
}

impl Desk {
    // ANCHOR: serve
    /// The token says who, the database says what, the order only says which. Who the
    /// buyer was when the socket connected isn't enough: the login may have ended since.
    fn serve(&mut self, waiting: &Waiting) -> Result<Purchase, Refusal> {
        let Waiting { buyer, order, .. } = waiting;
        let over = buyer.is_over() || self.ended.contains(&buyer.login_id);
        let nickname = self.nicknames.get(&buyer.user_id).filter(|_| !over);
        let nickname = nickname.ok_or(Refusal::NotLoggedIn)?.clone();
        let key = waiting.key();
        if let Some(known) = key.as_ref().and_then(|key| self.known.get(key)) {
            return match known.asked == order.asked() {
                true => Ok(known.purchase.clone()),
                false => Err(Refusal::OrderIdTaken),
            };
        }
        let sale = order.at(&self.goods)?;
        self.last += 1;
        let purchase = Purchase {
            purchase_id: self.last,
            nickname,
            goods_id: sale.goods_id,
            goods_name: sale.goods_name,
            date: Utc::now(),
        };
        let asked = order.asked();
        if let Some(key) = key {
            let (asked, purchase) = (asked.clone(), purchase.clone());
            self.known.insert(key, Known { asked, purchase });
        }
        self.new.push(NewPurchase {
            user_id: buyer.user_id,
            order_id: order.order_id().map(str::to_owned),
            asked,
            total: sale.total,
            items: sale.items,
            purchase: purchase.clone(),
        });
        Ok(purchase)
    }
    // ANCHOR_END: serve
}

impl Waiting {
    fn key(&self) -> Option<OrderKey> {
        let order_id = self.order.order_id()?;
        Some((self.buyer.user_id, order_id.to_owned()))
    }
}
