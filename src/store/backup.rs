//! A copy of everything in one file, and back.

use std::fs::File;
use std::path::Path;

use rusqlite::backup::{Backup, StepResult};

use super::database::{bring_up_to_date, read_only};
use super::{SCHEMA_VERSION, Store, StoreError};

impl Store {
    /// Copies everything, as it stands at one moment, into the new file at `path`: private (0600),
    /// whole and durable, or not there at all.
    ///
    /// # Errors
    ///
    /// When there is something at `path` already, or it cannot be written.
    pub fn back_up(&self, path: &Path) -> Result<(), StoreError> {
        let failed = |source| StoreError::writing("make", path, source);
        let folder = match path.parent() {
            Some(folder) if folder != Path::new("") => folder,
            _ => Path::new("."),
        };
        let copy = tempfile::NamedTempFile::new_in(folder).map_err(failed)?;
        let name = copy
            .path()
            .to_str()
            .ok_or_else(|| failed(std::io::ErrorKind::InvalidFilename.into()))?;
        self.vacuum_into(name).map_err(|source| match self.failed(source) {
            // It is the copy that has no room.
            StoreError::Full { .. } => StoreError::Full { path: path.to_owned() },
            other => other,
        })?;
        copy.as_file().sync_all().map_err(failed)?;
        copy.persist_noclobber(path).map_err(|error| failed(error.error))?;
        File::open(folder).and_then(|folder| folder.sync_all()).map_err(failed)
    }

    /// Puts back what [`Self::back_up`] wrote, in place of everything that is stored: all of it or
    /// nothing. A copy of an older version is brought up to date.
    ///
    /// # Errors
    ///
    /// When the copy cannot be read, is damaged, newer or of another program;
    /// [`StoreError::InUse`] when a session is open in a terminal; others when it cannot be
    /// written. Nothing is changed then.
    pub fn restore(&mut self, path: &Path) -> Result<(), StoreError> {
        File::open(path)
            .map_err(|source| StoreError::Unreadable { path: path.to_owned(), source })?;
        let (copy, found) = read_only(path)?;
        let of_copy = |source| StoreError::sqlite(path, source);
        if found == 0 {
            return Err(StoreError::Foreign { path: path.to_owned() });
        }
        let verdict: String =
            copy.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0)).map_err(of_copy)?;
        if verdict != "ok" {
            return Err(StoreError::Damaged { path: path.to_owned(), reason: verdict });
        }
        let _nobody_types = self.lock_those_open()?;
        let ours = self.path.clone();
        let of_ours = |source| StoreError::sqlite(&ours, source);
        {
            let backup = Backup::new(&copy, &mut self.connection).map_err(of_ours)?;
            match backup.step(-1).map_err(of_ours)? {
                StepResult::Done => {}
                _ => return Err(StoreError::Busy { path: ours }),
            }
        }
        if found < SCHEMA_VERSION {
            bring_up_to_date(&mut self.connection, &self.directory, &self.path)?;
        }
        Ok(())
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
