//! `onsite discard`: strikes an interview out.

use super::args::Discard;
use super::context::Context;
use super::error::Failure;
use super::record::Recorder;
use super::sessions;
use crate::interview::Event;
use crate::store::DraftFate;

/// Strikes a session out: it is kept and counts nowhere.
///
/// # Errors
/// When the session is not there, is struck out already, or is open elsewhere.
pub(super) fn run(context: &Context, args: &Discard) -> Result<(), Failure> {
    let store = context.store()?;
    let summary = sessions::find(&store, &args.session)?;
    let mut recorder = Recorder::open(store, context.clock.clone(), &summary.id)?;
    if recorder.session().is_abandoned() {
        return Err(Failure::expected(format!("session `{}` is struck out already", summary.id)));
    }
    let now = recorder.now();
    recorder.keep(vec![Event::Abandoned], &now, DraftFate::Keep)?;
    context.ui.line(&format!(
        "Session {} ({}) is struck out: it is kept and counts nowhere.",
        summary.id, summary.prompt
    ))
}
