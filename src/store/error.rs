//! What goes wrong with the store, each with what to do about it.

use std::io;
use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

use crate::interview::Version;

/// A failure of the store. After a failed write nothing of it is stored, and it can be tried again.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// The directory or a file in it cannot be read.
    #[error("cannot read `{}`", path.display())]
    Unreadable {
        /// The directory or file.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// The directory or a file in it cannot be written.
    #[error("`{}` is read-only", path.display())]
    ReadOnly {
        /// The directory or file.
        path: PathBuf,
    },
    /// The disk, or the user's share of it, is full.
    #[error("the disk with `{}` is full", path.display())]
    Full {
        /// The directory or file.
        path: PathBuf,
    },
    /// The database is damaged.
    #[error("`{}` is damaged: {reason}", path.display())]
    Damaged {
        /// The database.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// The file is an intact database, of another program.
    #[error("`{}` is a database of another program", path.display())]
    Foreign {
        /// The database.
        path: PathBuf,
    },
    /// A newer program has written the database.
    #[error("`{}` has version {found}, and this program knows versions up to {known}", path.display())]
    Newer {
        /// The database.
        path: PathBuf,
        /// Its version.
        found: i64,
        /// The newest version that this program knows.
        known: i64,
    },
    /// Another process has been writing for longer than we wait.
    #[error("`{}` is busy: another `onsite` is writing to it", path.display())]
    Busy {
        /// The database.
        path: PathBuf,
    },
    /// The records to append do not follow the last one stored.
    #[error(
        "session `{session}` was continued elsewhere: event {offered} was to be added, and {last} are stored"
    )]
    Overtaken {
        /// The session.
        session: String,
        /// The first `seq` offered that does not fit.
        offered: u64,
        /// The last `seq` stored, 0 when none is.
        last: u64,
    },
    /// A newer program has written an event.
    #[error(
        "event {seq} of session `{session}` has format {}.{}, and this program knows formats up to {}.x",
        found.major, found.minor, known.major
    )]
    NewerEvent {
        /// The session.
        session: String,
        /// The event.
        seq: u64,
        /// Its version.
        found: Version,
        /// The version of this program.
        known: Version,
    },
    /// A stored event cannot be understood, or one is missing.
    #[error("event {seq} of session `{session}` is damaged: {reason}")]
    DamagedEvent {
        /// The session.
        session: String,
        /// The event.
        seq: u64,
        /// What is wrong with it.
        reason: String,
    },
    /// The row that sums a session up cannot be understood; its events may be whole.
    #[error("the summary of session `{session}` is damaged: {reason}")]
    DamagedSummary {
        /// The session.
        session: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The stored draft of a session cannot be understood.
    #[error("the draft of session `{session}` is damaged: {reason}")]
    DamagedDraft {
        /// The session.
        session: String,
        /// What is wrong with it.
        reason: String,
    },
    /// Stored content does not have the hash that it is stored under.
    #[error("the stored content `{sha256}` is damaged")]
    DamagedContent {
        /// The hash.
        sha256: String,
    },
    /// An entry of a journal cannot be understood or written down.
    #[error("{} of the journal `{journal}` is damaged: {reason}", entry(*number))]
    Entry {
        /// The journal.
        journal: &'static str,
        /// Its number; none when it is not stored yet.
        number: Option<i64>,
        /// What is wrong with it.
        reason: String,
    },
    /// Content that a session names is not stored.
    #[error("the content `{sha256}` is not stored")]
    NoContent {
        /// The hash.
        sha256: String,
    },
    /// There is no such session.
    #[error("there is no session `{session}`")]
    NoSession {
        /// What was looked for.
        session: String,
    },
    /// Another process has the session open.
    #[error("session `{session}` is open in another terminal{}", process(*pid))]
    InUse {
        /// The session.
        session: String,
        /// The process that has it open, when it has said so.
        pid: Option<u32>,
    },
    /// A file that was to be restored is no backup of ours, or is damaged.
    #[error("`{}` cannot be restored: {reason}", path.display())]
    NoBackup {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// What was deleted is out of the lists, and may still be read in the files.
    #[error("what was deleted is out of every list, but not out of the files yet")]
    Unscrubbed {
        /// Why it could not be overwritten.
        #[source]
        source: Box<Self>,
    },
    /// The thread that saves drafts has ended.
    #[error("what is being typed is not saved any more")]
    SaverEnded,
    /// A file beside the database could not be dealt with.
    #[error("cannot {action} `{}`", path.display())]
    File {
        /// What was tried: a verb.
        action: &'static str,
        /// The file.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// SQLite failed in another way.
    #[error("the database `{}` failed", path.display())]
    Database {
        /// The database.
        path: PathBuf,
        /// What it said.
        #[source]
        source: rusqlite::Error,
    },
}

fn entry(number: Option<i64>) -> String {
    number.map_or_else(|| "an entry".to_owned(), |number| format!("entry {number}"))
}

fn process(pid: Option<u32>) -> String {
    pid.map_or_else(String::new, |pid| format!(" (process {pid})"))
}

impl StoreError {
    /// What to do about it, where there is something.
    pub fn hint(&self) -> Option<String> {
        let hint = match self {
            Self::Unreadable { path, .. } | Self::ReadOnly { path } => format!(
                "make `{}` yours to read and write, or name another directory with `--data-dir DIR`",
                path.display()
            ),
            Self::Full { .. } => {
                "free some space and try again; what was saved before is safe".to_owned()
            }
            Self::Damaged { path, .. } => format!(
                "see `onsite doctor`; put a backup back with `onsite restore FILE`, or move `{}` away",
                path.display()
            ),
            Self::Foreign { .. } => "name another directory with `--data-dir DIR`".to_owned(),
            Self::Newer { .. } | Self::NewerEvent { .. } => {
                "use the newest `onsite`: it reads everything that older ones wrote".to_owned()
            }
            Self::Busy { .. } => "try again in a moment".to_owned(),
            Self::Overtaken { session, .. } => {
                format!("see where it stands with `onsite status {session}`")
            }
            Self::DamagedEvent { .. }
            | Self::DamagedSummary { .. }
            | Self::DamagedDraft { .. }
            | Self::DamagedContent { .. }
            | Self::Entry { .. }
            | Self::NoContent { .. } => {
                "see `onsite doctor`; the other sessions are not affected".to_owned()
            }
            Self::NoSession { .. } => "see them all with `onsite history`".to_owned(),
            Self::InUse { session, .. } => {
                format!("go on there, or close it and type `onsite resume {session}`")
            }
            Self::NoBackup { .. } => {
                "`onsite backup FILE` makes one; nothing was changed".to_owned()
            }
            Self::Unscrubbed { source } => {
                format!("{source}; once that is over, `onsite doctor --rebuild` finishes the work")
            }
            Self::SaverEnded => "press Enter: lines are saved all the same".to_owned(),
            Self::File { .. } | Self::Database { .. } => return None,
        };
        Some(hint)
    }

    /// What SQLite's failure on the database at `path` means.
    pub(super) fn sqlite(path: &Path, source: rusqlite::Error) -> Self {
        let path = path.to_owned();
        let rusqlite::Error::SqliteFailure(failure, message) = &source else {
            return Self::Database { path, source };
        };
        match failure.code {
            ErrorCode::DiskFull => Self::Full { path },
            // Growing the shared memory file fails for want of space only.
            ErrorCode::SystemIoFailure
                if failure.extended_code == rusqlite::ffi::SQLITE_IOERR_SHMSIZE =>
            {
                Self::Full { path }
            }
            ErrorCode::DatabaseBusy
            | ErrorCode::DatabaseLocked
            | ErrorCode::FileLockingProtocolFailed => Self::Busy { path },
            ErrorCode::ReadOnly | ErrorCode::PermissionDenied => Self::ReadOnly { path },
            ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => {
                let reason = message.clone().unwrap_or_else(|| failure.to_string());
                Self::Damaged { path, reason }
            }
            ErrorCode::CannotOpen => match std::fs::File::open(&path) {
                Err(source) => Self::Unreadable { path, source },
                // It can be read, so it is the files beside it that cannot be made.
                Ok(_) => Self::ReadOnly { path: path.parent().map_or(path.clone(), Into::into) },
            },
            _ => Self::Database { path, source },
        }
    }

    /// What the system's failure to make or write `path` means.
    pub(super) fn writing(action: &'static str, path: &Path, source: io::Error) -> Self {
        let path = path.to_owned();
        match source.kind() {
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                Self::ReadOnly { path }
            }
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full { path },
            _ => Self::File { action, path, source },
        }
    }
}
