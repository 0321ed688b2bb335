//! Each sentence that tells a client why it was refused, with its code and status.

use std::io::ErrorKind;

use axum::Json;
use axum::extract::rejection::BytesRejection;
use axum::http::StatusCode;
use axum::http::header::RETRY_AFTER;
use axum::response::{IntoResponse, Response};
use metrics::counter;
use serde_json::{Value, json};

use crate::measures::REFUSALS;
pub use crate::rule::Rule;

/// Why something was refused. `Display` is the sentence for people; internal errors are
/// in the log, and never in here.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Refusal {
    /// No token, a forged one, or one whose login has ended.
    #[error("로그인 후 이용 가능한 기능입니다.")]
    NotLoggedIn,
    /// Signing up: the two passwords differ.
    #[error("패스워드가 패스워드 확인란과 동일하지 않습니다.")]
    PasswordsDiffer,
    /// Signing up: the email is taken, or the nickname looks like someone else's.
    #[error("이미 가입된 이메일 또는 닉네임이 있습니다.")]
    AlreadySignedUp,
    /// Logging in: no such account, or the wrong password.
    #[error("이메일 또는 패스워드가 잘못됐습니다.")]
    BadLogin,
    /// Logging in or signing up: too often; try again after this many seconds.
    #[error("시도가 너무 많습니다. {0}초 후에 다시 시도해 주세요.")]
    TooManyTries(u64),
    /// Registering goods: the number is taken.
    #[error("이미 있는 데이터입니다.")]
    GoodsExist,
    /// Cart or order: the shop doesn't sell these goods.
    #[error("존재하지 않는 상품입니다.")]
    UnknownGoods,
    /// Asking for goods that don't exist; answered with `{}`, as in the lesson.
    #[error("존재하지 않는 상품입니다.")]
    GoodsNotFound,
    /// A field is missing, or its value isn't allowed.
    #[error("{field}: {rule}")]
    Field {
        /// The name that the client used for it.
        field: String,
        /// The rule that it breaks.
        rule: Rule,
    },
    /// The body claims to be JSON, but isn't.
    #[error("요청 본문이 올바른 JSON이 아닙니다.")]
    NotJson,
    /// The body is JSON, but a list or a lone value.
    #[error("요청 본문은 객체여야 합니다.")]
    NotAnObject,
    /// A form, or an address, with bytes that aren't text.
    #[error("UTF-8이 아닌 글자가 들어 있습니다.")]
    NotUtf8,
    /// Longer than the shop accepts.
    #[error("요청 본문이 너무 큽니다.")]
    TooLarge,
    /// The client stopped in the middle of its request.
    #[error("요청이 끝까지 오지 않았습니다.")]
    CutOff,
    /// There is no such path under `/api`, or it doesn't have this method.
    #[error("없는 API입니다.")]
    NoSuchApi,
    /// A page of another site tried to open a socket.
    #[error("허용되지 않은 출처(Origin)입니다.")]
    ForeignOrigin,
    /// The request asked for a name that isn't the shop's.
    #[error("이 쇼핑몰의 주소가 아닙니다.")]
    UnknownHost,
    /// Registering goods: the settings name the admins, and this account isn't one.
    #[error("관리자만 상품을 등록할 수 있습니다.")]
    NotAnAdmin,
    /// Registering goods: this account has registered all that it may.
    #[error("상품은 한 계정에서 {0}개까지만 등록할 수 있습니다.")]
    TooManyGoods(i64),
    /// BUY carries something other than an object.
    #[error("BUY의 내용은 객체여야 합니다.")]
    NotAnOrder,
    /// BUY: `goodsId` must be that of the first item.
    #[error("goodsId: items의 첫 번째 상품과 같아야 합니다.")]
    OtherGoods,
    /// BUY: the same goods are listed twice.
    #[error("items: 같은 상품이 두 번 들어 있습니다.")]
    TwiceTheSame,
    /// BUY: the same buyer has used this id for another order.
    #[error("orderId: 내용이 다른 주문에 이미 쓰인 번호입니다.")]
    OrderIdTaken,
    /// BUY: the buyer was shown a different total than the order now costs, which is
    /// this, in won.
    #[error("가격이 바뀌었습니다. 새 합계는 {0}원입니다.")]
    PriceChanged(i64),
    /// BUY: the total is too large to be exact.
    #[error("합계가 너무 큽니다.")]
    TotalTooLarge,
    /// BUY: this buyer sends more orders than one person could; trying again later may
    /// work.
    #[error("주문을 너무 많이 보냈습니다. 잠시 후 다시 시도해 주세요.")]
    TooManyOrders,
    /// More orders are waiting than the shop can take; trying again later may work.
    #[error("지금은 주문이 많습니다. 잠시 후 다시 시도해 주세요.")]
    Busy,
    /// It took longer than anyone would wait.
    #[error("응답이 너무 오래 걸렸습니다. 잠시 후 다시 시도해 주세요.")]
    TooSlow,
    /// Something inside the shop failed; the log says what.
    #[error("서버에서 문제가 생겼습니다. 잠시 후 다시 시도해 주세요.")]
    Internal,
}

