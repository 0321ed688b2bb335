//! The shop: its data, its keys, and what you can do with them.

use std::net::IpAddr;
use std::time::Duration;

use tokio::sync::{broadcast, watch};

use crate::config::Config;
use crate::login::limits::Limits;
use crate::login::password::Passwords;
use crate::login::secret::random_secret;
use crate::login::token::{Login, Tokens};
use crate::open;
use crate::open_error::OpenError;
use crate::order::Order;
use crate::recent::Recent;
use crate::refusal::Refusal;
use crate::setting::Admins;
use crate::store::{NewUser, News, Purchase, Store, User};
use crate::till::Till;
use crate::values::{Email, Nickname, Password, folded};

/// How many logins may end at once without any being overlooked.
const ENDINGS: usize = 1024;

/// The shop's data and keys; clones share them.
#[derive(Clone)]
pub struct Shop {
    pub(crate) store: Store,
    pub(crate) till: Till,
    passwords: Passwords,
    limits: Limits,
    tokens: Tokens,
    /// The id of each login that is ended early.
    endings: broadcast::Sender<String>,
    pub(crate) admins: Admins,
    pub(crate) recent: Recent,
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
            https: config.https,
        })
    }

    /// Creates an account.
    pub(crate) async fn sign_up(
        &self,
        nickname: Nickname,
        email: Email,
        password: Password,
        from: Option<IpAddr>,
    ) -> Result<(), Refusal> {
        self.limits.sign_up(from)?;
        let password_hash = self.passwords.hash(password).await?;
        let user = NewUser {
            email,
            nickname,
            password_hash,
        };
        match self.store.add_user(&user).await? {
            true => Ok(()),
            false => Err(Refusal::AlreadySignedUp),
        }
    }

    /// A token for anyone who knows the password, and how long it is valid.
    pub(crate) async fn log_in(
        &self,
        email: &str,
        password: Password,
        from: Option<IpAddr>,
    ) -> Result<(String, Duration), Refusal> {
        let account = folded(email);
        self.limits.may_try(&account, from)?;
        let Some(user_id) = self.whose_password(email, password).await? else {
            self.limits.was_wrong(&account, from);
            return Err(Refusal::BadLogin);
        };
        let token = random_secret()
            .map_err(|error| error.to_string())
            .and_then(|login_id| {
                let token = self.tokens.issue(user_id, login_id);
                token.map_err(|error| error.to_string())
            })
            .map_err(|error| {
                tracing::error!(%error, "can't issue a token");
                Refusal::Internal
            })?;
        Ok((token, self.tokens.lifetime()))
    }

    async fn whose_password(
        &self,
        email: &str,
        password: Password,
    ) -> Result<Option<i64>, Refusal> {
        let (user_id, hash) = self.store.credentials(email).await?.unzip();
        let matches = self.passwords.matches(password, hash).await?;
        Ok(user_id.filter(|_| matches))
    }

    /// Ends this login everywhere: its token stops working, and [`Shop::endings`] tells
    /// its sockets. A token that is already invalid has no login to end.
    pub(crate) async fn log_out(&self, token: &str) -> Result<(), Refusal> {
        if let Some(login) = self.tokens.verify(token) {
            self.store.end_login(&login.login_id, login.expires).await?;
            self.recent.end(token);
            // Without a receiver, there are no sockets.
            drop(self.endings.send(login.login_id));
        }
        Ok(())
    }

    /// Tells the shop what its servers do, as soon as they do it. A page whose number of
    /// viewers has changed goes to `viewers`, and `None` means any of them.
    pub(crate) async fn listen(&self, viewers: impl Fn(Option<String>)) {
        let tell = |news| match news {
            News::Purchase(purchase_id) => self.till.heard_of(purchase_id),
            News::EndedLogin(login_id) => drop(self.endings.send(login_id)),
            News::Viewers(page) => viewers(Some(page)),
            News::Listening => viewers(None),
        };
        self.store.listen(tell).await;
    }

    /// The ids of logins as they end.
    pub(crate) fn endings(&self) -> broadcast::Receiver<String> {
        self.endings.subscribe()
    }

    /// The user who logged in with this token, unless the login has ended or the
    /// account is gone.
    pub async fn user_of(&self, token: &str) -> Result<Option<Member>, Refusal> {
        match self.tokens.verify(token) {
            Some(login) => {
                let user = self.user_by(&login).await?;
                Ok(user.map(|user| Member { user, login }))
            }
            None => Ok(None),
        }
    }

    /// The same, but up to a [moment](crate::recent::MOMENT) old; for requests that
    /// only read.
    pub(crate) async fn recent_user_of(
        &self,
        token: &str,
    ) -> Result<Option<User>, Refusal> {
        if let Some(known) = self.recent.user_of(token) {
            let known = known.filter(|(_, login)| !login.is_over());
            return Ok(known.map(|(user, _)| user));
        }
        let member = self.user_of(token).await?;
        let member = member.map(|Member { user, login }| (user, login));
        if let Some(member) = &member {
            self.recent.keep(token, member.clone());
        }
        Ok(member.map(|(user, _)| user))
    }

    /// Which of these logins haven't ended and belong to accounts that still exist.
    pub(crate) async fn still_good(
        &self,
        logins: &[Login],
    ) -> Result<Vec<bool>, Refusal> {
        let users = logins.iter().map(|login| login.user_id);
        let users = self.store.nicknames_of(users).await?;
        let ids = logins.iter().map(|login| login.login_id.as_str());
        let ended = self.store.ended_among(ids).await?;
        let good = |login: &Login| {
            let ended = ended.contains(&login.login_id);
            !login.is_over() && !ended && users.contains_key(&login.user_id)
        };
        Ok(logins.iter().map(good).collect())
    }

    async fn user_by(&self, login: &Login) -> Result<Option<User>, Refusal> {
        match login.is_over() {
            true => Ok(None),
            false => Ok(self.store.user_by(login.user_id, &login.login_id).await?),
        }
    }

    // ANCHOR: buy
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
    // ANCHOR_END: buy

    /// The number of the newest purchase, as it changes.
    pub fn newest_purchase(&self) -> watch::Receiver<i64> {
        self.till.newest()
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
