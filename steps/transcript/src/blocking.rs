//! Blocking work, moved off the threads that serve everything else.

use std::panic::resume_unwind;

use tokio::task::spawn_blocking;

/// Panics with the work's own message, if it panics.
pub(crate) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> T {
    match spawn_blocking(work).await {
        Ok(result) => result,
        Err(error) => resume_unwind(error.into_panic()),
    }
}
