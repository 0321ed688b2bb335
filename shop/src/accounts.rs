//! Who may do what: accounts and logins.

use std::net::IpAddr;
use std::time::Duration;

use tokio::sync::broadcast;

use crate::login::secret::random_secret;
use crate::login::token::Login;
use crate::refusal::Refusal;
use crate::shop::{Member, Shop};
use crate::store::{NewUser, User};
use crate::values::{Email, Nickname, Password, folded};

impl Shop {
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

    /// Another server has ended this login.
    pub(crate) fn heard_of_ending(&self, login_id: String) {
        drop(self.endings.send(login_id));
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
}
