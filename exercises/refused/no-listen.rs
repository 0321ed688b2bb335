//! A step's own line, in a project outside this repository.

use listen::{address, listen};

#[tokio::main]
async fn main() {
    let listener = listen(3000).await;
    println!("{}", address(&listener));
}
