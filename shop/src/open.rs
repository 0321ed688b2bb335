//! Opens what the shop keeps: its database and the secret for tokens.

use std::fs;
use std::path::Path;

use crate::config::Config;
use crate::login::secret::{self, random_secret};
use crate::open_error::OpenError;
use crate::store::{Store, file_of, is_known};

/// The database, the number of the newest purchase in it, and the secret for tokens.
/// Database and secret are made at the first start.
pub async fn open(config: &Config) -> Result<(Store, i64, String), OpenError> {
    let url = &config.database_url;
    if !is_known(url) {
        return Err(OpenError::UnknownDatabase(config.shown_database()));
    }
    if let Some(folder) = file_of(url).as_deref().and_then(Path::parent) {
        fs::create_dir_all(folder)
            .map_err(|error| OpenError::Folder(folder.to_owned(), error))?;
    }
    let failed = |error| OpenError::of(config.shown_database(), error);
    let store = Store::open(url).await.map_err(failed)?;
    if !config.no_seed {
        store.seed().await.map_err(failed)?;
    }
    let newest = store.last_purchase().await.map_err(failed)?;
    let new = random_secret().map_err(OpenError::Random)?;
    let shared = store.shared_secret(&new).await.map_err(failed)?;
    let secret = secret::of(config.jwt_secret.as_deref(), shared, store.file())?;
    Ok((store, newest, secret))
}
