//! `onsite status`: where an interview stands.

use super::args::OneJson;
use super::context::Context;
use super::error::Failure;
use super::sessions;
use super::stored;
use crate::interview::clock;
use crate::report::{StatusDocument, status_lines};
use crate::terminal::draw_box;

/// Shows where a session stands.
///
/// # Errors
/// When the session is not there or cannot be read.
pub(super) fn run(context: &Context, args: &OneJson) -> Result<(), Failure> {
    let store = context.store_for_reading()?;
    let summary = sessions::find(&store, &args.session)?;
    // The draft first: a line that is entered meanwhile is seen twice rather than not at all.
    let draft = store.draft(&summary.id)?.map_or_else(String::new, |draft| draft.text);
    let session = sessions::open(&store, &summary.id)?;
    let now = context.clock.now();
    let status = StatusDocument::of(&session, &draft, &now);
    if args.json {
        return context.json(&status);
    }
    let content = stored::content(&store, &session)?;
    let title = content.prompt.as_ref().map_or(&status.prompt, |prompt| &prompt.title);
    let box_ms = session.time().length_ms();
    let running = session.state(&now).is_open();
    context.styled(&status_lines(&status, title, context.layout()))?;
    if let (Some(length), true) = (box_ms, running && !context.ui.plain) {
        let used = session.used_ms(&now);
        draw_box(used, length, &format!("{} of {}", clock(used), clock(length)));
    }
    Ok(())
}
