//! The shop: its data, its keys, and what you can do with them.

use std::time::Duration;

use tokio::sync::{broadcast, watch};
use tokio::time::sleep;

use crate::config::Config;
use crate::login::limits::Limits;
use crate::login::password::Passwords;
use crate::login::token::{Login, Tokens};
use crate::open;
use crate::open_error::OpenError;
use crate::order::Order;
use crate::recent::Recent;
use crate::refusal::Refusal;
use crate::setting::Admins;
use crate::store::{Purchase, Store, User};
use crate::tasks::Tasks;
use crate::till::Till;

/// How many logins may end at once without any being overlooked.
const ENDINGS: usize = 1024;

/// How long to wait before asking the database again.
const PAUSE: Duration = Duration::from_millis(500);

/// The shop's data and keys; clones share them.
#[derive(Clone)]
pub struct Shop {
    pub(crate) store: Store,
    pub(crate) till: Till,
    pub(crate) passwords: Passwords,
    pub(crate) limits: Limits,
    pub(crate) tokens: Tokens,
    /// The id of each login that is ended early.
    pub(crate) endings: broadcast::Sender<String>,
    pub(crate) admins: Admins,
    pub(crate) recent: Recent,
    pub(crate) tasks: Tasks,
    https: bool,
}

/// A user who is logged in.
#[derive(Clone, Debug)]
pub struct Member {
    /// Who it is.
    pub user: User,
    /// With which login.
    pub login: Login,
}

/// Who is behind a socket; `None` is a guest.
pub type Identity = Option<Member>;

impl Shop {
    /// Opens the database and the secret for tokens, creating both at the first start.
    pub async fn open(config: &Config) -> Result<Self, OpenError> {
        let (store, newest, secret) = open::open(config).await?;
        let lifetime = Duration::from_secs(u64::from(config.token_hours) * 3600);
        Ok(Self {
            till: Till::open(store.clone(), newest),
            store,
            passwords: Passwords::new(),
            limits: Limits::new(),
            tokens: Tokens::new(secret.as_bytes(), lifetime),
            endings: broadcast::Sender::new(ENDINGS),
            admins: config.admins.clone(),
            recent: Recent::new(),
            tasks: Tasks::default(),
            https: config.https,
        })
    }

    /// The same, but refuses a database that only one server can use.
    pub async fn open_shared(config: &Config) -> Result<Self, OpenError> {
        let shop = Self::open(config).await?;
        match shop.store.has_others() {
            true => Ok(shop),
            false => Err(OpenError::NotShared(config.shown_database())),
        }
    }

    /// Sells an order: the purchase that comes back is on disk. Sending the same order
    /// again, by its `orderId`, gives the same purchase.
    pub async fn buy(
        &self,
        buyer: &Identity,
        order: Result<Order, Refusal>,
    ) -> Result<Purchase, Refusal> {
        let Member { login, .. } = buyer.as_ref().ok_or(Refusal::NotLoggedIn)?;
        self.till.buy(login.clone(), order?).await
    }

    /// The number of the newest purchase that this server knows of, as it changes.
    pub fn newest_purchase(&self) -> watch::Receiver<i64> {
        self.till.newest()
    }

    /// Another server has sold the purchase with this number.
    pub fn heard_of(&self, purchase_id: i64) {
        self.till.heard_of(purchase_id);
    }

    /// The number of the newest purchase of all servers; 0 if there is none yet. It asks
    /// until the database answers.
    pub async fn last_purchase(&self) -> i64 {
        loop {
            match self.store.last_purchase().await {
                Ok(last) => return last,
                Err(error) => {
                    tracing::warn!(%error, "asking again for the newest purchase");
                    sleep(PAUSE).await;
                }
            }
        }
    }

    /// The purchases after this number, in order, up to a limit.
    pub async fn purchases_after(
        &self,
        after: i64,
        most: i64,
    ) -> Result<Vec<Purchase>, Refusal> {
        Ok(self.store.purchases_after(after, most).await?)
    }

    /// Whether browsers only reach the shop by https.
    pub(crate) fn behind_https(&self) -> bool {
        self.https
    }

    /// Waits for the database to finish what it is doing, then closes it.
    pub async fn close(&self) {
        self.store.close().await;
    }
}
