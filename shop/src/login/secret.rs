//! The secret that signs tokens: where it comes from.

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::Path;

use tempfile::NamedTempFile;

use crate::open_error::OpenError;

/// A shorter secret could be guessed.
const SHORTEST: usize = 32;

/// The secret from the settings. Without one, the one that all servers on a database
/// share, or else one from the file beside the database. A database in memory gets one
/// that lives only as long as it does.
pub fn of(
    given: Option<&str>,
    shared: Option<String>,
    database: Option<&Path>,
) -> Result<String, OpenError> {
    match (given, shared, database) {
        (Some(given), _, _) if is_short(given) => Err(OpenError::ShortSecret),
        (Some(given), _, _) => Ok(given.to_owned()),
        (None, Some(shared), _) => Ok(shared),
        (None, None, Some(database)) => {
            let file = database.with_extension("secret");
            match secret_in(&file) {
                Ok(secret) if is_short(&secret) => Err(OpenError::ShortSecretFile(file)),
                Ok(secret) => Ok(secret),
                Err(error) => Err(OpenError::Secret(file, error)),
            }
        }
        (None, None, None) => random_secret().map_err(OpenError::Random),
    }
}

fn is_short(secret: &str) -> bool {
    secret.trim().len() < SHORTEST
}

/// The secret in this file; created at the first start, readable only by its owner.
///
/// It is written under another name first, then put in place unless the file exists by
/// now: servers that start at the same time never see half a secret, and agree on one.
fn secret_in(file: &Path) -> io::Result<String> {
    if !file.exists() {
        let folder = file.parent().unwrap_or(Path::new(""));
        let mut draft = NamedTempFile::new_in(folder)?;
        draft.write_all(random_secret()?.as_bytes())?;
        draft.as_file().sync_all()?;
        match draft.persist_noclobber(file) {
            Err(lost) if lost.error.kind() != ErrorKind::AlreadyExists => {
                return Err(lost.error);
            }
            _ => {}
        }
    }
    fs::read_to_string(file)
}

/// 256 bits from the system, as hexadecimal digits.
pub fn random_secret() -> io::Result<String> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(io::Error::other)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}
