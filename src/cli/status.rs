//! `onsite status`: where an interview stands.

use super::args::OneJson;
use super::context::Context;
use super::error::Failure;
use super::sessions;
use super::stored;
use crate::report::{StatusDocument, status_lines};

/// Shows where a session stands.
///
/// # Errors
/// When the session is not there or cannot be read.
pub(super) fn run(context: &Context, args: &OneJson) -> Result<(), Failure> {
    let store = context.store_for_reading()?;
    let summary = sessions::find(&store, &args.session)?;
    let session = sessions::open(&store, &summary.id)?;
    let draft = store.draft(&summary.id)?.map_or_else(String::new, |draft| draft.text);
    let now = context.clock.now();
    let status = StatusDocument::of(&session, &draft, &now);
    if args.json {
        return context.json(&status);
    }
    let content = stored::content(&store, &session)?;
    let title = content.prompt.as_ref().map_or(&status.prompt, |prompt| &prompt.title);
    context.styled(&status_lines(&status, title, session.started().box_ms, context.layout()))
}
