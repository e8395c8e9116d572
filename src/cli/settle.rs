//! Bringing a session up to date whose box has ended while nobody was there.

use super::context::Context;
use super::error::Failure;
use super::record::Recorder;
use super::sessions;
use super::sit;
use super::stored;
use crate::interview::{Event, Session};
use crate::scoring::SCORER;
use crate::store::Store;

/// A session that is over, as it stands once its end and its score are recorded. They are recorded
/// where that can be done; where the store can only be read, or somebody else holds the session,
/// the session is as far as it is stored.
///
/// # Errors
/// When it cannot be read.
pub(super) fn settled(context: &Context, store: &Store, id: &str) -> Result<Session, Failure> {
    let session = sessions::open(store, id)?;
    if session.is_abandoned() || session.scored().is_some() {
        return Ok(session);
    }
    let opened = context
        .store()
        .ok()
        .and_then(|writing| Recorder::open(writing, context.clock.clone(), id).ok());
    let Some(mut recorder) = opened else { return Ok(session) };
    let draft = recorder.store().draft(id)?;
    sit::seal_if_open(&mut recorder, draft)?;
    let content = stored::content(recorder.store(), recorder.session())?;
    let document = content.score(recorder.session(), None)?;
    let now = recorder.now();
    let scored = Event::Scored { scorer: SCORER.to_owned(), total: document.total };
    recorder.keep_judged(vec![scored], &now, (&document, &content.rubric))?;
    Ok(recorder.session().clone())
}
