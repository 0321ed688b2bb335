//! What can go wrong, the sentence that says so, and the status beside it.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::json;
use thiserror::Error;

use crate::fields::FieldError;
use crate::store::StoreError;

/// Any refusal of the API. `Display` is the sentence that a person reads.
#[derive(Debug, Error)]
pub enum ApiError {
    #[error("로그인 후 이용 가능한 기능입니다.")]
    NotLoggedIn,
    #[error("패스워드가 패스워드 확인란과 동일하지 않습니다.")]
    PasswordsDiffer,
    #[error("이미 가입된 이메일 또는 닉네임이 있습니다.")]
    AlreadySignedUp,
    #[error("이메일 또는 패스워드가 잘못됐습니다.")]
    BadLogin,
    #[error("이미 있는 데이터입니다.")]
    GoodsExist,
    #[error("존재하지 않는 상품입니다.")]
    UnknownGoods,
    /// Answered with `{}`, as the lesson does.
    #[error("goods not found")]
    GoodsNotFound,
    #[error(transparent)]
    Field(#[from] FieldError),
    #[error("요청 본문이 올바른 JSON이 아닙니다.")]
    NotJson,
    #[error("요청 본문은 객체여야 합니다.")]
    NotAnObject,
    #[error("요청 본문이 너무 큽니다.")]
    TooLarge,
    #[error("없는 API입니다.")]
    NoSuchApi,
    /// The cause goes to the log, never to the client.
    #[error("서버에서 문제가 생겼습니다. 잠시 후 다시 시도해 주세요.")]
    Internal(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl ApiError {
    pub(crate) fn internal(
        cause: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        Self::Internal(cause.into())
    }

    fn status(&self) -> StatusCode {
        match self {
            Self::NotLoggedIn => StatusCode::UNAUTHORIZED,
            Self::GoodsNotFound | Self::NoSuchApi => StatusCode::NOT_FOUND,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
            _ => StatusCode::BAD_REQUEST,
        }
    }
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        Self::internal(error)
    }
}

// ANCHOR: answer
impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        if let Self::Internal(cause) = &self {
            tracing::error!(cause = &**cause, "request failed");
        }
        let message = self.to_string();
        let body = match self {
            Self::GoodsNotFound => json!({}),
            Self::GoodsExist => json!({"success": false, "errorMessage": message}),
            _ => json!({"errorMessage": message}),
        };
        (self.status(), Json(body)).into_response()
    }
}
// ANCHOR_END: answer
