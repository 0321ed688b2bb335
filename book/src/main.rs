//! `cargo run -p book`: builds the book, serves it, and generates parts of it.

use std::env;
use std::io;
use std::process::ExitCode;

use book::{made, picture, serve, site, stamp};
use listen::{address, listen};

const PORT: u16 = 4000;

#[tokio::main]
async fn main() -> ExitCode {
    tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::WARN)
        .with_target(false)
        .without_time()
        .init();
    let done = match env::args().nth(1).as_deref() {
        Some("make") => make(),
        Some("pictures") => picture::take_over(),
        Some("stamp") => stamp::renew(&env::args().skip(2).collect::<Vec<_>>()),
        Some("build" | "--no-serve") => site::build().map(drop),
        // A port, or a word that `listen` has an error message for.
        _ => build_and_serve().await,
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn make() -> io::Result<()> {
    for file in made::write()? {
        println!("book/{file}");
    }
    stamp::fill_in()
}

/// The port comes first: if it's taken, that shouldn't take a build to find out.
async fn build_and_serve() -> io::Result<()> {
    let listener = listen(PORT).await;
    let files = site::build()?;
    println!("{}", address(&listener));
    serve::serve(listener, files).await
}
