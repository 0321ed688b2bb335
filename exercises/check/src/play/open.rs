//! How a scene begins: one server, or two.

use std::panic::AssertUnwindSafe;

use futures_util::FutureExt;
use tokio::time::Instant;
use transcript::{Client, Program, Scene};

use super::{Play, SECOND};
use crate::failure::Failure;
use crate::program;
use crate::stderr::Stderr;

impl Play {
    /// With one server, whose database ends with the check.
    pub(crate) async fn open(program: &str) -> Result<Self, Box<Failure>> {
        Self::open_on(program, "sqlite::memory:", false).await
    }

    /// With two servers on one database.
    pub(crate) async fn open_two(
        program: &str,
        database: &str,
    ) -> Result<Self, Box<Failure>> {
        Self::open_on(program, database, true).await
    }

    async fn open_on(
        program: &str,
        database: &str,
        two: bool,
    ) -> Result<Self, Box<Failure>> {
        let (errors, stderr) = Stderr::new();
        let program = Program::from(program)
            .with("RUST_BACKTRACE", "0")
            // With a time zone other than UTC, a date shows whose clock it comes from.
            .with("TZ", "KST-9")
            .with("DATABASE_URL", database)
            .errors_to(errors);
        let opening = async move {
            let mut scene = Scene::open(program.clone(), Client::Rust).await;
            if two {
                scene.opens(SECOND, program).await;
            }
            scene
        };
        let begin = Instant::now();
        match AssertUnwindSafe(opening).catch_unwind().await {
            Ok(scene) => Ok(Self {
                scene,
                notes: Vec::new(),
                stderr,
                patience: program::patience(),
            }),
            Err(panic) => {
                let (took, panicked) = (begin.elapsed(), stderr.panicked());
                let stderr = stderr.lines();
                Err(Failure::at_start(&panic, took, panicked, stderr).into())
            }
        }
    }
}
