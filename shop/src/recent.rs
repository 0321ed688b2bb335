//! What was looked up a moment ago, so that not every request asks the database again.

use std::sync::Arc;
use std::time::Duration;

use moka::sync::Cache;

use crate::login::token::Login;
use crate::store::{Goods, User};

/// How long something is remembered. A change by another server, or a deleted account,
/// is noticed after that at the latest. Logging out here takes effect at once; so do
/// registered goods, unless someone was reading the catalogue at that very moment.
pub const MOMENT: Duration = Duration::from_secs(1);

/// At most this many accounts, and a tenth as many pages of the catalogue.
const MOST: u64 = 10_000;

/// Which page of the catalogue: category, below which number, how many goods.
pub type Page = (Option<String>, i64, i64);

/// Clones share it.
#[derive(Clone)]
pub struct Recent {
    /// By token; `None` if its login has ended.
    users: Cache<String, Option<(User, Login)>>,
    catalogue: Cache<Page, Arc<[Goods]>>,
}

impl Recent {
    /// Starts out empty.
    pub fn new() -> Self {
        Self {
            users: Cache::builder()
                .max_capacity(MOST)
                .time_to_live(MOMENT)
                .build(),
            catalogue: Cache::builder()
                .max_capacity(MOST / 10)
                .time_to_live(MOMENT)
                .build(),
        }
    }

    /// The user and login of this token, if they are remembered; an inner `None` if the
    /// login has ended.
    pub fn user_of(&self, token: &str) -> Option<Option<(User, Login)>> {
        self.users.get(token)
    }

    /// Remembers that this token is valid. A login that ended while it was being looked
    /// up stays ended.
    pub fn keep(&self, token: &str, user: (User, Login)) {
        self.users.entry_by_ref(token).or_insert(Some(user));
    }

    /// Its login has ended.
    pub fn end(&self, token: &str) {
        self.users.insert(token.to_owned(), None);
    }

    /// A page of the catalogue.
    pub fn page(&self, page: &Page) -> Option<Arc<[Goods]>> {
        self.catalogue.get(page)
    }

    /// Remembers a page of the catalogue.
    pub fn keep_page(&self, page: Page, goods: Arc<[Goods]>) {
        self.catalogue.insert(page, goods);
    }

    /// The catalogue has changed.
    pub fn forget_catalogue(&self) {
        self.catalogue.invalidate_all();
    }
}

#[cfg(test)]
mod tests {
    use chrono::Utc;

    use super::Recent;
    use crate::login::token::Login;
    use crate::store::User;

    #[test]
    fn a_late_lookup_does_not_revive_an_ended_login() {
        let user = User {
            user_id: 1,
            email: "rtan@example.com".to_owned(),
            nickname: "르탄이".to_owned(),
            created_at: Utc::now(),
            updated_at: Utc::now(),
        };
        let login = Login {
            user_id: 1,
            login_id: "a".to_owned(),
            expires: u64::MAX,
        };
        let recent = Recent::new();
        recent.keep("token", (user.clone(), login.clone()));
        assert!(recent.user_of("token").is_some_and(|known| known.is_some()));
        recent.end("token");
        recent.keep("token", (user, login));
        assert!(recent.user_of("token").is_some_and(|known| known.is_none()));
    }
}
