//! Which way a review goes: by `--set`, as a document, as a list, or one by one.

use super::reviewing::Reviewing;
use super::{setting, walk};
use crate::cli::args::Review;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::{sessions, settle, stored};
use crate::interview::{Session, State};
use crate::report::review_list;
use crate::scoring::{Document, reviewed, to_review};

/// Reviews the verdicts on a session.
///
/// # Errors
/// When the session is not there, goes on, is struck out, or its prompt is being sat; when an
/// override is not taken.
pub(in crate::cli) fn run(context: &Context, args: &Review) -> Result<(), Failure> {
    let store = context.store_for_reading()?;
    let summary = sessions::find(&store, &args.session)?;
    let id = &summary.id;
    match summary.state_at(&context.clock.now()) {
        State::Running | State::Paused => {
            sessions::refuse_to_spoil(context, &store, &summary.prompt, "a review")?;
            return Err(Failure::expected(format!("session `{id}` is not over"))
                .hint(format!("`onsite resume {id}` goes on with it")));
        }
        State::Abandoned => {
            return Err(Failure::expected(format!("session `{id}` is struck out"))
                .hint("it counts nowhere, and so would a review of it"));
        }
        State::Finished | State::Expired => {}
    }
    sessions::refuse_to_spoil(context, &store, &summary.prompt, "a review")?;
    let session = settle::settled(context, &store, id)?;
    let content = stored::content(&store, &session)?;
    let document = stored::with_second(&content, &session, content.score(&session, None)?);
    drop(store);
    if !args.set.is_empty() {
        let reviewing = Reviewing::open(context, id, content, document)?;
        return setting::run(context, args, reviewing);
    }
    if args.json {
        return context.json(&after(&content, &session, &document));
    }
    if !context.ui.may_ask {
        let all = to_review(&document);
        let page = review_list(&all, session.reviews(), &content.rubric, context.layout());
        context.styled(&page)?;
        context
            .ui
            .say("`--set ID=VERDICT --reason TEXT` overrides one; on a terminal it is asked.");
        return Ok(());
    }
    walk::run(context, Reviewing::open(context, id, content, document)?)
}

fn after(content: &stored::Content, session: &Session, document: &Document) -> Document {
    reviewed(&content.rubric, document, session.reviews())
}
