//! As whom PostgreSQL runs: it refuses to be root, and is then the user that its package
//! has made.

#[cfg(unix)]
pub(crate) use unix::{act, give};

#[cfg(unix)]
mod unix {
    use std::fs;
    use std::os::unix::fs::{MetadataExt, chown};
    use std::os::unix::process::CommandExt;
    use std::path::Path;
    use std::process::Command;

    /// The ids of the package's user and its group.
    fn ids() -> Option<(u32, u32)> {
        let users = fs::read_to_string("/etc/passwd").ok()?;
        let user = users
            .lines()
            .find_map(|line| line.strip_prefix("postgres:"))?;
        let mut ids = user.split(':').skip(1);
        Some((ids.next()?.parse().ok()?, ids.next()?.parse().ok()?))
    }

    /// The folder and what is in it belong to that user from now on.
    pub fn give(folder: &Path) {
        if owner(folder) != Some(0) {
            return;
        }
        let (user, group) = ids().expect("the user `postgres`, since this is root");
        let inside = fs::read_dir(folder).into_iter().flatten();
        let files = inside.filter_map(|file| Some(file.ok()?.path()));
        for path in files.chain([folder.to_owned()]) {
            chown(path, Some(user), Some(group)).expect("root may");
        }
    }

    /// Runs it as the owner of this folder.
    pub fn act(command: &mut Command, folder: &Path) {
        if let Some((user, group)) = ids()
            && owner(folder) == Some(user)
        {
            command.uid(user).gid(group);
        }
    }

    fn owner(path: &Path) -> Option<u32> {
        Some(fs::metadata(path).ok()?.uid())
    }
}

#[cfg(not(unix))]
pub(crate) use other::{act, give};

#[cfg(not(unix))]
mod other {
    use std::path::Path;
    use std::process::Command;

    pub fn give(_folder: &Path) {}

    pub fn act(_command: &mut Command, _folder: &Path) {}
}
