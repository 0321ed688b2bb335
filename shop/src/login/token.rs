//! Tokens: who is logged in, signed (HS256), and for how long.

use std::time::Duration;

use jsonwebtoken::{
    Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, encode,
    get_current_timestamp,
};
use serde::{Deserialize, Serialize};

/// Issues tokens and reads them.
#[derive(Clone)]
pub struct Tokens {
    sign: EncodingKey,
    check: DecodingKey,
    lifetime: Duration,
}

/// What a token says: who logged in, with which login, and until when.
#[derive(Clone, Debug, PartialEq)]
pub struct Login {
    /// The user's id.
    pub user_id: i64,
    /// The same each time the token is used, but different for every login.
    pub login_id: String,
    /// Seconds since 1970.
    pub expires: u64,
}

#[derive(Serialize, Deserialize)]
struct Claims {
    #[serde(rename = "userId")]
    user_id: i64,
    exp: u64,
    /// Tokens issued by older versions of the shop have none.
    #[serde(default)]
    jti: Option<String>,
}

impl Tokens {
    /// Tokens signed with this secret, each good for `lifetime`.
    #[must_use]
    pub fn new(secret: &[u8], lifetime: Duration) -> Self {
        Self {
            sign: EncodingKey::from_secret(secret),
            check: DecodingKey::from_secret(secret),
            lifetime,
        }
    }

    /// How long a token is good for.
    #[must_use]
    pub fn lifetime(&self) -> Duration {
        self.lifetime
    }

    /// A token that says who the user is; `login_id` is unique to this login.
    pub fn issue(
        &self,
        user_id: i64,
        login_id: String,
    ) -> Result<String, jsonwebtoken::errors::Error> {
        let claims = Claims {
            user_id,
            exp: get_current_timestamp() + self.lifetime.as_secs(),
            jti: Some(login_id),
        };
        encode(&Header::new(Algorithm::HS256), &claims, &self.sign)
    }

    /// The contents of a token, if it is unaltered and hasn't expired.
    #[must_use]
    pub fn verify(&self, token: &str) -> Option<Login> {
        let mut rules = Validation::new(Algorithm::HS256);
        rules.leeway = 0;
        let token = decode::<Claims>(token, &self.check, &rules).ok()?;
        let Claims { user_id, exp, jti } = token.claims;
        Some(Login {
            user_id,
            login_id: jti.unwrap_or_else(|| format!("{user_id}.{exp}")),
            expires: exp,
        })
    }
}

impl Login {
    /// Whether it has expired.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.expires <= get_current_timestamp()
    }
}
