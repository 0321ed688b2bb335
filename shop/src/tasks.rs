//! The tasks that run as long as the shop does.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use socketioxide::SocketIo;
use tokio::spawn;

/// Notices when one of them ends too early; clones share it.
#[derive(Clone, Default)]
pub struct Tasks(Arc<AtomicBool>);

impl Tasks {
    /// Runs a task that ends when Socket.IO is closed, and not before.
    pub fn run(
        &self,
        name: &'static str,
        io: &SocketIo,
        task: impl Future<Output = ()> + Send + 'static,
    ) {
        let (ended, io, task) = (self.0.clone(), io.clone(), spawn(task));
        spawn(async move {
            let result = task.await;
            if io.of("/").is_some() {
                tracing::error!(?result, "{name} has ended");
                ended.store(true, Ordering::Relaxed);
            }
        });
    }

    /// Whether one has ended though it should be running; the log says which.
    pub fn has_ended(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

#[cfg(test)]
mod tests {
    use super::Tasks;
    use socketioxide::SocketIo;
    use std::future::pending;
    use std::time::Duration;
    use tokio::time::sleep;

    /// Waits for a while.
    async fn has_ended(tasks: &Tasks) -> bool {
        for _ in 0..100 {
            if tasks.has_ended() {
                return true;
            }
            sleep(Duration::from_millis(1)).await;
        }
        false
    }

    #[tokio::test]
    async fn an_end_or_a_panic_is_noticed_until_socket_io_is_closed() {
        let (_, io) = SocketIo::new_svc();
        io.ns("/", async || {});
        let [healthy, ends, panics, closed] = [(); 4].map(|()| Tasks::default());
        healthy.run("waits", &io, pending());
        ends.run("ends", &io, async {});
        panics.run("panics", &io, async { panic!("on purpose") });
        assert!(has_ended(&ends).await);
        assert!(has_ended(&panics).await);
        io.close().await;
        closed.run("ends in time", &io, async {});
        assert!(!has_ended(&healthy).await);
        assert!(!has_ended(&closed).await);
    }
}
