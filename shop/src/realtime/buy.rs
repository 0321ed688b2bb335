//! `BUY` in, its answer out: a socket's orders, one after another.

use std::collections::VecDeque;
use std::future::ready;
use std::sync::{Arc, Mutex, PoisonError};

use socketioxide::extract::{SocketRef, State};
use tokio::spawn;
use tracing::Instrument;

use super::pace::Pace;
use super::reply::Reply;
use super::try_order::TryOrder;
use crate::entrance::Gate;
use crate::order::Order;
use crate::refusal::Refusal;
use crate::shop::{Identity, Shop};

/// More than gets through a socket's gate at once: 64 KiB of the shortest orders.
const MOST_WAITING: usize = 4096;

/// A socket's orders that the shop hasn't handled yet.
#[derive(Clone, Default)]
struct Orders(Arc<Mutex<Waiting>>);

#[derive(Default)]
struct Waiting {
    orders: VecDeque<(Result<Order, Refusal>, Reply)>,
    /// Whether a task is working on them; with nothing waiting, there is none.
    at_work: bool,
}

// ANCHOR: hear
/// Handles `BUY` from here on.
///
/// The library runs each handler in its own task, so one order could overtake another.
/// Only the closure itself runs in the order of the events: it puts them in a queue,
/// which a single task works through.
pub fn hear(socket: &SocketRef, gate: Gate, pace: Pace) {
    let orders = Orders::default();
    socket.on(
        "BUY",
        move |socket: SocketRef,
              State(shop): State<Shop>,
              TryOrder(order): TryOrder,
              reply: Reply| {
            if orders.full() {
                reply.send(&socket, &Err(Refusal::Busy));
                return ready(());
            }
            gate.enter();
            if orders.push(order, reply) {
                let (gate, pace) = (gate.clone(), pace.clone());
                spawn(async move {
                    while let Some((order, reply)) = orders.next() {
                        let order = pace.wait(&socket).await.and(order);
                        handle(&socket, &shop, order, reply).await;
                        gate.leave();
                    }
                });
            }
            ready(())
        },
    );
}
// ANCHOR_END: hear

async fn handle(
    socket: &SocketRef,
    shop: &Shop,
    order: Result<Order, Refusal>,
    reply: Reply,
) {
    let buyer = socket.extensions.get::<Identity>().flatten();
    let span = tracing::debug_span!("BUY", socket = %socket.id);
    let bought = shop.buy(&buyer, order).instrument(span.clone()).await;
    match &bought {
        Ok(purchase) => tracing::debug!(parent: &span, purchase.purchase_id, "bought"),
        Err(refusal) => tracing::debug!(parent: &span, %refusal, "refused"),
    }
    reply.send(socket, &bought);
    // The login was good when the socket connected, and isn't anymore.
    if bought == Err(Refusal::NotLoggedIn) && buyer.is_some() {
        leave(socket);
    }
}

fn leave(socket: &SocketRef) {
    if let Err(error) = socket.clone().disconnect() {
        tracing::debug!(%error, "left before it was sent away");
    }
}

impl Orders {
    fn full(&self) -> bool {
        self.with(|waiting| waiting.orders.len() >= MOST_WAITING)
    }

    /// Returns whether a task has to be started.
    fn push(&self, order: Result<Order, Refusal>, reply: Reply) -> bool {
        self.with(|waiting| {
            waiting.orders.push_back((order, reply));
            !std::mem::replace(&mut waiting.at_work, true)
        })
    }

    /// `None` ends the task.
    fn next(&self) -> Option<(Result<Order, Refusal>, Reply)> {
        self.with(|waiting| {
            let next = waiting.orders.pop_front();
            waiting.at_work = next.is_some();
            next
        })
    }

    fn with<T>(&self, change: impl FnOnce(&mut Waiting) -> T) -> T {
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
