//! The tasks that run as long as the shop does.

use std::sync::{Arc, OnceLock};

use socketioxide::SocketIo;
use tokio::spawn;

/// Notices when one of them ends too early; clones share it.
#[derive(Clone, Default)]
pub struct Tasks(Arc<OnceLock<&'static str>>);

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
                ended.get_or_init(|| name);
            }
        });
    }

    /// The first that has ended though it should be running.
    pub fn ended(&self) -> Option<&'static str> {
        self.0.get().copied()
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
    async fn ended(tasks: &Tasks) -> Option<&'static str> {
        for _ in 0..100 {
            sleep(Duration::from_millis(1)).await;
            if tasks.ended().is_some() {
                break;
            }
        }
        tasks.ended()
    }

    #[tokio::test]
    async fn an_end_or_a_panic_is_noticed_until_socket_io_is_closed() {
        let (_, io) = SocketIo::new_svc();
        io.ns("/", async || {});
        let [healthy, ends, panics, closed] = [(); 4].map(|()| Tasks::default());
        healthy.run("waits", &io, pending());
        ends.run("ends", &io, async {});
        panics.run("panics", &io, async { panic!("on purpose") });
        assert_eq!(ended(&ends).await, Some("ends"));
        assert_eq!(ended(&panics).await, Some("panics"));
        io.close().await;
        closed.run("ends in time", &io, async {});
        assert_eq!(ended(&healthy).await, None);
        assert_eq!(ended(&closed).await, None);
    }
}
