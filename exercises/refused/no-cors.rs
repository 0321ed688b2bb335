//! tower-http is there, but without its feature `cors`.

use tower_http::cors::{Any, CorsLayer};

fn main() {
    let _cors = CorsLayer::new().allow_origin(Any);
}
