//! Passwords: Argon2id, away from the threads that answer requests.

use std::sync::Arc;
use std::thread::available_parallelism;

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{Error, PasswordHasher, PasswordVerifier};
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

/// Hashes and compares, as many at a time as there are processors: each takes 19 MiB
/// and some 20 ms, so that unbounded log-ins could take the machine's memory.
#[derive(Clone, Debug)]
pub struct Passwords {
    free: Arc<Semaphore>,
}

impl Passwords {
    pub(crate) fn new() -> Self {
        let processors = available_parallelism().map_or(2, usize::from);
        Self {
            free: Arc::new(Semaphore::new(processors)),
        }
    }

    /// The hash to keep, with parameters and a salt of its own in it.
    pub async fn hash(&self, password: String) -> Result<String, Error> {
        self.run(move || hash(&password)).await
    }

    /// Whether the password is the one that was hashed. Without a hash (no such account)
    /// the answer is no and takes as long, so that nobody learns who has an account.
    pub async fn matches(&self, password: String, hashed: Option<String>) -> bool {
        self.run(move || match hashed {
            Some(hashed) => PasswordHash::new(&hashed).is_ok_and(|hashed| {
                Argon2::default()
                    .verify_password(password.as_bytes(), &hashed)
                    .is_ok()
            }),
            None => hash(&password).is_err(),
        })
        .await
    }

    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> T {
        let permit = self.free.acquire().await.expect("never closed");
        let done = spawn_blocking(work).await.expect("hashing does not panic");
        drop(permit);
        done
    }
}

fn hash(password: &str) -> Result<String, Error> {
    let hash = Argon2::default().hash_password(password.as_bytes())?;
    Ok(hash.to_string())
}
