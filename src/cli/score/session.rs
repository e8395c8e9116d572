//! Scoring a stored session.

use super::{Beside, show};
use crate::cli::args::Score;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::sessions;
use crate::cli::{settle, stored};
use crate::interview::State;
use crate::scoring::score;

/// Scores a session with the rubric that it carries, or another.
///
/// # Errors
/// When the session is not there, goes on, or its prompt is being sat.
pub(super) fn run(context: &Context, args: &Score) -> Result<(), Failure> {
    let name = args.session.as_deref().unwrap_or("latest");
    let store = context.store_for_reading()?;
    let summary = sessions::find(&store, name)?;
    sessions::refuse_to_spoil(context, &store, &summary.prompt, "a score")?;
    let now = context.clock.now();
    if summary.state_at(&now).is_open() {
        return Err(Failure::expected(format!("session `{}` is not over", summary.id))
            .hint(format!("`onsite resume {}` goes on with it", summary.id)));
    }
    if summary.state == State::Abandoned {
        context.ui.say(&format!("Session `{}` is struck out: it counts nowhere.", summary.id));
    }
    let session = settle::settled(context, &store, &summary.id)?;
    let mut content = stored::content(&store, &session)?;
    if let Some(path) = &args.rubric {
        content.rubric = super::rubrics::from_file(&context.bank(), path)?;
    }
    let mut submission = session.submission();
    submission.level = args.level.unwrap_or(submission.level);
    let compiled = content.compile();
    let document = score(&compiled, &submission)?;
    // The criteria of another rubric are others, whatever they are called.
    let reviewed = match args.rubric {
        Some(_) => None,
        None => stored::after_review(&content, &session, &document),
    };
    let beside = Beside { aloud: session.aloud(), reviewed: reviewed.as_ref() };
    show(context, args, &content, &compiled, &submission, &document, beside)
}
