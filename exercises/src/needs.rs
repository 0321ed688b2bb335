//! What a stage needs that a machine may lack: PostgreSQL, so far.

use std::env;
use std::fs;
use std::path::PathBuf;

use crate::course::Course;
use crate::exercise::Exercise;

/// What the stage says about it, if it is missing here.
pub(crate) fn missing(course: &Course, exercise: &Exercise) -> Option<String> {
    let says = exercise.needs(course.language)?;
    let database = env::var("DATABASE_URL").unwrap_or_default();
    (!has_postgres(&database, folders())).then_some(says)
}

/// The same as what the check looks for: a server somewhere, or the programs of one.
fn has_postgres(database: &str, mut folders: impl Iterator<Item = PathBuf>) -> bool {
    let program = format!("initdb{}", env::consts::EXE_SUFFIX);
    database.starts_with("postgres")
        || folders.any(|folder| folder.join(&program).is_file())
}

/// Debian keeps programs for servers out of the PATH, in a folder for each version.
fn folders() -> impl Iterator<Item = PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let path: Vec<PathBuf> = env::split_paths(&path).collect();
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten();
    let versions = versions.flatten().map(|version| version.path().join("bin"));
    path.into_iter().chain(versions)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::has_postgres;

    #[test]
    fn a_server_elsewhere_will_do_and_so_will_an_installed_one() {
        let folder = std::env::temp_dir().join(format!("needs-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a temporary folder");
        let here = || [folder.clone()].into_iter();
        assert!(!has_postgres("sqlite://data/shop.db", here()));
        assert!(has_postgres("postgres://shop:shop@localhost/shop", here()));
        let program = format!("initdb{}", std::env::consts::EXE_SUFFIX);
        fs::write(folder.join(program), "").expect("a file");
        assert!(has_postgres("", here()));
        fs::remove_dir_all(&folder).expect("it is there");
    }
}
