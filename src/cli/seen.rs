//! Writing down that a reference was shown, so that later attempts are known for what they are.

use super::context::Context;
use super::error::Failure;
use crate::store::{Journal, Store};
use crate::study::{FirstSeen, Seen, Way, first_seen};

/// Notes that the reference of a prompt is shown now, once for each way. Where it cannot be written
/// nothing is noted: looking is never refused for it.
pub(super) fn note(
    context: &Context,
    reading: &Store,
    prompt: &str,
    way: Way,
    session: Option<&str>,
) {
    let known = || -> Result<bool, Failure> {
        let seen: Vec<Seen> = reading.notes(Journal::Seen)?;
        Ok(seen.iter().any(|seen| seen.prompt == prompt && seen.way == way))
    };
    if known().unwrap_or(true) {
        return;
    }
    let entry = Seen::new(prompt, way, context.clock.now().wall_ms);
    let noted = context
        .store()
        .and_then(|store| store.note(Journal::Seen, session, &entry).map_err(Failure::from));
    if let Err(failure) = noted {
        context.ui.detail(&format!("not noted that the reference was shown: {failure}"));
    }
}

/// When each reference was first shown.
///
/// # Errors
/// When the journal cannot be read.
pub(super) fn all(store: &Store) -> Result<FirstSeen, Failure> {
    Ok(first_seen(&store.notes::<Seen>(Journal::Seen)?))
}
