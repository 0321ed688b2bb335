//! Passwords: Argon2id, away from the threads that answer requests.

use std::error::Error;
use std::sync::Arc;
use std::thread::available_parallelism;

use argon2::password_hash::phc::{Output, ParamsString, PasswordHash, Salt};
use argon2::{Algorithm, Argon2, Block, Params, Version};
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

use crate::values::Password;

/// Hashes and compares: each takes 19 MiB and some 15 ms of a processor. So few run at a
/// time that one processor is left for everyone who is in already.
#[derive(Clone, Debug)]
pub struct Passwords {
    free: Arc<Semaphore>,
}

/// Why hashing failed; nothing that a client could do better.
type HashError = Box<dyn Error + Send + Sync>;

impl Passwords {
    pub(crate) fn new() -> Self {
        let processors = available_parallelism().map_or(2, usize::from);
        Self {
            free: Arc::new(Semaphore::new((processors - 1).max(1))),
        }
    }

    /// The hash to keep, with parameters and a salt of its own in it.
    pub async fn hash(&self, password: Password) -> Result<String, HashError> {
        self.run(move || hash(&password)).await
    }

    /// Whether the password is the one that was hashed. Without a hash (no such account)
    /// the answer is no and takes as long, so that nobody learns who has an account.
    pub async fn matches(&self, password: Password, hashed: Option<String>) -> bool {
        self.run(move || match hashed {
            Some(hashed) => matches(&password, &hashed).unwrap_or(false),
            None => hash(&password).is_err(),
        })
        .await
    }

    /// The permit goes with the work. Whoever asked may leave, and the work goes on: it
    /// has to count for as long as it runs.
    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> T {
        let free = Arc::clone(&self.free);
        let permit = free.acquire_owned().await.expect("never closed");
        let done = spawn_blocking(move || {
            let _permit = permit;
            work()
        });
        done.await.expect("hashing does not panic")
    }
}

fn hash(password: &Password) -> Result<String, HashError> {
    let (algorithm, params) = (Algorithm::default(), Params::default());
    let salt = Salt::generate();
    let hash = PasswordHash {
        algorithm: algorithm.ident(),
        version: Some(Version::default().into()),
        params: ParamsString::try_from(&params)?,
        salt: Some(salt),
        hash: Some(digest(password, algorithm, params, &salt)?),
    };
    Ok(hash.to_string())
}

fn matches(password: &Password, hashed: &str) -> Result<bool, HashError> {
    let hashed = PasswordHash::new(hashed)?;
    let algorithm = Algorithm::try_from(hashed.algorithm.as_str())?;
    let params = Params::try_from(&hashed)?;
    let salt = hashed.salt.ok_or("a hash without salt")?;
    // An `Output` compares in the same time, however much of it is right.
    Ok(hashed.hash == Some(digest(password, algorithm, params, &salt)?))
}

fn digest(
    password: &Password,
    algorithm: Algorithm,
    params: Params,
    salt: &Salt,
) -> Result<Output, HashError> {
    let mut memory = memory(params.block_count());
    let mut digest = [0; Params::DEFAULT_OUTPUT_LEN];
    Argon2::new(algorithm, Version::default(), params).hash_password_into_with_memory(
        password.as_bytes(),
        salt,
        &mut digest,
        &mut memory,
    )?;
    Ok(Output::new(&digest)?)
}

/// Argon2's memory, asked for in so large a piece that glibc gives it back to the
/// system at once, which it does from 32 MiB on. What isn't written to costs nothing.
/// A smaller piece it would keep, once for each thread that ever hashed.
fn memory(blocks: usize) -> Vec<Block> {
    const GIVEN_BACK: usize = 33 * 1024 * 1024 / Block::SIZE;
    let mut memory = Vec::with_capacity(blocks.max(GIVEN_BACK));
    memory.resize(blocks, Block::new());
    memory
}
