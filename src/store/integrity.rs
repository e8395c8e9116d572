//! Whether everything stored is whole.

use std::fmt;

use super::content::sha256;
use super::events::record;
use super::{Store, StoreError};

/// Something stored that is not whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// SQLite finds its file damaged.
    Database(String),
    /// A row belongs to something that is not there.
    Dangling {
        /// The table with the row.
        table: String,
    },
    /// A session has no events.
    Empty {
        /// The session.
        session: String,
    },
    /// An event is missing, damaged or of a newer program.
    Event {
        /// The session.
        session: String,
        /// The first such event.
        seq: u64,
        /// What is wrong with it.
        reason: String,
    },
    /// A summary cannot be understood.
    Summary {
        /// The session.
        session: String,
        /// What is wrong with it.
        reason: String,
    },
    /// Content does not have its hash.
    Content {
        /// The hash it is stored under.
        sha256: String,
    },
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Database(reason) => write!(f, "the database is damaged: {reason}"),
            Self::Dangling { table } => write!(f, "a row of `{table}` belongs to no session"),
            Self::Empty { session } => write!(f, "session `{session}` has no events"),
            Self::Event { session, seq, reason } => {
                write!(f, "event {seq} of session `{session}` is not whole: {reason}")
            }
            Self::Summary { session, reason } => {
                write!(f, "the summary of session `{session}` is damaged: {reason}")
            }
            Self::Content { sha256 } => write!(f, "the stored content `{sha256}` is damaged"),
        }
    }
}

impl Store {
    /// Looks at everything stored: the file, the order and form of every event, every summary and
    /// every piece of content. Takes time in proportion to what is stored. Whether a summary says
    /// what its events say is for a caller that can fold them.
    ///
    /// # Errors
    ///
    /// When the database cannot be read at all.
    pub fn integrity(&self) -> Result<Vec<Fault>, StoreError> {
        let mut faults = match self.file_faults() {
            Err(StoreError::Damaged { reason, .. }) => vec![Fault::Database(reason)],
            faults => faults?,
        };
        if !faults.is_empty() {
            // What a damaged file gives to read proves nothing about the rest.
            return Ok(faults);
        }
        for session in self.session_ids()? {
            if let Err(error) = self.summary(&session) {
                faults.push(Fault::Summary { session: session.clone(), reason: innermost(error)? });
            }
            faults.extend(self.event_fault(session)?);
        }
        faults.extend(self.content_faults()?);
        Ok(faults)
    }

    fn file_faults(&self) -> Result<Vec<Fault>, StoreError> {
        let failed = |source| self.failed(source);
        let lines: Vec<String> = self
            .connection
            .prepare("PRAGMA integrity_check")
            .and_then(|mut checking| checking.query_map([], |row| row.get(0))?.collect())
            .map_err(failed)?;
        let tables: Vec<String> = self
            .connection
            .prepare("PRAGMA foreign_key_check")
            .and_then(|mut checking| checking.query_map([], |row| row.get(0))?.collect())
            .map_err(failed)?;
        let damaged = lines.into_iter().filter(|line| line != "ok").map(Fault::Database);
        Ok(damaged.chain(tables.into_iter().map(|table| Fault::Dangling { table })).collect())
    }

    fn event_fault(&self, session: String) -> Result<Option<Fault>, StoreError> {
        let failed = |source| self.failed(source);
        let mut reading = self
            .connection
            .prepare_cached(
                "SELECT seq, body FROM event JOIN session ON event.session = session.number \
                 WHERE session.id = ?1 ORDER BY seq",
            )
            .map_err(failed)?;
        let mut rows = reading.query([&session]).map_err(failed)?;
        let mut seq = 0;
        while let Some(row) = rows.next().map_err(failed)? {
            seq += 1;
            let stored: u64 = row.get(0).map_err(failed)?;
            if stored != seq {
                let reason = "it is missing".to_owned();
                return Ok(Some(Fault::Event { session, seq, reason }));
            }
            let body = row.get_ref(1).map_err(failed)?.as_str().unwrap_or_default();
            if let Err(error) = record(&session, seq, body) {
                return Ok(Some(Fault::Event { session, seq, reason: innermost(error)? }));
            }
        }
        Ok((seq == 0).then_some(Fault::Empty { session }))
    }

    fn content_faults(&self) -> Result<Vec<Fault>, StoreError> {
        let failed = |source| self.failed(source);
        let mut reading =
            self.connection.prepare("SELECT sha256, body FROM content").map_err(failed)?;
        let mut rows = reading.query([]).map_err(failed)?;
        let mut faults = Vec::new();
        while let Some(row) = rows.next().map_err(failed)? {
            let named: String = row.get(0).map_err(failed)?;
            let body = row.get_ref(1).map_err(failed)?;
            if body.as_blob().ok().map(sha256).as_ref() != Some(&named) {
                faults.push(Fault::Content { sha256: named });
            }
        }
        Ok(faults)
    }
}

/// The reason of an error about one thing stored; an error of the whole database stays one.
fn innermost(error: StoreError) -> Result<String, StoreError> {
    match error {
        StoreError::DamagedEvent { reason, .. } | StoreError::DamagedSummary { reason, .. } => {
            Ok(reason)
        }
        StoreError::NewerEvent { found, .. } => {
            Ok(format!("it has format {}.{} of a newer program", found.major, found.minor))
        }
        other => Err(other),
    }
}
