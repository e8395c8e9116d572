//! A copy of everything in one file, and back.

use std::ffi::OsString;
use std::fs::{self, DirBuilder, File};
use std::io;
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};

use super::database::{bring_up_to_date, to_read};
use super::lock::lock_those_open;
use super::{FILE, Store, StoreError};

/// The folder in the data directory with the copies of what was there before a restore.
const COPIES: &str = "backups";
/// What the names of copies begin with that are not whole yet.
const UNFINISHED: &str = ".unfinished-";
/// The columns without which a database is none of ours, whatever it says of itself.
const NEEDED: [&str; 4] = [
    "SELECT id, prompt, state, started_ms FROM session LIMIT 1",
    "SELECT session, seq, body FROM event LIMIT 1",
    "SELECT session, step, text FROM draft LIMIT 1",
    "SELECT sha256, kind, body FROM content LIMIT 1",
];

impl Store {
    /// Copies everything, as it stands at one moment, into the new file at `path`: private (0600),
    /// whole and durable, or not there at all.
    ///
    /// # Errors
    ///
    /// When there is something at `path` already, or it cannot be written.
    pub fn back_up(&self, path: &Path) -> Result<(), StoreError> {
        self.copy_to(path, ".onsite-")
    }

    /// Puts back what [`Self::back_up`] wrote, in place of everything that is stored: all of it or
    /// nothing, whatever happens meanwhile. A copy of an older version is brought up to date.
    /// What was stored before is first copied into the data directory, under a name that begins
    /// with `stamp`; the path of that copy is returned, or none when nothing was stored.
    ///
    /// # Errors
    ///
    /// [`StoreError::NoBackup`] when the copy is damaged or none of ours, [`StoreError::Newer`]
    /// when a newer program made it; [`StoreError::InUse`] when a session is open in a terminal;
    /// others when it cannot be read or written. Nothing is changed then.
    pub fn restore(&mut self, path: &Path, stamp: &str) -> Result<Option<PathBuf>, StoreError> {
        let copy = checked(path, &self.path)?;
        let _nobody_types = lock_those_open(&self.directory)?;
        let kept = if self.session_ids()?.is_empty() {
            None
        } else {
            let kept = free_name(&copies_folder(&self.directory)?, stamp);
            self.copy_to(&kept, UNFINISHED)?;
            Some(kept)
        };
        if let Err(error) = self.take_over(&copy) {
            // What is stored is still there, so that its copy is one too many.
            if let Some(kept) = kept {
                drop(fs::remove_file(kept));
            }
            return Err(error);
        }
        bring_up_to_date(&mut self.connection, &self.directory, &self.path)?;
        Ok(kept)
    }

    /// As [`Self::restore`], where what lies in `directory` cannot be opened: its files are kept
    /// as they are under a name that begins with `stamp`, whose path is returned.
    ///
    /// # Errors
    ///
    /// As [`Self::restore`]. The old database is then still in its place.
    pub fn restore_over_damage(
        directory: &Path,
        path: &Path,
        stamp: &str,
    ) -> Result<PathBuf, StoreError> {
        let database = directory.join(FILE);
        let copy = checked(path, &database)?;
        let _nobody_types = lock_those_open(directory)?;
        // What SQLite can still bring in from the journal is brought in: the journal has to go.
        if let Ok(connection) = Connection::open(&database) {
            let _as_far_as_possible =
                connection
                    .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, i64>(0));
        }
        let folder = copies_folder(directory)?;
        let kept = free_name(&folder, stamp);
        for ending in ["", "-wal"] {
            let (from, to) = (with_ending(&database, ending), with_ending(&kept, ending));
            // A journal may be missing, or empty and mean nothing.
            if fs::metadata(&from).is_ok_and(|file| file.len() > 0) {
                copy_file(&from, &to).map_err(|source| StoreError::writing("make", &to, source))?;
            }
        }
        let new = tempfile::Builder::new()
            .prefix(UNFINISHED)
            .tempdir_in(&folder)
            .map_err(|source| StoreError::writing("make", &folder, source))?;
        let whole = new.path().join(FILE);
        write_out(&copy, &whole)?;
        for ending in ["-wal", "-shm"] {
            drop(fs::remove_file(with_ending(&database, ending)));
        }
        fs::rename(&whole, &database)
            .and_then(|()| File::open(directory)?.sync_all())
            .map_err(|source| StoreError::writing("write", &database, source))?;
        Ok(kept)
    }

    /// How many sessions the copy at `path` holds, after looking whether it can be restored.
    ///
    /// # Errors
    ///
    /// As [`Self::restore`].
    pub fn sessions_in_backup(directory: &Path, path: &Path) -> Result<usize, StoreError> {
        let copy = checked(path, &directory.join(FILE))?;
        let count = copy.query_row("SELECT count(*) FROM session", [], |row| row.get(0));
        count.map_err(|source| no_backup(path, &source.to_string()))
    }

    /// The copies that [`Self::restore`] made of what was there before, oldest first. What is left
    /// of copies that were never finished is removed.
    ///
    /// # Errors
    ///
    /// When their folder cannot be read.
    pub fn kept_copies(&self) -> Result<Vec<PathBuf>, StoreError> {
        let folder = self.directory.join(COPIES);
        let unreadable = |source| StoreError::Unreadable { path: folder.clone(), source };
        let entries = match fs::read_dir(&folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries.map_err(unreadable)?,
        };
        let mut copies = Vec::new();
        for entry in entries {
            let path = entry.map_err(unreadable)?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if name.starts_with(UNFINISHED) {
                drop(fs::remove_file(&path).or_else(|_| fs::remove_dir_all(&path)));
            } else if path.extension().is_some_and(|extension| extension == "db") {
                copies.push(path);
            }
        }
        copies.sort();
        Ok(copies)
    }

    fn copy_to(&self, path: &Path, prefix: &str) -> Result<(), StoreError> {
        let failed = |source| StoreError::writing("make", path, source);
        let folder = match path.parent() {
            Some(folder) if folder != Path::new("") => folder,
            _ => Path::new("."),
        };
        let copy = tempfile::Builder::new().prefix(prefix).tempfile_in(folder).map_err(failed)?;
        let name =
            copy.path().to_str().ok_or_else(|| failed(io::ErrorKind::InvalidFilename.into()))?;
        self.vacuum_into(name).map_err(|source| match self.failed(source) {
            // It is the copy that has no room.
            StoreError::Full { .. } => StoreError::Full { path: path.to_owned() },
            other => other,
        })?;
        copy.as_file().sync_all().map_err(failed)?;
        copy.persist_noclobber(path).map_err(|error| failed(error.error))?;
        File::open(folder).and_then(|folder| folder.sync_all()).map_err(failed)
    }

    /// Takes over everything from another database in one transaction.
    fn take_over(&mut self, copy: &Connection) -> Result<(), StoreError> {
        let path = self.path.clone();
        let failed = |source| StoreError::sqlite(&path, source);
        let backup = Backup::new(copy, &mut self.connection).map_err(failed)?;
        // The last step commits: all pages are durable in the journal, or none counts.
        match backup.step(-1).map_err(failed)? {
            StepResult::Done => Ok(()),
            _ => Err(StoreError::Busy { path: path.clone() }),
        }
    }

    /// Copies what is stored. A store that is guarded against writing, because there is no
    /// database, allows the copy too.
    fn vacuum_into(&self, name: &str) -> rusqlite::Result<()> {
        let guarded: bool =
            self.connection.pragma_query_value(None, "query_only", |row| row.get(0))?;
        self.connection.pragma_update(None, "query_only", false)?;
        let copied = self.connection.execute("VACUUM INTO ?1", [name]);
        self.connection.pragma_update(None, "query_only", guarded)?;
        copied.map(drop)
    }
}

