//! Who has an account.

use chrono::{DateTime, Utc};
use serde::Serialize;
use sqlx::sqlite::SqliteRow;
use sqlx::{Error, FromRow, Row};

use super::{Store, iso8601};

/// A user as others may see it: without the password's hash.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct User {
    /// From 1 on.
    pub user_id: i64,
    /// As it was given; unique whatever its case.
    pub email: String,
    /// As it was given; unique whatever its case.
    pub nickname: String,
    /// When the account was made.
    #[serde(serialize_with = "iso8601")]
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    #[serde(serialize_with = "iso8601")]
    pub updated_at: DateTime<Utc>,
}

/// What it takes to sign up.
#[derive(Debug)]
pub struct NewUser {
    /// Unique whatever its case.
    pub email: String,
    /// Unique whatever its case.
    pub nickname: String,
    /// Never the password itself.
    pub password_hash: String,
}

impl Store {
    /// Adds a user; `false` if the email or the nickname is taken.
    pub async fn add_user(&self, user: &NewUser) -> Result<bool, Error> {
        let added = sqlx::query(
            "insert into users (email, nickname, password_hash, created_at, updated_at) \
             values ($1, $2, $3, $4, $4)",
        )
        .bind(&user.email)
        .bind(&user.nickname)
        .bind(&user.password_hash)
        .bind(Utc::now())
        .execute(&self.pool)
        .await;
        match added {
            Ok(_) => Ok(true),
            Err(Error::Database(error)) if error.is_unique_violation() => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// The user with this id.
    pub async fn user(&self, user_id: i64) -> Result<Option<User>, Error> {
        sqlx::query_as(
            "select user_id, email, nickname, created_at, updated_at \
             from users where user_id = $1",
        )
        .bind(user_id)
        .fetch_optional(&self.pool)
        .await
    }

    /// The id and the password's hash of the account with this email.
    pub async fn credentials(&self, email: &str) -> Result<Option<(i64, String)>, Error> {
        sqlx::query_as(
            "select user_id, password_hash from users where lower(email) = lower($1)",
        )
        .bind(email)
        .fetch_optional(&self.pool)
        .await
    }
}

// By hand, as every row here: the derive would compile SQLite a second time.
impl FromRow<'_, SqliteRow> for User {
    fn from_row(row: &SqliteRow) -> Result<Self, Error> {
        Ok(Self {
            user_id: row.try_get("user_id")?,
            email: row.try_get("email")?,
            nickname: row.try_get("nickname")?,
            created_at: row.try_get("created_at")?,
            updated_at: row.try_get("updated_at")?,
        })
    }
}
