//! What was looked up a moment ago, so that not every request asks the database again.

use std::sync::Arc;
use std::time::Duration;

use moka::sync::Cache;

use crate::login::token::Login;
use crate::store::{Goods, User};

/// How long something is remembered. What another server or a deleted account changes is
/// seen by then. Logging out, here, is seen at once; registered goods too, unless
/// somebody was reading the catalogue in just that moment.
pub const MOMENT: Duration = Duration::from_secs(1);

/// At most so many accounts, and so many pages of the catalogue.
const MOST: u64 = 10_000;

/// Which goods a page of the catalogue has: category, below which number, how many.
pub type Page = (Option<String>, i64, i64);

/// Clones share it.
#[derive(Clone)]
pub struct Recent {
    /// By token; none whose login is over.
    users: Cache<String, Option<(User, Login)>>,
    catalogue: Cache<Page, Arc<[Goods]>>,
}

impl Recent {
    /// Remembers nothing yet.
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

    /// Who showed this token, by which login, if that is known; and nobody, if it is over.
    pub fn user_of(&self, token: &str) -> Option<Option<(User, Login)>> {
        self.users.get(token)
    }

    /// Remembers that this token is good. A login that has ended since it was looked up
    /// stays ended.
    pub fn keep(&self, token: &str, user: (User, Login)) {
        self.users.entry_by_ref(token).or_insert(Some(user));
    }

    /// Its login is over.
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

    /// The catalogue is another one now.
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
    fn a_lookup_that_comes_late_brings_no_ended_login_back() {
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
