//! Signing up, logging in and out, and asking who you are.

use std::time::Duration;

use axum::Json;
use axum::extract::State;
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::answer::{Nothing, Refused};
use super::body::Body;
use super::current_user::CurrentUser;
use crate::login::address::From;
use crate::login::identity::{bearer, set_cookie};
use crate::refusal::Refusal;
use crate::shop::Shop;
use crate::store::User;
use crate::values::{Email, Line, Nickname, Password};

pub(super) fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new()
        .routes(routes!(sign_up))
        .routes(routes!(me))
        .routes(routes!(log_in, log_out))
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct SignUp {
    #[schema(inline)]
    nickname: Nickname,
    #[schema(inline)]
    email: Email,
    #[schema(inline)]
    password: Password,
    #[schema(inline)]
    confirm_password: Password,
}

#[derive(Deserialize, ToSchema)]
struct LogIn {
    #[schema(inline)]
    email: Line<254>,
    #[schema(inline)]
    password: Password,
}

#[derive(Serialize, ToSchema)]
struct SignedUp {
    message: &'static str,
}

/// Proves who you are in every later request: `Authorization: Bearer TOKEN`.
#[derive(Serialize, ToSchema)]
struct Token {
    token: String,
}

#[derive(Serialize, ToSchema)]
struct Me {
    user: User,
}

type WithCookie<T> = ([(HeaderName, HeaderValue); 1], Json<T>);

/// Create an account.
#[utoipa::path(
    post, path = "/users", tag = "users",
    request_body(content(
        (SignUp = "application/json"),
        (SignUp = "application/x-www-form-urlencoded"),
    )),
    responses(
        (status = 201, body = SignedUp),
        (status = 400, body = Refused),
        (status = 429, body = Refused),
    ),
)]
async fn sign_up(
    State(shop): State<Shop>,
    From(address): From,
    Body(wanted): Body<SignUp>,
) -> Result<(StatusCode, Json<SignedUp>), Refusal> {
    if wanted.password != wanted.confirm_password {
        return Err(Refusal::PasswordsDiffer);
    }
    let SignUp {
        nickname,
        email,
        password,
        ..
    } = wanted;
    shop.sign_up(nickname, email, password, address).await?;
    let message = "회원 가입에 성공하였습니다.";
    Ok((StatusCode::CREATED, Json(SignedUp { message })))
}

/// Log in.
///
/// The token is for REST and for a socket's `auth: {token}`. It also comes as a cookie,
/// for pages that connect a socket without saying who they are.
#[utoipa::path(
    post, path = "/auth", tag = "users",
    request_body(content(
        (LogIn = "application/json"),
        (LogIn = "application/x-www-form-urlencoded"),
    )),
    responses(
        (status = 200, body = Token),
        (status = 400, body = Refused),
        (status = 429, body = Refused),
    ),
)]
async fn log_in(
    State(shop): State<Shop>,
    From(address): From,
    Body(login): Body<LogIn>,
) -> Result<WithCookie<Token>, Refusal> {
    let LogIn { email, password } = login;
    let (token, lifetime) = shop.log_in(email.as_str(), password, address).await?;
    let cookie = set_cookie(&token, lifetime, shop.behind_https());
    Ok(([(SET_COOKIE, cookie)], Json(Token { token })))
}

/// Log out.
///
/// The token stops working, and the sockets that used it are disconnected. If the token
/// isn't valid, only the cookie is cleared.
#[utoipa::path(
    delete, path = "/auth", tag = "users", security((), ("token" = [])),
    responses((status = 200, body = Nothing)),
)]
async fn log_out(
    State(shop): State<Shop>,
    headers: HeaderMap,
) -> Result<WithCookie<Nothing>, Refusal> {
    if let Some(token) = bearer(&headers) {
        shop.log_out(token).await?;
    }
    let cookie = set_cookie("", Duration::ZERO, shop.behind_https());
    Ok(([(SET_COOKIE, cookie)], Json(Nothing {})))
}

/// The user that this token belongs to.
#[utoipa::path(
    get, path = "/users/me", tag = "users", security(("token" = [])),
    responses((status = 200, body = Me), (status = 401, body = Refused)),
)]
async fn me(CurrentUser(user): CurrentUser) -> Json<Me> {
    Json(Me { user })
}
