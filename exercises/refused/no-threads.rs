//! tokio is there, but without its feature `rt-multi-thread`.

#[tokio::main]
async fn main() {
    println!("서버가 요청을 받을 준비가 됐어요");
}
