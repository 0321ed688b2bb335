//! Who has an account.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use serde::Serialize;
use sqlx::{Error, Row};
use utoipa::ToSchema;

use super::db::{Open, among, on, row};
use super::{AT_ONCE, Store, iso8601};
use crate::values::{Email, Nickname, folded, looks};

/// A user as the owner of the account may see it: without the password's hash.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct User {
    /// 1 or higher.
    pub user_id: i64,
    /// As entered; unique regardless of case.
    pub email: String,
    /// As entered; nobody else's looks the same.
    pub nickname: String,
    /// When the account was created.
    #[serde(serialize_with = "iso8601")]
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    #[serde(serialize_with = "iso8601")]
    pub updated_at: DateTime<Utc>,
}

/// What you need to sign up.
#[derive(Debug)]
pub struct NewUser {
    /// Unique regardless of case.
    pub email: Email,
    /// Unique by its look.
    pub nickname: Nickname,
    /// Never the password itself.
    pub password_hash: String,
}

impl Store {
    /// Adds a user; `false` if the email or the nickname is taken.
    pub async fn add_user(&self, user: &NewUser) -> Result<bool, Error> {
        let (nickname, email) = (user.nickname.as_str(), user.email.as_str());
        let [folded_look, look] = looks(nickname);
        let added = on!(&self.pool, |pool| {
            sqlx::query(
                "insert into users (nickname, nickname_folded, nickname_look, \
                 email, email_folded, password_hash, created_at, updated_at) \
                 values ($1, $2, $3, $4, $5, $6, $7, $7)",
            )
            .bind(nickname)
            .bind(folded_look)
            .bind(look)
            .bind(email)
            .bind(folded(email))
            .bind(&user.password_hash)
            .bind(Utc::now())
            .execute(pool)
            .await
            .map(drop)
        });
        match added {
            Ok(()) => Ok(true),
            Err(Error::Database(error)) if error.is_unique_violation() => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// The user with this id, unless this login was ended.
    pub async fn user_by(
        &self,
        user_id: i64,
        login_id: &str,
    ) -> Result<Option<User>, Error> {
        on!(&self.pool, |pool| {
            sqlx::query_as(
                "select user_id, email, nickname, created_at, updated_at \
                 from users where user_id = $1 \
                 and not exists (select 1 from ended_logins where login_id = $2)",
            )
            .bind(user_id)
            .bind(login_id)
            .fetch_optional(pool)
            .await
        })
    }

    /// The nicknames of these users; deleted accounts are left out.
    pub async fn nicknames_of(
        &self,
        user_ids: impl Iterator<Item = i64>,
    ) -> Result<HashMap<i64, String>, Error> {
        nicknames_of(&mut self.pool.begin().await?, user_ids).await
    }

    /// Which of these logins were ended.
    pub async fn ended_among(
        &self,
        login_ids: impl Iterator<Item = &str>,
    ) -> Result<HashSet<String>, Error> {
        ended_among(&mut self.pool.begin().await?, login_ids).await
    }

    /// The id and password hash of the account with this email.
    pub async fn credentials(&self, email: &str) -> Result<Option<(i64, String)>, Error> {
        // Not folded: an old account whose email differs from another one only in case.
        on!(&self.pool, |pool| {
            sqlx::query_as(
                "select user_id, password_hash from users \
                 where email_folded = $1 or (email_folded is null and email = $2) \
                 order by email = $2 desc limit 1",
            )
            .bind(folded(email))
            .bind(email)
            .fetch_optional(pool)
            .await
        })
    }

    /// Remembers that a login was ended for as long as its token would be valid: until
    /// `expires`, in seconds since 1970.
    pub async fn end_login(&self, login_id: &str, expires: u64) -> Result<(), Error> {
        on!(&self.pool, |pool| {
            sqlx::query(
                "insert into ended_logins (login_id, expires) values ($1, $2) \
                 on conflict (login_id) do nothing",
            )
            .bind(login_id)
            .bind(i64::try_from(expires).unwrap_or(i64::MAX))
            .execute(pool)
            .await
            .map(drop)
        })
    }
}

pub(super) async fn nicknames_of(
    open: &mut Open,
    user_ids: impl Iterator<Item = i64>,
) -> Result<HashMap<i64, String>, Error> {
    let ids: Vec<i64> = user_ids.collect();
    let mut found = HashMap::new();
    for ids in ids.chunks(AT_ONCE) {
        let users: Vec<(i64, String)> = on!(&mut *open, |open| {
            let mut query =
                among("select user_id, nickname from users where user_id", ids);
            query.build_query_as().fetch_all(&mut **open).await
        })?;
        found.extend(users);
    }
    Ok(found)
}

pub(super) async fn ended_among(
    open: &mut Open,
    login_ids: impl Iterator<Item = &str>,
) -> Result<HashSet<String>, Error> {
    let ids: Vec<String> = login_ids.map(str::to_owned).collect();
    let mut found = HashSet::new();
    for ids in ids.chunks(AT_ONCE) {
        let ended: Vec<String> = on!(&mut *open, |open| {
            let mut query =
                among("select login_id from ended_logins where login_id", ids);
            query.build_query_scalar().fetch_all(&mut **open).await
        })?;
        found.extend(ended);
    }
    Ok(found)
}

row!(|row| User {
    user_id: row.try_get("user_id")?,
    email: row.try_get("email")?,
    nickname: row.try_get("nickname")?,
    created_at: row.try_get("created_at")?,
    updated_at: row.try_get("updated_at")?,
});
