//! What happens around the interviews, in the order it happened: the study week and the drills.

use rusqlite::{OptionalExtension, Transaction, params};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Store, StoreError};

/// Whose entries they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Journal {
    /// The study week: blocks that were begun, done, skipped.
    Plan,
    /// The drills: cards that were answered.
    Drill,
    /// What is being typed for a card of a drill: [`crate::study::drills::Typing`]. Its rows come and
    /// go with the keys.
    Typing,
    /// The days on which sessions were sat, where the calendar was moved: [`crate::study::SatOn`].
    Calendar,
    /// When references were shown: [`crate::study::Seen`].
    Seen,
}

impl Journal {
    pub(super) fn id(self) -> &'static str {
        match self {
            Self::Plan => "plan",
            Self::Drill => "drill",
            Self::Typing => "typing",
            Self::Calendar => "calendar",
            Self::Seen => "seen",
        }
    }
}

impl Store {
    /// Adds an entry to a journal, durable when this returns. An entry with words of a session
    /// names it, so that it is forgotten with it.
    ///
    /// # Errors
    ///
    /// [`StoreError::NoSession`], and when the entry cannot be written.
    pub fn note(
        &self,
        journal: Journal,
        session: Option<&str>,
        entry: &impl Serialize,
    ) -> Result<(), StoreError> {
        let transaction = self.writing()?;
        self.add_entry(&transaction, journal, session, entry)?;
        transaction.commit().map_err(|source| self.failed(source))
    }

    /// Adds an entry in a transaction.
    pub(super) fn add_entry(
        &self,
        transaction: &Transaction<'_>,
        journal: Journal,
        session: Option<&str>,
        entry: &impl Serialize,
    ) -> Result<(), StoreError> {
        let failed = |source| self.failed(source);
        let body = body(journal, entry)?;
        let number: Option<i64> = match session {
            None => None,
            Some(id) => Some(
                transaction
                    .query_row("SELECT number FROM session WHERE id = ?1", [id], |row| row.get(0))
                    .optional()
                    .map_err(failed)?
                    .ok_or_else(|| StoreError::NoSession { session: id.to_owned() })?,
            ),
        };
        transaction
            .execute(
                "INSERT INTO journal (kind, session, body) VALUES (?1, ?2, ?3)",
                params![journal.id(), number, body],
            )
            .map_err(failed)?;
        Ok(())
    }

    /// All entries of a journal, oldest first.
    ///
    /// # Errors
    ///
    /// [`StoreError::Entry`] when one of them cannot be understood, and when the database cannot be
    /// read.
    pub fn notes<T: DeserializeOwned>(&self, journal: Journal) -> Result<Vec<T>, StoreError> {
        let failed = |source| self.failed(source);
        let mut reading = self
            .connection
            .prepare_cached("SELECT number, body FROM journal WHERE kind = ?1 ORDER BY number")
            .map_err(failed)?;
        let rows = reading
            .query_map([journal.id()], |row| Ok((row.get(0)?, row.get(1)?)))
            .map_err(failed)?;
        rows.map(|row| {
            let (number, body): (i64, String) = row.map_err(failed)?;
            serde_json::from_str(&body).map_err(|source| StoreError::Entry {
                journal: journal.id(),
                number: Some(number),
                reason: source.to_string(),
            })
        })
        .collect()
    }
}

/// An entry as it is stored.
pub(super) fn body(journal: Journal, entry: &impl Serialize) -> Result<String, StoreError> {
    serde_json::to_string(entry).map_err(|source| StoreError::Entry {
        journal: journal.id(),
        number: None,
        reason: source.to_string(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::DraftFate;
    use crate::store::tests::{session, summary};

    #[test]
    fn entries_come_back_in_their_order_and_from_their_own_journal() {
        let directory = tempfile::tempdir().unwrap();
        let store = Store::open(directory.path()).unwrap();
        for (journal, entry) in
            [(Journal::Plan, "a"), (Journal::Drill, "b"), (Journal::Plan, "ü\n")]
        {
            store.note(journal, None, &entry).unwrap();
        }
        drop(store);
        let store = Store::open_for_reading(directory.path()).unwrap();
        assert_eq!(store.notes::<String>(Journal::Plan).unwrap(), ["a", "ü\n"]);
        assert_eq!(store.notes::<String>(Journal::Drill).unwrap(), ["b"]);
    }

    #[test]
    fn an_entry_goes_with_its_session() {
        let directory = tempfile::tempdir().unwrap();
        let store = Store::open(directory.path()).unwrap();
        store.append(&session("mkd7w2ha", 2), &summary("mkd7w2ha"), DraftFate::Keep).unwrap();
        store.note(Journal::Drill, Some("mkd7w2ha"), &"its words").unwrap();
        store.note(Journal::Drill, None, &"others").unwrap();
        store.forget("mkd7w2ha").unwrap();
        assert_eq!(store.notes::<String>(Journal::Drill).unwrap(), ["others"]);
        let error = store.note(Journal::Drill, Some("mkd7w2ha"), &"late").unwrap_err();
        assert!(matches!(error, StoreError::NoSession { .. }));
    }

    #[test]
    fn an_entry_that_cannot_be_understood_is_named() {
        let directory = tempfile::tempdir().unwrap();
        let store = Store::open(directory.path()).unwrap();
        store.note(Journal::Plan, None, &7).unwrap();
        let error = store.notes::<String>(Journal::Plan).unwrap_err();
        assert!(error.to_string().starts_with("entry 1 of the journal `plan`"), "{error}");
    }
}