impl Refusal {
    /// A stable name for programs, and the HTTP status.
    #[must_use]
    pub fn code_and_status(&self) -> (&'static str, StatusCode) {
        let bad = StatusCode::BAD_REQUEST;
        match self {
            Self::NotLoggedIn => ("not_logged_in", StatusCode::UNAUTHORIZED),
            Self::PasswordsDiffer => ("passwords_differ", bad),
            Self::AlreadySignedUp => ("already_signed_up", bad),
            Self::BadLogin => ("bad_login", bad),
            Self::TooManyTries(_) => ("too_many_tries", StatusCode::TOO_MANY_REQUESTS),
            Self::GoodsExist => ("goods_exist", bad),
            Self::UnknownGoods => ("unknown_goods", bad),
            Self::GoodsNotFound => ("goods_not_found", StatusCode::NOT_FOUND),
            Self::Field { rule, .. } => (rule.code(), bad),
            Self::NotJson => ("not_json", bad),
            Self::NotAnObject => ("not_an_object", bad),
            Self::NotUtf8 => ("not_utf8", bad),
            Self::TooLarge => ("too_large", StatusCode::PAYLOAD_TOO_LARGE),
            Self::CutOff => ("cut_off", bad),
            Self::NoSuchApi => ("no_such_api", StatusCode::NOT_FOUND),
            Self::ForeignOrigin => ("foreign_origin", StatusCode::FORBIDDEN),
            Self::UnknownHost => ("unknown_host", StatusCode::MISDIRECTED_REQUEST),
            Self::NotAnAdmin => ("not_an_admin", StatusCode::FORBIDDEN),
            Self::TooManyGoods(_) => ("too_many_goods", StatusCode::FORBIDDEN),
            Self::NotAnOrder => ("not_an_order", bad),
            Self::OtherGoods => ("other_goods", bad),
            Self::TwiceTheSame => ("twice_the_same", bad),
            Self::OrderIdTaken => ("order_id_taken", bad),
            Self::PriceChanged(_) => ("price_changed", bad),
            Self::TotalTooLarge => ("total_too_large", bad),
            Self::TooManyOrders => ("too_many_orders", StatusCode::TOO_MANY_REQUESTS),
            Self::Busy => ("busy", StatusCode::SERVICE_UNAVAILABLE),
            Self::TooSlow => ("too_slow", StatusCode::SERVICE_UNAVAILABLE),
            Self::Internal => ("internal", StatusCode::INTERNAL_SERVER_ERROR),
        }
    }

    /// Counts it, for the metrics.
    pub fn count(&self) {
        let (code, _) = self.code_and_status();
        counter!(REFUSALS, "code" => code).increment(1);
    }

    /// `{"errorMessage": …, "code": …}`, as it goes out over REST and the socket.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let (code, _) = self.code_and_status();
        let message = self.to_string();
        match self {
            Self::PriceChanged(total) => {
                json!({"errorMessage": message, "code": code, "total": total})
            }
            _ => json!({"errorMessage": message, "code": code}),
        }
    }
}

// ANCHOR: answer
impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        self.count();
        let (code, status) = self.code_and_status();
        let body = match self {
            // These two answer as in the lesson.
            Self::GoodsNotFound => json!({}),
            Self::GoodsExist => json!({
                "success": false,
                "errorMessage": self.to_string(),
                "code": code,
            }),
            _ => self.to_json(),
        };
        match self {
            Self::TooManyTries(seconds) => {
                (status, [(RETRY_AFTER, seconds.to_string())], Json(body)).into_response()
            }
            _ => (status, Json(body)).into_response(),
        }
    }
}
// ANCHOR_END: answer

impl From<sqlx::Error> for Refusal {
    fn from(error: sqlx::Error) -> Self {
        tracing::error!(%error, "the database failed");
        match error {
            sqlx::Error::PoolTimedOut => Self::TooSlow,
            sqlx::Error::Io(error) if error.kind() == ErrorKind::TimedOut => {
                Self::TooSlow
            }
            _ => Self::Internal,
        }
    }
}

/// Reading a request's body failed.
impl From<BytesRejection> for Refusal {
    fn from(rejection: BytesRejection) -> Self {
        match rejection {
            BytesRejection::FailedToBufferBody(why)
                if why.status() == StatusCode::PAYLOAD_TOO_LARGE =>
            {
                Self::TooLarge
            }
            _ => Self::CutOff,
        }
    }
}
