//! Tokens: who is logged in, signed (HS256), and for how long.

use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::Path;
use std::time::Duration;

use jsonwebtoken::{
    Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, encode,
    get_current_timestamp,
};
use serde::{Deserialize, Serialize};

/// Issues tokens and reads them again.
#[derive(Clone)]
pub struct Tokens {
    sign: EncodingKey,
    check: DecodingKey,
    lifetime: Duration,
}

#[derive(Serialize, Deserialize)]
struct Claims {
    #[serde(rename = "userId")]
    user_id: i64,
    /// Seconds since 1970.
    exp: u64,
}

impl Tokens {
    pub(crate) fn new(secret: &[u8], lifetime: Duration) -> Self {
        Self {
            sign: EncodingKey::from_secret(secret),
            check: DecodingKey::from_secret(secret),
            lifetime,
        }
    }

    /// How long a token is good for.
    pub fn lifetime(&self) -> Duration {
        self.lifetime
    }

    /// A token that says who the user is.
    pub fn issue(&self, user_id: i64) -> Result<String, jsonwebtoken::errors::Error> {
        let claims = Claims {
            user_id,
            exp: get_current_timestamp() + self.lifetime.as_secs(),
        };
        encode(&Header::new(Algorithm::HS256), &claims, &self.sign)
    }

    /// The user that an untouched, unexpired token speaks of.
    pub fn verify(&self, token: &str) -> Option<i64> {
        let mut rules = Validation::new(Algorithm::HS256);
        rules.leeway = 0;
        let token = decode::<Claims>(token, &self.check, &rules).ok()?;
        Some(token.claims.user_id)
    }
}

/// The secret in this file; made at the first start, for its owner's eyes alone.
///
/// It is written under another name first: two servers that start at once never see
/// half a secret, and agree on one.
pub(crate) fn secret_in(file: &Path) -> io::Result<String> {
    if !file.exists() {
        let draft = file.with_extension(std::process::id().to_string());
        write_for_owner(&draft, &random_secret()?)?;
        let linked = fs::hard_link(&draft, file);
        fs::remove_file(&draft)?;
        match linked {
            Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(error),
            _ => {}
        }
    }
    fs::read_to_string(file)
}

fn write_for_owner(file: &Path, text: &str) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(file)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

/// 256 bits from the system, as hexadecimal digits.
pub(crate) fn random_secret() -> io::Result<String> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(io::Error::other)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}
