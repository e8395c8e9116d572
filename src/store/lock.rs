//! One terminal a session: a lock that the system releases when its holder ends, however it ends.

use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Seek as _, Write as _};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use super::{Store, StoreError};

/// The folder of the locks in the data directory.
const FOLDER: &str = "locks";
/// The lock of the schema, among those of the sessions: no id has a dot.
pub(super) const SCHEMA: &str = "schema.lock";

/// Holds a session for this process until it is dropped or the process ends.
#[derive(Debug)]
pub struct SessionLock {
    path: PathBuf,
    // Closing it releases the lock.
    _file: File,
}

impl Store {
    /// Takes the session for this process, whose id is written into the lock's file.
    ///
    /// # Errors
    ///
    /// [`StoreError::InUse`] when another holder has it; others when the file cannot be made.
    pub fn lock(&self, session: &str) -> Result<SessionLock, StoreError> {
        lock(&self.directory, session)
    }
}

fn lock(directory: &Path, session: &str) -> Result<SessionLock, StoreError> {
    let path = directory.join(FOLDER).join(session);
    loop {
        let mut file = open_lock_file(directory, session)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(StoreError::InUse {
                    session: session.to_owned(),
                    pid: holder(&mut file),
                });
            }
            Err(TryLockError::Error(source)) => {
                return Err(StoreError::writing("lock", &path, source));
            }
        }
        // Its last holder may have removed it between our opening and locking it.
        if is_at(&file, &path) {
            write_holder(&mut file)
                .map_err(|source| StoreError::writing("write", &path, source))?;
            return Ok(SessionLock { path, _file: file });
        }
    }
}

/// Takes every session that a terminal has open, or had open when it was killed.
///
/// # Errors
///
/// [`StoreError::InUse`] with the first session that is open.
pub(super) fn lock_those_open(directory: &Path) -> Result<Vec<SessionLock>, StoreError> {
    let folder = directory.join(FOLDER);
    let unreadable = |source| StoreError::Unreadable { path: folder.clone(), source };
    let entries = match fs::read_dir(&folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(unreadable)?,
    };
    let mut locks = Vec::new();
    for entry in entries {
        let name = entry.map_err(unreadable)?.file_name();
        if let Some(session) = name.to_str().filter(|name| *name != SCHEMA) {
            locks.push(lock(directory, session)?);
        }
    }
    Ok(locks)
}

impl Drop for SessionLock {
    fn drop(&mut self) {
        // Still locked, so nobody else can have taken it; a file that stays does no harm.
        drop(fs::remove_file(&self.path));
    }
}

/// Opens, and makes where missing, a private file to lock.
pub(super) fn open_lock_file(directory: &Path, name: &str) -> Result<File, StoreError> {
    let folder = directory.join(FOLDER);
    let open = || {
        OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .mode(0o600)
            .open(folder.join(name))
    };
    open()
        .or_else(|error| {
            if error.kind() != io::ErrorKind::NotFound {
                return Err(error);
            }
            DirBuilder::new().recursive(true).mode(0o700).create(&folder)?;
            open()
        })
        .map_err(|source| StoreError::writing("make", &folder.join(name), source))
}

fn is_at(file: &File, path: &Path) -> bool {
    match (file.metadata(), fs::metadata(path)) {
        (Ok(ours), Ok(there)) => ours.ino() == there.ino() && ours.dev() == there.dev(),
        _ => false,
    }
}

fn holder(file: &mut File) -> Option<u32> {
    let mut text = String::new();
    file.read_to_string(&mut text).ok()?;
    text.trim().parse().ok()
}

fn write_holder(file: &mut File) -> io::Result<()> {
    file.set_len(0)?;
    file.rewind()?;
    writeln!(file, "{}", std::process::id())
}
