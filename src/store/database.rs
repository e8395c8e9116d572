//! Opening the database: making it, its settings, its versions, and reading without writing.

use std::fmt::Write as _;
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};
use rusqlite_migration::{M, Migrations};

use super::StoreError;

/// The name of the database in the data directory.
pub const FILE: &str = "onsite.db";

/// The version of the schema that this program writes.
pub const SCHEMA_VERSION: i64 = 2;

/// One a version, in order. A released one is never changed.
const SCHEMA: &[M<'static>] =
    &[M::up(include_str!("schema/1.sql")), M::up(include_str!("schema/2.sql"))];

/// "onst", as set by the first migration.
const APPLICATION_ID: i64 = 1_869_509_492;

/// How long a write waits for another process to end its own. A write takes milliseconds.
const PATIENCE: Duration = Duration::from_secs(2);

/// The kept sessions of a data directory.
///
/// Not to be shared between threads: each opens its own. Writers wait for each other, readers wait
/// for nobody.
#[derive(Debug)]
pub struct Store {
    pub(super) connection: Connection,
    pub(super) directory: PathBuf,
    pub(super) path: PathBuf,
}

impl Store {
    /// Opens the database in `directory` to read and write; makes both when missing, the directory
    /// for its owner alone (0700) and the files too (0600), and brings an older database up to
    /// date.
    ///
    /// # Errors
    ///
    /// When the directory or the database cannot be made, read or written, is damaged, newer than
    /// this program or another program's, or when another process is busy with it for seconds.
    pub fn open(directory: &Path) -> Result<Self, StoreError> {
        let path = directory.join(FILE);
        if !path.try_exists().map_err(|source| unreadable(directory, source))? {
            make_directory(directory)?;
            make_file(&path)?;
        }
        make_private(&path);
        let failed = |source| StoreError::sqlite(&path, source);
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut connection = Connection::open_with_flags(&path, flags).map_err(failed)?;
        if connection.is_readonly("main").map_err(failed)? {
            return Err(StoreError::ReadOnly { path });
        }
        connection.busy_timeout(PATIENCE).map_err(failed)?;
        if version(&connection, &path)? < SCHEMA_VERSION {
            bring_up_to_date(&mut connection, directory, &path)?;
        }
        settle(&connection).map_err(failed)?;
        Ok(Self { connection, directory: directory.to_owned(), path })
    }

    /// Opens the database in `directory` to read only: takes no write lock, makes no directory, and
    /// works where nothing can be written. A missing database reads as an empty one; an older one
    /// is brought up to date first.
    ///
    /// # Errors
    ///
    /// When the database cannot be read, is damaged, newer than this program or another program's.
    pub fn open_for_reading(directory: &Path) -> Result<Self, StoreError> {
        let path = directory.join(FILE);
        if !path.try_exists().map_err(|source| unreadable(directory, source))? {
            return empty(directory, path);
        }
        let (connection, found) = to_read(&path)?;
        if found == 0 {
            return empty(directory, path);
        }
        if found < SCHEMA_VERSION {
            drop(connection);
            return Self::open(directory);
        }
        Ok(Self { connection, directory: directory.to_owned(), path })
    }

    /// The data directory.
    pub fn directory(&self) -> &Path {
        &self.directory
    }

    /// A transaction that holds the write lock from its beginning, so that what it reads first
    /// still holds when it writes.
    pub(super) fn writing(&self) -> Result<Transaction<'_>, StoreError> {
        Transaction::new_unchecked(&self.connection, TransactionBehavior::Immediate)
            .map_err(|source| self.failed(source))
    }

    /// What a failure of SQLite means.
    pub(super) fn failed(&self, source: rusqlite::Error) -> StoreError {
        StoreError::sqlite(&self.path, source)
    }
}

fn unreadable(path: &Path, source: io::Error) -> StoreError {
    StoreError::Unreadable { path: path.to_owned(), source }
}

fn make_directory(directory: &Path) -> Result<(), StoreError> {
    let failed = |source| StoreError::writing("make the directory", directory, source);
    DirBuilder::new().recursive(true).mode(0o700).create(directory).map_err(failed)?;
    // One that was there and empty is taken over; one with other things in it stays as it is, and
    // the files in it are private all the same.
    let mut entries = fs::read_dir(directory).map_err(|source| unreadable(directory, source))?;
    if entries.next().is_none() {
        fs::set_permissions(directory, fs::Permissions::from_mode(0o700)).map_err(failed)?;
    }
    Ok(())
}

/// Makes the empty file, private from the first moment; SQLite gives its journal the same mode.
fn make_file(path: &Path) -> Result<(), StoreError> {
    let made = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
    match made {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
            Err(StoreError::writing("make", path, error))
        }
        _ => Ok(()),
    }
}

/// Takes the rights of others away from a database that was copied here with them. Where it is not
/// ours to take them, it stays as it is.
fn make_private(path: &Path) {
    let open_to_others =
        fs::metadata(path).is_ok_and(|file| file.permissions().mode() & 0o077 != 0);
    if open_to_others {
        fs::set_permissions(path, fs::Permissions::from_mode(0o600)).ok();
    }
}

