//! The folder in which packs lie. A pack is made beside its place and renamed into it.
//!
//! Names that begin with a dot are none of a pack: `.adding-…` is being written, `.old-NAME` is the
//! version before while another is put into its place. What an interrupted command left is put
//! right at the next.

use std::collections::BTreeMap;
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use nix::errno::Errno;
use nix::fcntl::{Flock, FlockArg};

use crate::cli::context::PACKS;
use crate::cli::error::{Failure, file_failure};

/// What a pack is called while it is written.
const ADDING: &str = ".adding-";
/// What is before the name of the version that is replaced or removed.
const OLD: &str = ".old-";

/// The folder of packs, held: of two commands that change it one is refused.
#[derive(Debug)]
pub(super) struct Shelf {
    folder: PathBuf,
    _held: Flock<File>,
}

impl Shelf {
    /// Where a pack lies in a data directory.
    pub(super) fn path_in(data: &Path, name: &str) -> PathBuf {
        data.join(PACKS).join(name)
    }

    /// Holds the folder, making it when it is not there, and puts right what was left in it.
    ///
    /// # Errors
    /// When it cannot be written, or another command changes it.
    pub(super) fn open(data: &Path) -> Result<Self, Failure> {
        let folder = data.join(PACKS);
        let failed = |error: &io::Error| file_failure("make", &folder, error);
        let made = DirBuilder::new().recursive(true).mode(0o700).create(&folder);
        made.map_err(|error| failed(&error))?;
        let held = File::open(&folder).map_err(|error| failed(&error))?;
        let held = Flock::lock(held, FlockArg::LockExclusiveNonblock).map_err(|(_, errno)| {
            if errno == Errno::EWOULDBLOCK {
                return Failure::expected("another `onsite packs` is at work")
                    .hint("try again when it has ended");
            }
            failed(&errno.into())
        })?;
        let shelf = Self { folder, _held: held };
        shelf.tidy().map_err(|error| file_failure("tidy", &shelf.folder, &error))?;
        Ok(shelf)
    }

    /// Puts right what an interrupted command left, where there is something and nobody is at work.
    pub(super) fn put_right(data: &Path) {
        if left(&data.join(PACKS)).is_ok_and(|left| !left.is_empty()) {
            drop(Self::open(data));
        }
    }

    fn tidy(&self) -> io::Result<()> {
        for path in left(&self.folder)? {
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            let place = name.strip_prefix(OLD).map(|name| self.folder.join(name));
            match place.filter(|place| !place.exists()) {
                // The next version never came.
                Some(place) => fs::rename(&path, place)?,
                None => delete(&path)?,
            }
        }
        Ok(())
    }

    /// Puts a pack into its place, and the version before away.
    ///
    /// # Errors
    /// When it cannot be written; then everything is as before.
    pub(super) fn install(
        &self,
        name: &str,
        files: &BTreeMap<String, Vec<u8>>,
    ) -> Result<(), Failure> {
        let place = self.folder.join(name);
        self.put(&place, name, files).map_err(|error| file_failure("write", &place, &error))
    }

    fn put(&self, place: &Path, name: &str, files: &BTreeMap<String, Vec<u8>>) -> io::Result<()> {
        // Deleted again unless it is renamed.
        let new = tempfile::Builder::new().prefix(ADDING).tempdir_in(&self.folder)?;
        write_files(new.path(), files)?;
        let old = self.folder.join(format!("{OLD}{name}"));
        let replaced = match fs::rename(place, &old) {
            Ok(()) => true,
            Err(error) if error.kind() == io::ErrorKind::NotFound => false,
            Err(error) => return Err(error),
        };
        if let Err(error) = fs::rename(new.path(), place) {
            if replaced {
                fs::rename(&old, place)?;
            }
            return Err(error);
        }
        let _renamed = new.keep();
        File::open(&self.folder)?.sync_all()?;
        if replaced { delete(&old) } else { Ok(()) }
    }

    /// Takes a pack away.
    ///
    /// # Errors
    /// When it cannot be; then it is whole and in its place, or gone.
    pub(super) fn remove(&self, name: &str) -> Result<(), Failure> {
        let place = self.folder.join(name);
        // Half a pack is never seen: this name is none of a pack, and is not put back.
        let away = self.folder.join(format!("{ADDING}{name}"));
        fs::rename(&place, &away)
            .and_then(|()| File::open(&self.folder)?.sync_all())
            .and_then(|()| delete(&away))
            .map_err(|error| file_failure("remove", &place, &error))
    }
}

