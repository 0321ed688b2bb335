//! The folder `made/`: what is generated, committed, and compared by a test.

use std::fs;
use std::io;

use crate::figures::Figures;
use crate::language::Language;
use crate::{
    diagram, diff, grouped, meaning, node, page, piece, plan, protocol, source,
    timetable, told,
};

/// The command that updates the folder.
pub const COMMAND: &str = "cargo run -p book -- make";

/// Every generated file as it should be, by its path in the book: `made/step-02.en.diff`.
pub fn all() -> io::Result<Vec<(String, String)>> {
    // The shop's pages have the words next to the script that uses them, and the book
    // has a copy of that script: mdBook only takes files from its own folder.
    let decoder = fs::read_to_string(source("../assets/pages/packet.js"))?;
    let mut files = vec![
        ("../assets/pages/meanings.js".to_owned(), meaning::script()),
        ("made/meanings.js".to_owned(), meaning::script()),
        ("made/packet.js".to_owned(), decoder.replace("\r\n", "\n")),
    ];
    files.extend(told::all()?);
    let figures = Figures::read()?;
    for language in Language::ALL {
        let code = language.code();
        files.push((format!("made/how-fast.{code}.md"), figures.table(language)));
        files.push((format!("made/how-fast.{code}.svg"), figures.chart(language)));
        let grouped = grouped::table(&figures, language);
        files.push((format!("made/grouped.{code}.md"), grouped));
        for number in diagram::steps()? {
            let name = format!("made/step-{number:02}.{code}.svg");
            files.push((name, diagram::of_step(number, language)?));
        }
        for number in diff::steps()? {
            let name = format!("made/step-{number:02}.{code}.diff");
            files.push((name, diff::to_step(number, language)?));
        }
        for number in piece::steps()? {
            let name = format!("made/step-{number:02}.{code}.rs");
            files.push((name, piece::anchored(&piece::listing(number, language)?)));
        }
        for number in node::steps()? {
            let name = format!("made/step-{number:02}.{code}.mjs");
            files.push((name, node::listing(number, language)?));
        }
        let pages = page::all(language)?;
        let table = timetable::table(&pages, language);
        files.push((format!("made/timetable.{code}.md"), table));
        for plan in plan::PLANS {
            let name = format!("made/{}.{code}.md", plan.name);
            files.push((name, plan::tables(&plan, &pages, language)));
        }
        let reference = protocol::reference(language)?;
        files.push((format!("made/protocol.{code}.md"), reference));
    }
    Ok(files)
}

/// Writes the files that are out of date, and returns their names.
pub fn write() -> io::Result<Vec<String>> {
    let mut written = Vec::new();
    for (path, text) in all()? {
        if is_old(&path, &text) {
            fs::create_dir_all(source("made"))?;
            fs::write(source(&path), text)?;
            written.push(path);
        }
    }
    for path in left_over()? {
        fs::remove_file(source(&path))?;
        written.push(path);
    }
    Ok(written)
}

/// The files that `write` would write or remove.
pub fn old() -> io::Result<Vec<String>> {
    let all = all()?.into_iter();
    let old = all
        .filter(|(path, text)| is_old(path, text))
        .map(|(path, _)| path);
    Ok(old.chain(left_over()?).collect())
}

/// Files that nothing generates anymore.
fn left_over() -> io::Result<Vec<String>> {
    let made: Vec<String> = all()?.into_iter().map(|(path, _)| path).collect();
    let mut others = Vec::new();
    for entry in fs::read_dir(source("made"))? {
        let path = format!("made/{}", entry?.file_name().to_string_lossy());
        if !made.contains(&path) {
            others.push(path);
        }
    }
    Ok(others)
}

/// A checkout on Windows may have different line endings.
fn is_old(path: &str, text: &str) -> bool {
    fs::read_to_string(source(path))
        .map(|there| there.replace("\r\n", "\n"))
        .ok()
        .as_deref()
        != Some(text)
}
