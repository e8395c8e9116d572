//! A session that is open for writing: every event is durable before the session shows it.

use super::clock::Clock;
use crate::bank::Rubric;
use crate::interview::{Event, FoldError, Reading, Record, Session, VERSION};
use crate::scoring::Document;
use crate::store::{DraftFate, NewContent, SessionLock, Store, StoreError, Summary};
use crate::study::Findings;

/// A session with its records, its store and its lock.
#[derive(Debug)]
pub(crate) struct Recorder {
    store: Store,
    clock: Clock,
    session: Session,
    records: Vec<Record>,
    _lock: SessionLock,
}

/// Why a session could not be opened or written.
#[derive(Debug, thiserror::Error)]
pub(crate) enum RecordError {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The records make no session.
    #[error("session `{session}` cannot be read: {source}")]
    Fold {
        /// The session.
        session: String,
        /// Why.
        source: FoldError,
    },
}

impl Recorder {
    /// Begins a session whose first event is `event`, and keeps the content that it names.
    ///
    /// # Errors
    /// When the store cannot keep it, or somebody else holds the session.
    pub(crate) fn begin(
        store: Store,
        clock: Clock,
        id: &str,
        event: Event,
        contents: &[NewContent],
    ) -> Result<Self, RecordError> {
        let lock = store.lock(id)?;
        let at = clock.now();
        let records = vec![Record { version: VERSION, seq: 1, at, elapsed_ms: 0, event }];
        let session = fold(id, &records)?;
        let summary = Summary::of(&session, &records[0].at);
        store.append_with(contents, &records, &summary, DraftFate::Clear)?;
        Ok(Self { store, clock, session, records, _lock: lock })
    }

    /// Opens a stored session for writing.
    ///
    /// # Errors
    /// When it cannot be read, or somebody else holds it.
    pub(crate) fn open(store: Store, clock: Clock, id: &str) -> Result<Self, RecordError> {
        let lock = store.lock(id)?;
        let records = store.events(id)?;
        let session = fold(id, &records)?;
        Ok(Self { store, clock, session, records, _lock: lock })
    }

    /// The session as far as it is kept.
    pub(crate) fn session(&self) -> &Session {
        &self.session
    }

    /// Its records as far as they are kept.
    pub(crate) fn records(&self) -> &[Record] {
        &self.records
    }

    /// The store.
    pub(crate) fn store(&self) -> &Store {
        &self.store
    }

    /// What the clocks say now.
    pub(crate) fn now(&self) -> Reading {
        self.clock.now()
    }

    /// Makes events durable, all or none, and takes them into the session.
    ///
    /// # Errors
    /// When the store cannot keep them; the session is then as it was before.
    pub(crate) fn keep(
        &mut self,
        events: Vec<Event>,
        at: &Reading,
        draft: DraftFate,
    ) -> Result<(), RecordError> {
        self.add(events, at, draft, None)
    }

    /// Makes events durable that change what was found in the session, together with what the judge
    /// found: the score before any review of it, by this rubric.
    ///
    /// # Errors
    /// As [`Self::keep`].
    pub(crate) fn keep_judged(
        &mut self,
        events: Vec<Event>,
        at: &Reading,
        judged: (&Document, &Rubric),
    ) -> Result<(), RecordError> {
        self.add(events, at, DraftFate::Keep, Some(judged))
    }

    fn add(
        &mut self,
        events: Vec<Event>,
        at: &Reading,
        draft: DraftFate,
        judged: Option<(&Document, &Rubric)>,
    ) -> Result<(), RecordError> {
        let kept = self.records.len();
        for event in events {
            let record = Record {
                version: VERSION,
                seq: self.session.last_seq() + 1,
                at: at.clone(),
                elapsed_ms: self.session.used_ms(at),
                event,
            };
            if let Err(source) = self.session.apply(&record) {
                self.back_to(kept)?;
                return Err(RecordError::Fold { session: self.session.id().to_owned(), source });
            }
            self.records.push(record);
        }
        let summary = Summary::of(&self.session, at);
        let new = &self.records[kept..];
        let appended = match judged {
            Some((document, rubric)) => {
                let findings = Findings::of(&self.session, document, rubric);
                self.store.append_judged(new, &summary, draft, &findings)
            }
            None => self.store.append(new, &summary, draft),
        };
        if let Err(error) = appended {
            self.back_to(kept)?;
            return Err(error.into());
        }
        Ok(())
    }

    /// Goes back to the first `kept` records.
    fn back_to(&mut self, kept: usize) -> Result<(), RecordError> {
        self.records.truncate(kept);
        self.session = fold(self.session.id(), &self.records)?;
        Ok(())
    }
}

/// Folds the records of a session.
///
/// # Errors
/// [`RecordError::Fold`], naming the session.
pub(crate) fn fold(id: &str, records: &[Record]) -> Result<Session, RecordError> {
    let fold = Session::fold(records);
    fold.map_err(|source| RecordError::Fold { session: id.to_owned(), source })
}
