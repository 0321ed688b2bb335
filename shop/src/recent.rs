//! What was looked up a moment ago, so that not every request asks the database again.

use std::sync::Arc;
use std::time::Duration;

use moka::sync::Cache;

use crate::login::token::Login;
use crate::store::{Goods, User};

/// How long something is remembered. What another server or a deleted account changes is
/// seen by then; logging out and registering goods, here, at once.
pub const MOMENT: Duration = Duration::from_secs(1);

/// At most so many accounts, and so many pages of the catalogue.
const MOST: u64 = 10_000;

/// Which goods a page of the catalogue has: category, below which number, how many.
pub type Page = (Option<String>, i64, i64);

/// Clones share it.
#[derive(Clone)]
pub struct Recent {
    users: Cache<String, (User, Login)>,
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

    /// Who showed this token, by which login.
    pub fn user_of(&self, token: &str) -> Option<(User, Login)> {
        self.users.get(token)
    }

    /// Remembers that this token is good.
    pub fn keep(&self, token: &str, user: (User, Login)) {
        self.users.insert(token.to_owned(), user);
    }

    /// Its login is over.
    pub fn forget(&self, token: &str) {
        self.users.invalidate(token);
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
