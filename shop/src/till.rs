//! The till: one task writes all purchases, as many as are waiting in one transaction.

use std::collections::{HashMap, HashSet};

use chrono::Utc;
use metrics::{counter, histogram};
use tokio::spawn;
use tokio::sync::mpsc::error::TrySendError;
use tokio::sync::{mpsc, oneshot, watch};
use tokio::time::Instant;
use tracing::Instrument;

use crate::login::token::Login;
use crate::measures;
use crate::order::Order;
use crate::refusal::Refusal;
use crate::store::{Goods, Known, NewPurchase, OrderKey, Purchase, Store, StoreError};

/// At most `QUEUE` orders wait; one transaction takes up to `BATCH` of them.
const QUEUE: usize = 4096;
const BATCH: usize = 256;

/// Where orders are handed in; clones share it.
#[derive(Clone)]
pub struct Till {
    queue: mpsc::Sender<Waiting>,
    newest: watch::Receiver<i64>,
}

struct Waiting {
    since: Instant,
    buyer: Login,
    order: Order,
    answer: oneshot::Sender<Result<Purchase, Refusal>>,
}

impl Till {
    /// Starts the task, which ends with the last clone.
    pub async fn open(store: Store) -> Result<Self, StoreError> {
        let (sold, newest) = watch::channel(store.last_purchase().await?);
        let (queue, waiting) = mpsc::channel(QUEUE);
        spawn(run(store, waiting, sold));
        Ok(Self { queue, newest })
    }

    /// The purchase, once it is on disk. After [`Refusal::Internal`], it may have been
    /// written anyway: sending the order again, with the same id, tells.
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
        answered.await.unwrap_or(Err(Refusal::Internal))
    }

    /// Whether the task that sells is still running.
    pub fn is_open(&self) -> bool {
        !self.queue.is_closed()
    }

    /// The number of the newest purchase, as it changes.
    pub fn newest(&self) -> watch::Receiver<i64> {
        self.newest.clone()
    }
}

async fn run(store: Store, mut queue: mpsc::Receiver<Waiting>, sold: watch::Sender<i64>) {
    let mut batch = Vec::new();
    while queue.recv_many(&mut batch, BATCH).await > 0 {
        histogram!(measures::BATCH).record(batch.len() as f64);
        let span = tracing::debug_span!("till", orders = batch.len());
        let answers = match sell(&store, &batch).instrument(span).await {
            Ok((answers, newest)) => {
                let new = newest - *sold.borrow();
                if new > 0 {
                    sold.send_replace(newest);
                    counter!(measures::PURCHASES).increment(new as u64);
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

type Answers = Vec<Result<Purchase, Refusal>>;

// ANCHOR: sell
/// Everything that has to be true of a purchase is looked up once for the whole batch,
/// and stays true until it is written: the book is open the whole time.
async fn sell(store: &Store, batch: &[Waiting]) -> Result<(Answers, i64), StoreError> {
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
    Ok((answers, desk.last))
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
