//! Signing up, logging in and out, and who one is.

use std::time::Duration;

use axum::extract::State;
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde_json::{Value, json};

use super::current_user::CurrentUser;
use super::error::ApiError;
use crate::Shop;
use crate::fields::Fields;
use crate::identity::set_cookie;
use crate::store::NewUser;

/// Hashing takes longer the longer the password is: this bounds the work of a request.
const LONGEST_PASSWORD: usize = 1000;
const LONGEST_NICKNAME: usize = 50;

type WithCookie = ([(HeaderName, HeaderValue); 1], Json<Value>);

pub(super) fn router() -> Router<Shop> {
    Router::new()
        .route("/users", post(sign_up))
        .route("/users/me", get(me))
        .route("/auth", post(log_in).delete(log_out))
}

async fn sign_up(
    State(shop): State<Shop>,
    fields: Fields,
) -> Result<(StatusCode, Json<Value>), ApiError> {
    let nickname = fields.text("nickname", LONGEST_NICKNAME)?;
    let email = fields.email("email")?;
    let password = fields.raw_text("password", LONGEST_PASSWORD)?;
    let confirmed = fields.raw_text("confirmPassword", LONGEST_PASSWORD)?;
    if password != confirmed {
        return Err(ApiError::PasswordsDiffer);
    }
    let hash = shop.passwords.hash(password.to_owned()).await;
    let user = NewUser {
        email,
        nickname,
        password_hash: hash.map_err(|error| ApiError::internal(error.to_string()))?,
    };
    if !shop.store.add_user(&user).await? {
        return Err(ApiError::AlreadySignedUp);
    }
    let message = json!({"message": "회원 가입에 성공하였습니다."});
    Ok((StatusCode::CREATED, Json(message)))
}

/// The token is in the answer, for REST and for `auth: {token}`, and in a cookie, for
/// pages that connect a socket without saying who they are.
async fn log_in(
    State(shop): State<Shop>,
    fields: Fields,
) -> Result<WithCookie, ApiError> {
    let email = fields.text("email", 254)?;
    let password = fields.raw_text("password", LONGEST_PASSWORD)?;
    let (user_id, hash) = shop.store.credentials(&email).await?.unzip();
    let matches = shop.passwords.matches(password.to_owned(), hash).await;
    let Some(user_id) = user_id.filter(|_| matches) else {
        return Err(ApiError::BadLogin);
    };
    let token = shop.tokens.issue(user_id).map_err(ApiError::internal)?;
    let cookie = set_cookie(&token, shop.tokens.lifetime(), shop.https);
    Ok(([(SET_COOKIE, cookie)], Json(json!({"token": token}))))
}

async fn log_out(State(shop): State<Shop>) -> WithCookie {
    let cookie = set_cookie("", Duration::ZERO, shop.https);
    ([(SET_COOKIE, cookie)], Json(json!({})))
}

async fn me(CurrentUser(user): CurrentUser) -> Json<Value> {
    Json(json!({"user": user}))
}
