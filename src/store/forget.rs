//! Forgetting a session for good.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior};

use super::database::open_copy;
use super::{Store, StoreError};

/// The folder in the data directory whose folders, one a session, hold what external editors edit.
pub const EDITING: &str = "editing";

/// What is left where a session was forgotten.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Forgotten {
    /// Copies that [`Store::restore`] made and that cannot be read any more: they may hold its
    /// words still.
    pub unreadable: Vec<PathBuf>,
}

impl Store {
    /// Deletes everything of a session so that its words can be read nowhere in the data
    /// directory: events, draft, summary, content that no other session uses, what its external
    /// editors left behind, and all that in the copies that [`Self::restore`] made. The session is
    /// out of the lists in one moment; the files follow.
    ///
    /// # Errors
    ///
    /// [`StoreError::NoSession`]; [`StoreError::InUse`] when a terminal has it open;
    /// [`StoreError::Unscrubbed`] when the session is gone, and its words are not out of the files
    /// yet: see [`Self::scrub`].
    pub fn forget(&self, session: &str) -> Result<Forgotten, StoreError> {
        let _ours = self.lock(session)?;
        let failed = |source| self.failed(source);
        if number_of(&self.connection, session).map_err(failed)?.is_none() {
            return Err(StoreError::NoSession { session: session.to_owned() });
        }
        // The database comes last: broken off before, it can be said again.
        remove_folder(&self.directory.join(EDITING).join(session))?;
        let mut forgotten = Forgotten::default();
        for copy in self.kept_copies()? {
            if forget_in_copy(&copy, session).is_err() {
                forgotten.unreadable.push(copy);
            }
        }
        delete(&self.connection, session).map_err(failed)?;
        self.scrub()?;
        Ok(forgotten)
    }

    /// Writes the database anew and empties its journal, so that nothing that was deleted is left
    /// in a gap of either. Takes time in proportion to what is stored.
    ///
    /// # Errors
    ///
    /// [`StoreError::Unscrubbed`] when another process still reads the old pages, or the disk has
    /// no room for new ones.
    pub fn scrub(&self) -> Result<(), StoreError> {
        let unscrubbed = |source: StoreError| StoreError::Unscrubbed { source: Box::new(source) };
        let written = self.connection.execute_batch("VACUUM");
        // The journal still holds the pages as they were.
        let busy: bool = self
            .connection
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))
            .map_err(|source| unscrubbed(self.failed(source)))?;
        if busy {
            return Err(unscrubbed(StoreError::Busy { path: self.path.clone() }));
        }
        written.map_err(|source| unscrubbed(self.failed(source)))
    }
}

/// Forgets a session in a copy of the database, if it is in there.
fn forget_in_copy(copy: &Path, session: &str) -> Result<(), StoreError> {
    let failed = |source| StoreError::sqlite(copy, source);
    let connection = open_copy(copy)?;
    let whole: String =
        connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0)).map_err(failed)?;
    if whole != "ok" {
        // Words may lie where no table leads to.
        return Err(StoreError::Damaged { path: copy.to_owned(), reason: whole });
    }
    if number_of(&connection, session).map_err(failed)?.is_some() {
        delete(&connection, session).map_err(failed)?;
        connection.execute_batch("VACUUM").map_err(failed)?;
    }
    // A copy that was put aside as it lay there has a journal of its own.
    connection.pragma_update(None, "journal_mode", "delete").map_err(failed)
}

fn number_of(connection: &Connection, session: &str) -> rusqlite::Result<Option<i64>> {
    connection
        .query_row("SELECT number FROM session WHERE id = ?1", [session], |row| row.get(0))
        .optional()
}

/// Deletes a session, if there is one, and what belongs to it.
fn delete(connection: &Connection, session: &str) -> rusqlite::Result<()> {
    let transaction = Transaction::new_unchecked(connection, TransactionBehavior::Immediate)?;
    let Some(number) = number_of(&transaction, session)? else { return Ok(()) };
    let content = content_of(&transaction, number)?;
    for (table, column) in belonging(&transaction)? {
        transaction
            .execute(&format!("DELETE FROM \"{table}\" WHERE \"{column}\" = ?1"), [number])?;
    }
    transaction.execute("DELETE FROM session WHERE number = ?1", [number])?;
    for sha256 in content {
        // Another session may name it in any of its events.
        transaction.execute(
            "DELETE FROM content WHERE sha256 = ?1 \
             AND NOT EXISTS (SELECT 1 FROM event WHERE instr(body, ?1) > 0)",
            [sha256],
        )?;
    }
    transaction.commit()
}

/// The stored content that the events of a session name.
fn content_of(transaction: &Transaction<'_>, number: i64) -> rusqlite::Result<BTreeSet<String>> {
    transaction
        .prepare(
            "SELECT sha256 FROM content JOIN event ON instr(event.body, content.sha256) > 0 \
             WHERE event.session = ?1",
        )?
        .query_map([number], |row| row.get(0))?
        .collect()
}

/// The tables whose rows belong to a session, with the column that says to which.
fn belonging(transaction: &Transaction<'_>) -> rusqlite::Result<Vec<(String, String)>> {
    transaction
        .prepare(
            "SELECT tables.name, keys.\"from\" FROM sqlite_schema AS tables \
             JOIN pragma_foreign_key_list(tables.name) AS keys \
             WHERE tables.type = 'table' AND keys.\"table\" = 'session'",
        )?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect()
}

fn remove_folder(folder: &Path) -> Result<(), StoreError> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(StoreError::writing("remove", folder, error))
        }
        _ => Ok(()),
    }
}
