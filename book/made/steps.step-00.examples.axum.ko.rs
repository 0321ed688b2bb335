//! 한 화면으로 보는 axum: 라우트, 추출자, 핸들러가 함께 쓰는 상태, 레이어예요.

use std::sync::{Arc, Mutex};

use axum::extract::{Path, State};
use axum::http::{Method, StatusCode};
use axum::routing::get;
use axum::{Json, Router};
use listen::{address, listen};
use tower_http::cors::{Any, CorsLayer};

/// 요청마다 복제돼요. 목록이 하나 더 생기는 것이 아니라, 같은 목록의 핸들이에요.
type Goods = Arc<Mutex<Vec<String>>>;

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let goods = Goods::default();
    // 레이어는 위에 있는 라우트를 감싸요. Express에서는 반대로 `app.use`가 먼저예요.
    let cors = CorsLayer::new()
        .allow_origin(Any)
        .allow_methods([Method::GET]);
    let app = Router::new()
        .route("/goods", get(list).post(add))
        .route("/goods/{number}", get(one))
        .with_state(goods)
        .layer(cors);

    let listener = listen(3000).await;
    println!("{}", address(&listener));
    axum::serve(listener, app).await
}

/// 인자는 핸들러가 요청에서 필요한 것이고, 반환 타입은 응답이에요.
async fn list(State(goods): State<Goods>) -> Json<Vec<String>> {
    Json(lock(&goods).clone())
}

/// 본문은 한 번만 읽을 수 있어서 인자 가운데 마지막에 와요.
async fn add(State(goods): State<Goods>, name: String) -> StatusCode {
    lock(&goods).push(name);
    StatusCode::CREATED
}

/// 번호가 숫자가 아니면 이 함수는 호출되지 않아요. axum이 먼저 400으로 응답해요.
async fn one(
    State(goods): State<Goods>,
    Path(number): Path<usize>,
) -> Result<String, StatusCode> {
    let goods = lock(&goods);
    goods.get(number).cloned().ok_or(StatusCode::NOT_FOUND)
}

/// `.await` 전에 가드를 놓아요. 그러지 않으면 다른 쪽이 락을 기다려야 해요.
fn lock(goods: &Goods) -> std::sync::MutexGuard<'_, Vec<String>> {
    goods
        .lock()
        .expect("no handler panics while holding the lock")
}
