//! The scene for this step: two servers on one PostgreSQL database.

use serde_json::{Value, json};
use transcript::{Client, Postgres, Program, Scene};

/// The step, on this database.
pub fn step(database: &str) -> Program {
    Program::from(env!("CARGO_BIN_EXE_step-09")).with("DATABASE_URL", database)
}

/// Two of it on a new database.
pub async fn two_servers(postgres: &Postgres) -> Scene {
    twice(step(&postgres.new_database())).await
}

/// This server, and another one like it.
pub async fn twice(step: Program) -> Scene {
    let mut scene = Scene::open(step.clone(), Client::Rust).await;
    scene.opens("server2", step).await;
    scene
}

/// A logs in and connects to the first server, B connects to the second. Returns A's
/// token.
pub async fn one_on_each(scene: &mut Scene) -> String {
    let token = scene.logs_in("르탄이").await;
    scene
        .connects_to("server", "A", json!({ "token": token }))
        .until(["server 새로운 소켓이 연결됐어요!", "A on WHO", "A on SINCE"])
        .await;
    scene
        .connects_to("server2", "B", Value::Null)
        .until([
            "server2 새로운 소켓이 연결됐어요!",
            r#"B on WHO: {"nickname":null}"#,
            "B on SINCE",
        ])
        .await;
    token
}

pub fn cola() -> Value {
    json!({ "goodsId": 1, "goodsName": "시원한 콜라" })
}
