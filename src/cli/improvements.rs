//! Three improvements in the candidate's own words: asked for after an interview, and shown again
//! before the next one.

use super::context::Context;
use super::error::Failure;
use super::record::Recorder;
use crate::interview::{Event, count};
use crate::store::{DraftFate, Rehearsals, Store};

/// How many are asked for.
const MOST: usize = 3;

/// Asks what to do better next time, line by line, and keeps each at once. A blank line, or nobody
/// to answer, ends it; what a session has already is not asked for again.
///
/// # Errors
/// When the store fails or asking does.
pub(super) fn ask(
    context: &Context,
    recorder: &mut Recorder,
    ask: &mut dyn FnMut(&str) -> Result<Option<String>, Failure>,
) -> Result<(), Failure> {
    let there = recorder.session().improvements().len();
    if there >= MOST || !context.ui.may_ask {
        return Ok(());
    }
    let lines = count(MOST - there, "line", "lines");
    let more = if there == 0 { "" } else { " more" };
    context.ui.line("")?;
    context
        .ui
        .line(&format!("What{more} will you do better next time? Up to {lines}, Enter skips."))?;
    for number in there + 1..=MOST {
        let Some(text) = ask(&format!("{number}: "))? else { return Ok(()) };
        let text = text.trim().to_owned();
        if text.is_empty() {
            return Ok(());
        }
        let now = recorder.now();
        recorder.keep(vec![Event::Improvement { text }], &now, DraftFate::Keep)?;
    }
    Ok(())
}

/// What the candidate resolved after the last interview after which they resolved anything, oldest
/// line first; what was resolved after a rehearsal is shown before a rehearsal only.
///
/// # Errors
/// When the store cannot be read.
pub(super) fn last_time(store: &Store, rehearsal: bool) -> Result<Vec<String>, Failure> {
    let rehearsals = if rehearsal { Rehearsals::With } else { Rehearsals::Without };
    Ok(store.newest_improvements(rehearsals)?.map_or_else(Vec::new, |newest| newest.texts))
}
