//! Forgetting a session for good.

use super::{Store, StoreError};

impl Store {
    /// Deletes everything of a session (events, draft, summary) so that its words can be read
    /// nowhere in the files; content shared with others stays.
    ///
    /// # Errors
    ///
    /// [`StoreError::NoSession`]; [`StoreError::InUse`] when a terminal has it open;
    /// [`StoreError::Busy`] when another process still reads the old words: they are out of the
    /// lists then, and out of the files with the next such call or when the last process ends.
    pub fn forget(&self, session: &str) -> Result<(), StoreError> {
        let _ours = self.lock(session)?;
        let transaction = self.writing()?;
        let failed = |source| self.failed(source);
        let of_session = "(SELECT number FROM session WHERE id = ?1)";
        for table in ["draft", "event"] {
            transaction
                .execute(&format!("DELETE FROM {table} WHERE session = {of_session}"), [session])
                .map_err(failed)?;
        }
        let deleted =
            transaction.execute("DELETE FROM session WHERE id = ?1", [session]).map_err(failed)?;
        if deleted == 0 {
            return Err(StoreError::NoSession { session: session.to_owned() });
        }
        transaction.commit().map_err(failed)?;
        // The journal still holds the pages as they were.
        let busy: bool = self
            .connection
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))
            .map_err(failed)?;
        if busy { Err(StoreError::Busy { path: self.path.clone() }) } else { Ok(()) }
    }
}
