//! The real-time part: who a socket is, `BUY`, what everyone is told about it, and who
//! else is looking at the same page.

mod admit;
mod announcer;
mod buy;
mod endings;
mod listener;
mod log;
mod pace;
mod pages;
mod reply;
mod together;
mod try_order;
mod viewers;

use std::convert::Infallible;
use std::future::ready;
use std::sync::Arc;

use metrics::gauge;
use serde_json::json;
use socketioxide::SocketIo;
use socketioxide::extract::{Extension, SocketRef};
use socketioxide::handler::ConnectHandler;

use crate::config::Config;
use crate::entrance::{Gate, Gates};
use crate::measures::SOCKETS;
use crate::shop::{Identity, Shop};
use crate::store::News;

use admit::Wants;
pub use admit::admit;
use announcer::Announcer;
use pace::Pace;
pub use try_order::{TryOrder, buy};
use viewers::Viewers;

/// Puts the shop's events on the namespace `/`.
pub(crate) fn attach(io: &SocketIo, shop: &Shop, gates: Gates, config: &Config) {
    // The last one runs first: no event is handled before the shop knows who sent it.
    let announcer = Announcer::open(io, shop);
    let welcome = move |socket, identity, wants| {
        let announcer = announcer.clone();
        async move { welcome(socket, identity, wants, &announcer).await }
    };
    let pace = Pace::of(config.buys_per_second);
    let viewers = Viewers::default();
    let seen = viewers.clone();
    let hear = move |socket| {
        hear(&socket, &gates, &pace, &seen);
        ready(Ok::<(), Infallible>(()))
    };
    io.ns("/", welcome.with(hear).with(admit));
    // Only now: without the namespace, these would think that the shop is closing.
    let tasks = &shop.tasks;
    if shop.store.has_others() {
        let together = viewers
            .clone()
            .tell_together(io.clone(), shop.store.clone());
        tasks.run("telling how many are looking", io, together);
        tasks.run(
            "hearing other servers",
            io,
            hear_the_others(shop.clone(), viewers),
        );
    } else {
        tasks.run("telling how many are looking", io, viewers.tell(io.clone()));
    }
    let endings = endings::send_away(io.clone(), shop.clone(), shop.endings());
    tasks.run("ending logins", io, endings);
}

/// What other servers on the same database do.
async fn hear_the_others(shop: Shop, viewers: Viewers) {
    let hear = |news| match news {
        News::Purchase(purchase_id) => shop.heard_of(purchase_id),
        News::EndedLogin(login_id) => shop.heard_of_ending(login_id),
        News::Viewers(page) => viewers.changed(Some(page)),
        News::Listening => viewers.changed(None),
    };
    shop.store.listen(hear).await;
}

/// Runs before the client is told that it is connected: a `BUY` sent at once finds its
/// handler.
fn hear(socket: &SocketRef, gates: &Gates, pace: &Pace, viewers: &Viewers) {
    let gate = socket.req_parts().extensions.get::<Gate>().cloned();
    let gate = gate.unwrap_or_default();
    gates.keep(socket.id, &gate);
    buy::hear(socket, gate, pace.clone());
    viewers.hear(socket);
    socket.extensions.insert(Counted::new());
    let (gates, viewers) = (gates.clone(), viewers.clone());
    socket.on_disconnect(move |socket: SocketRef| {
        gates.forget(socket.id);
        viewers.leaves(&socket);
        drop(socket.extensions.remove::<Arc<Counted>>());
        tracing::info!("{} 연결이 끊어졌어요!", socket.id);
        ready(())
    });
}

async fn welcome(
    socket: SocketRef,
    Extension(identity): Extension<Identity>,
    Extension(wants): Extension<Wants>,
    announcer: &Announcer,
) {
    tracing::info!("새로운 소켓이 연결됐어요!");
    let who = json!({"nickname": identity.map(|member| member.user.nickname)});
    if let Err(error) = socket.emit("WHO", &who) {
        tracing::debug!(%error, "left before it was welcomed");
    }
    announcer.tell(socket, wants).await;
}

/// A socket, in the figures. One that leaves before it was let in doesn't say goodbye.
struct Counted;

impl Counted {
    fn new() -> Arc<Self> {
        gauge!(SOCKETS).increment(1);
        Arc::new(Self)
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        gauge!(SOCKETS).decrement(1);
    }
}
