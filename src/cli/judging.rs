//! Judging stored sessions again, and keeping what was found where it is missing: after an update of
//! the scorer, and in databases that older versions wrote.

use std::collections::HashMap;
use std::rc::Rc;

use super::context::Context;
use super::error::Failure;
use super::sessions;
use super::settle;
use super::stored::{self, Content};
use crate::interview::{Session, State};
use crate::scoring::{Compiled, Document, SCORER, score};
use crate::store::{Judged, Store};
use crate::study::Findings;

/// How many rubrics are held ready at a time.
const READY: usize = 8;

/// How many sessions are written in one transaction.
const BATCH: usize = 100;

/// What a session is judged by, made ready.
type Ready = Rc<(Content, Compiled)>;

/// Rubrics made ready, each once for the sessions that share it.
pub(super) struct Judges<'a> {
    store: &'a Store,
    ready: HashMap<[String; 3], Ready>,
}

impl<'a> Judges<'a> {
    /// Judges for the sessions of a store.
    pub(super) fn new(store: &'a Store) -> Self {
        Self { store, ready: HashMap::new() }
    }

    /// What a session is judged by.
    ///
    /// # Errors
    /// When its content is not there or damaged.
    pub(super) fn of(&mut self, session: &Session) -> Result<Ready, Failure> {
        let started = session.started();
        let hashes = [&started.prompt_sha256, &started.rubric_sha256, &started.lexicon_sha256]
            .map(Clone::clone);
        if let Some(ready) = self.ready.get(&hashes) {
            return Ok(Rc::clone(ready));
        }
        let content = stored::content(self.store, session)?;
        let compiled = content.compile();
        if self.ready.len() >= READY {
            self.ready.clear();
        }
        let ready = Rc::new((content, compiled));
        self.ready.insert(hashes, Rc::clone(&ready));
        Ok(ready)
    }

    /// What is found in a session now. Of one whose content is lost its pacing alone.
    ///
    /// # Errors
    /// When an answer is too long to be scored.
    pub(super) fn findings(&mut self, session: &Session) -> Result<Findings, Failure> {
        let Ok(ready) = self.of(session) else { return Ok(Findings::pacing(session, SCORER)) };
        let document: Document = score(&ready.1, &session.submission())?;
        Ok(Findings::of(session, &document, &ready.0.rubric))
    }
}

/// Brings what was found in all sessions up to date, as far as the store can be written: sittings
/// that ended while nobody was there are scored, and what is missing is judged.
///
/// # Errors
/// When the store cannot be read.
pub(super) fn bring_up_to_date(context: &Context, store: &Store) -> Result<(), Failure> {
    let now = context.clock.now();
    for summary in store.unfinished()? {
        if !summary.rehearsal && summary.state_at(&now) == State::Expired {
            settle::settled(context, store, &summary.id)?;
        }
    }
    let missing = store.unjudged(SCORER)?;
    if missing.is_empty() {
        return Ok(());
    }
    context.ui.detail(&format!("judging {} interviews again", missing.len()));
    let Ok(writing) = context.store() else {
        context.ui.warning(&format!(
            "{} not counted: the store can only be read",
            crate::interview::count(missing.len(), "interview is", "interviews are")
        ));
        return Ok(());
    };
    let mut judges = Judges::new(store);
    for batch in missing.chunks(BATCH) {
        let mut judged = Vec::with_capacity(batch.len());
        for id in batch {
            // What is wrong with a session that cannot be read is for `doctor` to say.
            let Ok(session) = sessions::open(store, id) else { continue };
            let Ok(findings) = judges.findings(&session) else { continue };
            judged.push(Judged { session: id.clone(), last_seq: session.last_seq(), findings });
        }
        writing.keep_findings(&judged)?;
    }
    Ok(())
}