/// What an interrupted command left; none where there is no folder.
fn left(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let ours = |path: &PathBuf| {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        name.starts_with(ADDING) || name.starts_with(OLD)
    };
    let paths = entries.map(|entry| entry.map(|entry| entry.path()));
    paths.filter(|path| path.as_ref().map_or(true, ours)).collect()
}

/// Deletes a pack, or a link to one that somebody put there.
fn delete(path: &Path) -> io::Result<()> {
    if fs::symlink_metadata(path)?.is_dir() {
        fs::remove_dir_all(path)
    } else {
        fs::remove_file(path)
    }
}

/// Writes files with their folders, each synchronised.
///
/// # Errors
/// When one cannot be written, or is there already.
pub(super) fn write_files(folder: &Path, files: &BTreeMap<String, Vec<u8>>) -> io::Result<()> {
    for (path, bytes) in files {
        let path = folder.join(path);
        let parent = path.parent().unwrap_or(folder);
        fs::create_dir_all(parent)?;
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o644).open(&path)?;
        file.write_all(bytes)?;
        file.sync_all()?;
    }
    for name in ["prompts", "rubrics", "."] {
        if let Ok(folder) = File::open(folder.join(name)) {
            folder.sync_all()?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(version: &str) -> BTreeMap<String, Vec<u8>> {
        BTreeMap::from([
            ("pack.toml".to_owned(), version.as_bytes().to_vec()),
            (format!("prompts/{version}.toml"), Vec::new()),
        ])
    }

    fn lies(data: &Path) -> Vec<String> {
        let mut found = Vec::new();
        let mut folders = vec![data.join(PACKS)];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let path = path.strip_prefix(data.join(PACKS)).unwrap();
                    found.push(path.display().to_string());
                }
            }
        }
        found.sort();
        found
    }

    #[test]
    fn a_version_takes_the_place_of_another_whole() {
        let data = tempfile::tempdir().unwrap();
        let shelf = Shelf::open(data.path()).unwrap();
        shelf.install("acme", &files("1")).unwrap();
        shelf.install("acme", &files("2")).unwrap();
        assert_eq!(lies(data.path()), ["acme/pack.toml", "acme/prompts/2.toml"]);
        shelf.remove("acme").unwrap();
        assert_eq!(lies(data.path()), [""; 0]);
        assert!(shelf.remove("acme").is_err());
    }

    #[test]
    fn what_cannot_be_written_leaves_everything_as_it_was() {
        let data = tempfile::tempdir().unwrap();
        let shelf = Shelf::open(data.path()).unwrap();
        shelf.install("acme", &files("1")).unwrap();
        let mut wrong = files("2");
        wrong.insert("pack.toml/x".to_owned(), Vec::new());
        assert!(shelf.install("acme", &wrong).is_err());
        assert_eq!(lies(data.path()), ["acme/pack.toml", "acme/prompts/1.toml"]);
    }

    #[test]
    fn what_was_interrupted_is_put_right() {
        let data = tempfile::tempdir().unwrap();
        let packs = data.path().join(PACKS);
        Shelf::put_right(data.path());
        assert!(!packs.exists(), "nothing is made for nothing");
        let shelf = Shelf::open(data.path()).unwrap();
        shelf.install("acme", &files("1")).unwrap();
        shelf.install("other", &files("1")).unwrap();
        // Killed while it wrote, between the two renamings, and before it deleted.
        write_files(&packs.join(".adding-x"), &files("2")).unwrap();
        fs::rename(packs.join("acme"), packs.join(".old-acme")).unwrap();
        write_files(&packs.join(".old-other"), &files("0")).unwrap();
        // Somebody else is at work: it is theirs.
        let before = lies(data.path());
        Shelf::put_right(data.path());
        assert_eq!(lies(data.path()), before);
        let refused = Shelf::open(data.path()).unwrap_err();
        assert_eq!(refused.message, "another `onsite packs` is at work");
        drop(shelf);
        Shelf::put_right(data.path());
        let whole = ["acme", "other"]
            .map(|name| [format!("{name}/pack.toml"), format!("{name}/prompts/1.toml")]);
        assert_eq!(lies(data.path()), whole.concat());
    }
}
