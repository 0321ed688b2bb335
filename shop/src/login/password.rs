//! Passwords: Argon2id, away from the threads that answer requests.

use std::error::Error;
use std::thread::{self, available_parallelism};
use std::time::{Duration, Instant};

use argon2::password_hash::phc::{Output, ParamsString, PasswordHash, Salt};
use argon2::{Algorithm, Argon2, Block, Params, Version};
use flume::{Receiver, RecvTimeoutError, Sender, TrySendError, bounded};
use metrics::histogram;
use thread_priority::ThreadPriority;
use tokio::sync::oneshot;

use crate::measures::HASHING;
use crate::refusal::Refusal;
use crate::values::Password;

/// How many may wait for their turn; a full queue takes about ten seconds.
const MOST_WAITING: usize = 512;

/// A thread that has been idle for this long frees its memory.
const IDLE: Duration = Duration::from_secs(1);

/// Hashes and compares passwords on its own threads, each with 19 MiB. A login takes
/// about 20 to 40 ms of CPU time, and mustn't slow down people who are already in: so
/// one processor stays free, and these threads give way to all others.
#[derive(Clone, Debug)]
pub struct Passwords {
    jobs: Sender<Job>,
}

/// Runs with the thread's memory, unless nobody is waiting for it anymore.
type Job = Box<dyn FnOnce(&mut Memory) + Send>;

/// Why hashing failed; nothing that a client could do differently.
type HashError = Box<dyn Error + Send + Sync>;

impl Passwords {
    pub(crate) fn new() -> Self {
        let (jobs, line) = bounded(MOST_WAITING);
        let processors = available_parallelism().map_or(2, usize::from);
        for _ in 0..(processors - 1).max(1) {
            let line = line.clone();
            thread::spawn(move || work(&line));
        }
        Self { jobs }
    }

    /// The hash to store, which includes its parameters and salt.
    pub async fn hash(&self, password: Password) -> Result<String, Refusal> {
        let hashed = self.run(move |memory| hash(&password, memory)).await?;
        hashed.map_err(|error| {
            tracing::error!(%error, "can't hash a password");
            Refusal::Internal
        })
    }

    /// Whether this is the password that was hashed. Without a hash (there is no such
    /// account), the answer is no and takes just as long, so nobody can find out who
    /// has an account.
    pub async fn matches(
        &self,
        password: Password,
        hashed: Option<String>,
    ) -> Result<bool, Refusal> {
        self.run(move |memory| match hashed {
            Some(hashed) => matches(&password, &hashed, memory).unwrap_or(false),
            None => hash(&password, memory).is_err(),
        })
        .await
    }

    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Memory) -> T + Send + 'static,
    ) -> Result<T, Refusal> {
        let began = Instant::now();
        let (done, answer) = oneshot::channel();
        let job: Job = Box::new(move |memory| {
            // The client may have left while the job was waiting.
            if !done.is_closed() {
                drop(done.send(work(memory)));
            }
        });
        match self.jobs.try_send(job) {
            Ok(()) => {
                let done = answer.await.map_err(|_| Refusal::Internal);
                histogram!(HASHING).record(began.elapsed());
                done
            }
            Err(TrySendError::Full(_)) => Err(Refusal::Busy),
            Err(TrySendError::Disconnected(_)) => Err(Refusal::Internal),
        }
    }
}

/// Ends with the last `Passwords`.
fn work(line: &Receiver<Job>) {
    stand_back();
    let mut memory = Memory::default();
    loop {
        match line.recv_timeout(IDLE) {
            Ok(job) => job(&mut memory),
            Err(RecvTimeoutError::Timeout) => memory = Memory::default(),
            Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}

/// From now on, this thread only runs when no other thread wants the processor. If the
/// system refuses, logins are as important as everything else.
fn stand_back() {
    #[cfg(target_os = "linux")]
    let stands_back = {
        use thread_priority::unix;
        unix::set_thread_priority_and_policy(
            unix::thread_native_id(),
            ThreadPriority::Min,
            unix::ThreadSchedulePolicy::Normal(unix::NormalThreadSchedulePolicy::Idle),
        )
    };
    #[cfg(not(target_os = "linux"))]
    let stands_back = thread_priority::set_current_thread_priority(ThreadPriority::Min);
    if let Err(error) = stands_back {
        tracing::debug!(?error, "hashing doesn't stand back");
    }
}

/// The memory that Argon2 fills: kept while there is a lot to do.
#[derive(Default)]
struct Memory(Vec<Block>);

impl Memory {
    /// Allocated in one piece large enough (32 MiB or more) that glibc returns it to
    /// the system as soon as it is dropped. Memory that isn't written to costs nothing.
    fn blocks(&mut self, count: usize) -> &mut [Block] {
        const GIVEN_BACK: usize = 33 * 1024 * 1024 / Block::SIZE;
        if self.0.capacity() == 0 {
            self.0.reserve_exact(count.max(GIVEN_BACK));
        }
        self.0.resize(count, Block::new());
        &mut self.0
    }
}

fn hash(password: &Password, memory: &mut Memory) -> Result<String, HashError> {
    let (algorithm, params) = (Algorithm::default(), Params::default());
    let salt = Salt::generate();
    let hash = PasswordHash {
        algorithm: algorithm.ident(),
        version: Some(Version::default().into()),
        params: ParamsString::try_from(&params)?,
        salt: Some(salt),
        hash: Some(digest(password, algorithm, params, &salt, memory)?),
    };
    Ok(hash.to_string())
}

fn matches(
    password: &Password,
    hashed: &str,
    memory: &mut Memory,
) -> Result<bool, HashError> {
    let hashed = PasswordHash::new(hashed)?;
    let algorithm = Algorithm::try_from(hashed.algorithm.as_str())?;
    let params = Params::try_from(&hashed)?;
    let salt = hashed.salt.ok_or("a hash without salt")?;
    // `Output` takes the same time to compare, no matter how much of it matches.
    Ok(hashed.hash == Some(digest(password, algorithm, params, &salt, memory)?))
}

fn digest(
    password: &Password,
    algorithm: Algorithm,
    params: Params,
    salt: &Salt,
    memory: &mut Memory,
) -> Result<Output, HashError> {
    let blocks = memory.blocks(params.block_count());
    let mut digest = [0; Params::DEFAULT_OUTPUT_LEN];
    Argon2::new(algorithm, Version::default(), params).hash_password_into_with_memory(
        password.as_bytes(),
        salt,
        &mut digest,
        blocks,
    )?;
    Ok(Output::new(&digest)?)
}
