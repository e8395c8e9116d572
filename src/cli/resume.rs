//! `onsite resume`: takes up an interview that was left.

use super::args::One;
use super::context::Context;
use super::error::Failure;
use super::sessions;
use super::sit;

/// Goes on with a session; when its box has ended meanwhile, shows the score.
///
/// # Errors
/// When the session is not there, is over, or is open elsewhere.
pub(super) fn run(context: &Context, args: &One) -> Result<(), Failure> {
    // What is wrong with the settings is no reason to keep anybody from an interview that runs.
    if let Err(wrong) = context.sound_settings() {
        context.ui.warning(&format!("{wrong}; the usual counts instead"));
    }
    let store = context.store()?;
    let summary = sessions::find(&store, &args.session)?;
    sit::resume(context, store, &summary)
}