/// Opens the copy at `path` after looking whether it can stand in for `database`.
fn checked(path: &Path, database: &Path) -> Result<Connection, StoreError> {
    let unreadable = |source| StoreError::Unreadable { path: path.to_owned(), source };
    File::open(path).map_err(unreadable)?;
    let same = |ours: PathBuf| fs::canonicalize(path).is_ok_and(|theirs| theirs == ours);
    if fs::canonicalize(database).is_ok_and(same) {
        return Err(no_backup(path, "it is the database itself"));
    }
    if fs::metadata(path).map_err(unreadable)?.is_dir() {
        return Err(no_backup(path, "it is a directory"));
    }
    let (copy, found) = to_read(path).map_err(|error| match error {
        StoreError::Foreign { .. } => no_backup(path, "another program made it"),
        StoreError::Damaged { reason, .. } => no_backup(path, &reason),
        other => other,
    })?;
    if found == 0 {
        return Err(no_backup(path, "there is nothing in it"));
    }
    let damaged = |source: rusqlite::Error| no_backup(path, &source.to_string());
    let verdict: String =
        copy.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0)).map_err(damaged)?;
    if verdict != "ok" {
        return Err(no_backup(path, &verdict));
    }
    for sql in NEEDED {
        copy.prepare(sql).map_err(damaged)?;
    }
    Ok(copy)
}

fn no_backup(path: &Path, reason: &str) -> StoreError {
    StoreError::NoBackup { path: path.to_owned(), reason: reason.to_owned() }
}

/// Writes a database out into a new file, private and durable.
fn write_out(copy: &Connection, to: &Path) -> Result<(), StoreError> {
    let failed = |source| StoreError::writing("make", to, source);
    let name = to.to_str().ok_or_else(|| failed(io::ErrorKind::InvalidFilename.into()))?;
    copy.execute("VACUUM INTO ?1", [name]).map_err(|source| StoreError::sqlite(to, source))?;
    fs::set_permissions(to, fs::Permissions::from_mode(0o600)).map_err(failed)?;
    File::open(to).and_then(|file| file.sync_all()).map_err(failed)
}

fn copies_folder(directory: &Path) -> Result<PathBuf, StoreError> {
    let folder = directory.join(COPIES);
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(&folder)
        .map_err(|source| StoreError::writing("make the directory", &folder, source))?;
    Ok(folder)
}

/// A name in `folder` that nothing has yet.
fn free_name(folder: &Path, stamp: &str) -> PathBuf {
    let names = std::iter::once(format!("{stamp}.db"))
        .chain((2..).map(|number| format!("{stamp}-{number}.db")));
    let mut paths = names.map(|name| folder.join(name));
    let free = paths.find(|path| !path.exists());
    free.unwrap_or_else(|| folder.join(format!("{stamp}.db")))
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(ending);
    name.into()
}

fn copy_file(from: &Path, to: &Path) -> io::Result<()> {
    fs::copy(from, to)?;
    fs::set_permissions(to, fs::Permissions::from_mode(0o600))?;
    File::open(to)?.sync_all()
}