/// The version of the schema, after looking whether the database is ours and not too new.
fn version(connection: &Connection, path: &Path) -> Result<i64, StoreError> {
    let failed = |source| StoreError::sqlite(path, source);
    // One moment for all three: another process may be making the tables right now.
    let moment = connection.unchecked_transaction().map_err(failed)?;
    let number = |sql: &str| moment.query_row(sql, [], |row| row.get::<_, i64>(0));
    let found = number("PRAGMA user_version").map_err(failed)?;
    let owner = number("PRAGMA application_id").map_err(failed)?;
    let tables = || number("SELECT count(*) FROM sqlite_schema").map_err(failed);
    if owner != APPLICATION_ID && (owner != 0 || found != 0 || tables()? != 0) {
        return Err(StoreError::Foreign { path: path.to_owned() });
    }
    if found > SCHEMA_VERSION {
        return Err(StoreError::Newer { path: path.to_owned(), found, known: SCHEMA_VERSION });
    }
    Ok(found)
}

/// Runs the missing migrations, one process at a time.
pub(super) fn bring_up_to_date(
    connection: &mut Connection,
    directory: &Path,
    path: &Path,
) -> Result<(), StoreError> {
    let turn = super::lock::open_lock_file(directory, super::lock::SCHEMA)?;
    turn.lock().map_err(|source| StoreError::writing("lock", directory, source))?;
    if version(connection, path)? == SCHEMA_VERSION {
        return Ok(());
    }
    let failed = |source| StoreError::sqlite(path, source);
    connection.pragma_update(None, "journal_mode", "wal").map_err(failed)?;
    migrate(connection).map_err(|error| match error {
        rusqlite_migration::Error::RusqliteError { err, .. } => failed(err),
        other => StoreError::Damaged { path: path.to_owned(), reason: other.to_string() },
    })?;
    // The names of the new files are durable too.
    File::open(directory)
        .and_then(|directory| directory.sync_all())
        .map_err(|source| StoreError::writing("sync", directory, source))
}

fn migrate(connection: &mut Connection) -> rusqlite_migration::Result<()> {
    Migrations::from_slice(SCHEMA).to_latest(connection)
}

/// The settings that hold for a connection only.
fn settle(connection: &Connection) -> rusqlite::Result<()> {
    // Stays with the file, but a backup that was put in its place is without.
    connection.pragma_update(None, "journal_mode", "wal")?;
    connection.pragma_update(None, "synchronous", "full")?;
    // What is deleted is overwritten: answers are private.
    connection.pragma_update(None, "secure_delete", true)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.set_prepared_statement_cache_capacity(32);
    Ok(())
}

fn empty(directory: &Path, path: PathBuf) -> Result<Store, StoreError> {
    let failed = |source| StoreError::sqlite(&path, source);
    let mut connection = Connection::open_in_memory().map_err(failed)?;
    migrate(&mut connection)
        .map_err(|error| StoreError::Damaged { path: path.clone(), reason: error.to_string() })?;
    connection.pragma_update(None, "query_only", true).map_err(failed)?;
    Ok(Store { connection, directory: directory.to_owned(), path })
}

/// Opens a database to read only, and says its version; 0 when it is empty.
pub(super) fn to_read(path: &Path) -> Result<(Connection, i64), StoreError> {
    match read_only(path) {
        // Without a journal there is nothing to share and nothing that changes: where the
        // files for sharing cannot be made, SQLite may read the database as it lies there.
        Err(StoreError::ReadOnly { .. }) if !has_journal(path) => unchanging(path),
        opened => opened,
    }
}

/// Opens a copy of the database, wherever it lies, to delete from it.
pub(super) fn open_copy(path: &Path) -> Result<Connection, StoreError> {
    let failed = |source| StoreError::sqlite(path, source);
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).map_err(failed)?;
    connection.busy_timeout(PATIENCE).map_err(failed)?;
    connection.pragma_update(None, "secure_delete", true).map_err(failed)?;
    version(&connection, path)?;
    Ok(connection)
}

fn read_only(path: &Path) -> Result<(Connection, i64), StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let failed = |source| StoreError::sqlite(path, source);
    let connection = Connection::open_with_flags(path, flags).map_err(failed)?;
    connection.busy_timeout(PATIENCE).map_err(failed)?;
    let found = version(&connection, path)?;
    Ok((connection, found))
}

/// Reads a database that nobody writes, without any file beside it.
fn unchanging(path: &Path) -> Result<(Connection, i64), StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_URI;
    let failed = |source| StoreError::sqlite(path, source);
    let mut uri = String::from("file:");
    for byte in path.as_os_str().as_bytes() {
        match byte {
            b'/' | b'-' | b'_' | b'.' | b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => {
                uri.push(char::from(*byte));
            }
            _ => {
                // Writing to a string cannot fail.
                write!(uri, "%{byte:02x}").ok();
            }
        }
    }
    uri.push_str("?immutable=1");
    let connection = Connection::open_with_flags(uri, flags).map_err(failed)?;
    let found = version(&connection, path)?;
    Ok((connection, found))
}

/// Whether changes lie beside the database that are not in it yet.
fn has_journal(path: &Path) -> bool {
    let mut journal = path.as_os_str().to_owned();
    journal.push("-wal");
    fs::metadata(journal).is_ok_and(|journal| journal.len() > 0)
}
