//! Another of a step's lines, in a project outside this repository.

use axum::Router;

fn main() {
    let _app: Router = Router::new().route("/socket.io/{file}", assets::client());
}
